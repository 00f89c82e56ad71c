package dev.visor.plugin.manipulation;

import dev.visor.api.ObservationSpec;
import dev.visor.api.RandomStream;
import dev.visor.mujoco.Model;
import dev.visor.mujoco.Simulation;
import dev.visor.mujoco.task.SimulatedTask;
import dev.visor.mujoco.task.TaskEnvironment;
import dev.visor.mujoco.task.TaskRules;
import java.util.Arrays;

/** A task taken apart: its model, one simulation and its rules, without an environment around. */
final class Bench implements AutoCloseable {
  final SimulatedTask task;
  final Model model;
  final Simulation simulation;
  final TaskRules rules;

  private Bench(SimulatedTask task) {
    this.task = task;
    this.model = Model.parse(task.model().read());
    this.simulation = model.simulate();
    this.rules = task.rules().apply(model, simulation);
    simulation.forward();
  }

  static Bench of(String name) {
    return new Bench(named(name));
  }

  static SimulatedTask named(String name) {
    return ManipulationEnvironments.TASKS.tasks().stream()
        .filter(task -> task.descriptor().id().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Opens a task with small pictures and no proprioception. */
  static TaskEnvironment environment(String name) {
    return named(name).open(new ObservationSpec(16, 16, 0));
  }

  /** Starts an episode. */
  void start(String seed) {
    simulation.reset();
    rules.start(RandomStream.of(seed));
    simulation.forward();
  }

  /** Takes one control step, and tells what it earned. */
  double act(double... action) {
    command(action);
    task.stepping().advance(simulation);
    return rules.reward();
  }

  /** Begins a control step: sets the controls that an action becomes. */
  void command(double... action) {
    double[] controls = rules.act(action);
    for (int i = 0; i < controls.length; i++) {
      simulation.control(i, controls[i]);
    }
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
