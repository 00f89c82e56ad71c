package dev.visor.cli;

import dev.visor.api.Environment;
import dev.visor.api.PhysicsAccess;
import dev.visor.core.VisorException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say in which state a task begins: its own reset, or a given physics state. */
final class PhysicsStateOptions {
  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of the task's own reset (default: 1).")
  @Nullable Long seed;

  @Option(
      names = "--qpos",
      paramLabel = "X,X,…",
      description = "Generalised positions to begin in, in the model's order.")
  @Nullable String positions;

  @Option(
      names = "--qvel",
      paramLabel = "X,X,…",
      description = "Generalised velocities to begin with (default: all 0).")
  @Nullable String velocities;

  /** Brings an environment into the state that the options name. */
  void begin(Environment environment) {
    environment.reset(seed == null ? 1 : seed);
    if (positions == null && velocities == null) {
      return;
    }
    PhysicsAccess physics = Tasks.physics(environment);
    double[] qpos =
        positions == null
            ? physics.positions()
            : numbers(positions, "--qpos", physics.positions().length);
    double[] qvel =
        velocities == null
            ? new double[physics.velocities().length]
            : numbers(velocities, "--qvel", physics.velocities().length);
    physics.place(qpos, qvel);
  }

  private static double[] numbers(String text, String option, int length) {
    String[] parts = text.split(",", -1);
    if (parts.length != length) {
      throw VisorException.usage(
          parts.length + " values where this task has " + length,
          option,
          "separate " + length + " numbers by commas");
    }
    double[] values = new double[length];
    for (int i = 0; i < length; i++) {
      values[i] = number(parts[i], option + ", value " + (i + 1));
    }
    return values;
  }

  /** Reads one finite number. */
  static double number(String text, String place) {
    try {
      double value = Double.parseDouble(text.strip());
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // told below, with the place
    }
    throw VisorException.usage("'" + text.strip() + "' is no finite number", place, "write one");
  }
}
