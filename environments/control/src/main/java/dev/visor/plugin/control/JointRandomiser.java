package dev.visor.plugin.control;

import dev.visor.api.RandomStream;
import dev.visor.mujoco.JointType;
import dev.visor.mujoco.Model;
import dev.visor.mujoco.Simulation;

/**
 * Puts every joint, in the model's order, at a random place: a limited one uniformly within its
 * range, an unlimited hinge at any angle. An unlimited slide stays where it is. So does a body in
 * free flight, which is turned instead: by a quaternion of four numbers, uniform in [0, 1] before
 * it is scaled to length 1.
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
        place(joint, random);
      } else if (model.jointType(joint) == JointType.HINGE) {
        simulation.position(position, StrictMath.PI * (2 * random.nextDouble() - 1));
      } else if (model.jointType(joint) == JointType.FREE) {
        turn(position, random);
      }
    }
  }

  /** Randomises until nothing touches anything, and brings what depends on positions up to date. */
  void randomiseApart(RandomStream random) {
    do {
      randomise(random);
      simulation.forward();
    } while (simulation.contacts() > 0);
  }

  /** Randomises the limited joints alone. */
  void randomiseLimited(RandomStream random) {
    for (int joint = 0; joint < model.joints().size(); joint++) {
      if (model.jointLimited(joint)) {
        place(joint, random);
      }
    }
  }

  private void place(int joint, RandomStream random) {
    double low = model.jointLow(joint);
    double high = model.jointHigh(joint);
    simulation.position(model.jointPosition(joint), low + (high - low) * random.nextDouble());
  }

  private void turn(int position, RandomStream random) {
    double[] quaternion = new double[4];
    double sum = 0;
    for (int i = 0; i < 4; i++) {
      quaternion[i] = random.nextDouble();
      sum += quaternion[i] * quaternion[i];
    }
    for (int i = 0; i < 4; i++) {
      simulation.position(position + 3 + i, quaternion[i] / Math.sqrt(sum));
    }
  }
}
