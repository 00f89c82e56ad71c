package dev.visor.plugin.manipulation;

import dev.visor.api.ObservationSpec;
import dev.visor.api.RandomStream;
import dev.visor.mujoco.Model;
import dev.visor.mujoco.Simulation;
import java.util.Arrays;

/** A task taken apart: its model, one simulation and its rules, without an environment around. */
final class Bench implements AutoCloseable {
  final ManipulationTask task;
  final Model model;
  final Simulation simulation;
  final Rules rules;

  private Bench(ManipulationTask task) {
    this.task = task;
    this.model = Model.parse(ModelFile.read(task.model()));
    this.simulation = model.simulate();
    this.rules = task.rules().apply(model, simulation);
    simulation.forward();
  }

  static Bench of(String name) {
    return new Bench(named(name));
  }

  static ManipulationTask named(String name) {
    return ManipulationEnvironments.TASKS.stream()
        .filter(task -> task.descriptor().id().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Opens a task with small pictures and no proprioception. */
  static ManipulationEnvironment environment(String name) {
    return ManipulationEnvironment.open(named(name), new ObservationSpec(16, 16, 0));
  }

  /** Starts an episode. */
  void start(String seed) {
    simulation.reset();
    rules.start(RandomStream.of(seed));
    simulation.forward();
  }

  /** Takes one control step, and tells what it earned. */
  double act(double... action) {
    rules.act(action);
    task.advance(simulation);
    return rules.earn();
  }

  /** An action of equal values. */
  double[] all(double value) {
    double[] action = new double[task.descriptor().actions().size()];
    Arrays.fill(action, value);
    return action;
  }

  double[] body(String name) {
    int body = model.body(name);
    return new double[] {
      simulation.bodyPosition(body, 0),
      simulation.bodyPosition(body, 1),
      simulation.bodyPosition(body, 2)
    };
  }

  double[] sensed(int sensor) {
    return new double[] {
      simulation.sensor(sensor, 0), simulation.sensor(sensor, 1), simulation.sensor(sensor, 2)
    };
  }

  float[] observation() {
    float[] values = new float[task.descriptor().proprioception().size()];
    rules.observe(values);
    return values;
  }

  @Override
  public void close() {
    simulation.close();
    model.close();
  }
}
