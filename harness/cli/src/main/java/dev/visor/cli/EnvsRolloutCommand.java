package dev.visor.cli;

import dev.visor.api.Environment;
import dev.visor.api.PhysicsAccess;
import dev.visor.api.TaskDescriptor;
import dev.visor.core.VisorException;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code visor envs rollout TASK}: replays actions, one control step each, and prints what physics
 * and reward do. Numbers are printed so that reading them gives the same bits.
 */
@Command(
    name = "rollout",
    description = {
      "Replays control-step actions from a state and prints CSV: step, reward, positions, velocities.",
      "No action repeat: one row of the file is one control step."
    })
final class EnvsRolloutCommand implements Runnable {
  @Parameters(paramLabel = "TASK", description = "As walker-walk or walker-walk@1.")
  String task = "";

  @Option(
      names = "--actions",
      required = true,
      paramLabel = "FILE.csv",
      description = "One row a control step, comma-separated, in the order of the actuators.")
  Path actions = Path.of("");

  @Mixin PhysicsStateOptions state = new PhysicsStateOptions();

  private final Tasks tasks;
  private final Console console;

  @Inject
  EnvsRolloutCommand(Tasks tasks, Console console) {
    this.tasks = tasks;
    this.console = console;
  }

  @Override
  public void run() {
    TaskDescriptor descriptor = tasks.named(task);
    List<double[]> rows = readActions(descriptor);
    try (Environment environment = tasks.open(descriptor, descriptor.imageSize())) {
      PhysicsAccess physics = Tasks.physics(environment);
      state.begin(environment);
      console.out().println(header(physics));
      for (int step = 0; step < rows.size(); step++) {
        double reward = physics.controlStep(rows.get(step));
        StringBuilder line = new StringBuilder().append(step).append(',').append(reward);
        for (double position : physics.positions()) {
          line.append(',').append(position);
        }
        for (double velocity : physics.velocities()) {
          line.append(',').append(velocity);
        }
        console.out().println(line);
      }
    }
  }

  private static String header(PhysicsAccess physics) {
    StringBuilder header = new StringBuilder("step,reward");
    for (int i = 0; i < physics.positions().length; i++) {
      header.append(",qpos_").append(i);
    }
    for (int i = 0; i < physics.velocities().length; i++) {
      header.append(",qvel_").append(i);
    }
    return header.toString();
  }

  private List<double[]> readActions(TaskDescriptor descriptor) {
    int size = descriptor.actions().size();
    List<String> lines;
    try {
      lines = Files.readAllLines(actions);
    } catch (IOException e) {
      throw VisorException.usage(
              "the actions cannot be read: " + e.getMessage(), "--actions", "name a CSV file")
          .causedBy(e);
    }
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      String place = actions + ":" + (i + 1);
      if (line.isEmpty()) {
        continue;
      }
      String[] cells = line.split(",", -1);
      if (cells.length != size) {
        throw VisorException.usage(
            cells.length + " values where " + descriptor.id() + " has " + size + " actuators",
            place,
            "write one value for each of " + String.join(", ", descriptor.actions()));
      }
      double[] row = new double[size];
      for (int k = 0; k < size; k++) {
        row[k] = PhysicsStateOptions.number(cells[k], place + ", value " + (k + 1));
      }
      rows.add(row);
    }
    if (rows.size() > descriptor.horizon()) {
      throw VisorException.usage(
          rows.size()
              + " actions where the horizon of "
              + descriptor.id()
              + " is "
              + descriptor.horizon()
              + " control steps",
          actions.toString(),
          "shorten the file");
    }
    return rows;
  }
}
