package dev.visor.mujoco;

import dev.visor.mujoco.preset.MuJoCo.mjModel;
import java.util.List;

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

  /** In the order in which MuJoCo counts them. */
  private static final List<JointType> TYPES =
      List.of(JointType.FREE, JointType.BALL, JointType.SLIDE, JointType.HINGE);

  /** All joints of a model. */
  static Joint[] all(mjModel model) {
    Joint[] joints = new Joint[model.njnt()];
    for (int i = 0; i < joints.length; i++) {
      joints[i] =
          new Joint(
              TYPES.get(model.jnt_type().get(i)),
              model.jnt_limited().get(i) != 0,
              model.jnt_range().get(2L * i),
              model.jnt_range().get(2L * i + 1),
              model.jnt_qposadr().get(i),
              model.jnt_dofadr().get(i));
    }
    return joints;
  }
}
