package dev.visor.mujoco.render;

/** The primitive shapes, with the meaning of a {@link Geom}'s three sizes for each. */
public enum Shape {
  /**
   * The z = 0 plane of its frame, seen from +z: half-lengths along x and y in metres, 0 for without
   * end; the third size has no meaning.
   */
  PLANE,
  /** The radius in metres; the other two sizes have no meaning. */
  SPHERE,
  /** A cylinder along z with half-spheres at its ends: radius, and half-length of the cylinder. */
  CAPSULE,
  /** The three radii along x, y and z in metres. */
  ELLIPSOID,
  /** A cylinder along z with flat ends: radius and half-length in metres. */
  CYLINDER,
  /** The three half-lengths along x, y and z in metres. */
  BOX
}
