package dev.visor.mujoco;

import dev.visor.mujoco.preset.MuJoCo.mjModel;

/**
 * What is fixed about a joint.
 *
 * @param type how it moves
 * @param limited whether it has limits
 * @param low its lower limit in metres or radians
 * @param high its upper limit
 * @param position index of its first generalised position
 * @param velocity index of its first generalised velocity
 */
record Joint(JointType type, boolean limited, double low, double high, int position, int velocity) {

  /** All joints of a model. */
  static Joint[] all(mjModel model) {
    Joint[] joints = new Joint[model.njnt()];
    for (int i = 0; i < joints.length; i++) {
      joints[i] =
          new Joint(
              // MuJoCo counts its types in the same order.
              JointType.values()[model.jnt_type().get(i)],
              model.jnt_limited().get(i) != 0,
              model.jnt_range().get(2L * i),
              model.jnt_range().get(2L * i + 1),
              model.jnt_qposadr().get(i),
              model.jnt_dofadr().get(i));
    }
    return joints;
  }
}
