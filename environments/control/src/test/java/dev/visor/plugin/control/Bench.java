package dev.visor.plugin.control;

import dev.visor.api.RandomStream;
import dev.visor.mujoco.Model;
import dev.visor.mujoco.Simulation;
import dev.visor.mujoco.task.SimulatedTask;
import dev.visor.mujoco.task.TaskRules;
import java.util.stream.Stream;

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
    return all()
        .filter(task -> task.descriptor().id().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  static Stream<SimulatedTask> all() {
    return ControlEnvironments.TASKS.tasks().stream();
  }

  /** Where the centre of mass of a body and all that hangs on it is in a model's default state. */
  static double[] centreOfMass(String file, String body) {
    String mjcf =
        ControlSuite.model(file)
            .read()
            .replace("<sensor>", "<sensor><subtreecom name='centre' body='" + body + "'/>");
    try (Model model = Model.parse(mjcf);
        Simulation simulation = model.simulate()) {
      simulation.forward();
      int centre = model.sensor("centre");
      return new double[] {
        simulation.sensor(centre, 0), simulation.sensor(centre, 1), simulation.sensor(centre, 2)
      };
    }
  }

  /** The reward in a state, with all controls 0. */
  double reward(double[] positions, double[] velocities) {
    simulation.reset();
    simulation.place(positions, velocities);
    simulation.forward();
    return rules.reward();
  }

  /** The reward where it stands, under a control. */
  double rewardUnder(double... control) {
    for (int i = 0; i < control.length; i++) {
      simulation.control(i, control[i]);
    }
    return rules.reward();
  }

  float[] observation() {
    float[] values = new float[task.descriptor().proprioception().size()];
    rules.observe(values);
    return values;
  }

  /** Starts an episode. */
  void start(RandomStream random) {
    simulation.reset();
    rules.start(random);
    simulation.forward();
  }

  @Override
  public void close() {
    simulation.close();
    model.close();
  }
}
