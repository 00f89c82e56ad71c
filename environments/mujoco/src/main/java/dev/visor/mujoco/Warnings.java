package dev.visor.mujoco;

import dev.visor.mujoco.preset.MuJoCo;

/** What MuJoCo's warnings mean, in words and with the joint that they are about. */
final class Warnings {
  private Warnings() {}

  /**
   * @param warning MuJoCo's number of the kind of warning
   * @param about what it is about: mostly an index
   */
  static String explain(Model model, int warning, int about) {
    if (warning == MuJoCo.mjWARN_INERTIA) {
      return "the inertia at "
          + model.describeVelocity(about)
          + " is almost zero (give its body mass, or the joint an armature)";
    }
    if (warning == MuJoCo.mjWARN_CONTACTFULL) {
      return "there are more contacts than the model has room for, " + about + " (size/nconmax)";
    }
    if (warning == MuJoCo.mjWARN_CNSTRFULL) {
      return "there are more constraints than the model has room for, " + about + " (size/njmax)";
    }
    if (warning == MuJoCo.mjWARN_BADQPOS) {
      return position(model, about);
    }
    if (warning == MuJoCo.mjWARN_BADQVEL) {
      return velocity(model, about);
    }
    if (warning == MuJoCo.mjWARN_BADQACC) {
      return "the acceleration of " + model.describeVelocity(about) + " grew without bound";
    }
    if (warning == MuJoCo.mjWARN_BADCTRL) {
      return "the control of " + model.describeActuator(about) + " is beyond all bounds";
    }
    return "MuJoCo gave its warning " + warning + " about " + about;
  }

  static String position(Model model, int position) {
    return "the position of " + model.describePosition(position) + " grew without bound";
  }

  static String velocity(Model model, int velocity) {
    return "the velocity of " + model.describeVelocity(velocity) + " grew without bound";
  }
}
