package dev.visor.plugin.control;

import dev.visor.api.RandomStream;
import dev.visor.mujoco.JointType;
import dev.visor.mujoco.Model;
import dev.visor.mujoco.Simulation;

/**
 * Puts every joint, in the model's order, at a random place: a limited one uniformly within its
 * range, an unlimited hinge at any angle. An unlimited slide stays where it is.
 */
final class JointRandomiser {
  private final Model model;
  private final Simulation simulation;

  JointRandomiser(Model model, Simulation simulation) {
    this.model = model;
    this.simulation = simulation;
  }

  void randomise(RandomStream random) {
    for (int joint = 0; joint < model.joints().size(); joint++) {
      int position = model.jointPosition(joint);
      if (model.jointLimited(joint)) {
        double low = model.jointLow(joint);
        double high = model.jointHigh(joint);
        simulation.position(position, low + (high - low) * random.nextDouble());
      } else if (model.jointType(joint) == JointType.HINGE) {
        simulation.position(position, StrictMath.PI * (2 * random.nextDouble() - 1));
      }
    }
  }
}
