package dev.visor.mujoco;

import dev.visor.mujoco.preset.MuJoCo;
import dev.visor.mujoco.render.RayCaster;

/**
 * Which physics and which pictures this module makes, told without loading anything native: what a
 * recipe for data depends on must be known before there is any.
 */
public final class Versions {
  private Versions() {}

  /** The MuJoCo that this module was built for, as 222 for 2.2.2. */
  public static int physics() {
    // A constant, which the compiler copies: the class is not initialised by it.
    return MuJoCo.mjVERSION_HEADER;
  }

  /** The version of what {@link RayCaster} draws. */
  public static int pictures() {
    return RayCaster.VERSION;
  }
}
