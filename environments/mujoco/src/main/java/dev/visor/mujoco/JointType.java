package dev.visor.mujoco;

/** How a joint moves, and how many numbers that takes. */
public enum JointType {
  /** A body in free flight: 7 positions (place in metres, quaternion w x y z), 6 velocities. */
  FREE(7, 6),
  /** Any rotation about a point: 4 positions (quaternion w x y z), 3 velocities. */
  BALL(4, 3),
  /** Along an axis: one position in metres. */
  SLIDE(1, 1),
  /** About an axis: one position in radians. */
  HINGE(1, 1);

  private final int positions;
  private final int velocities;

  JointType(int positions, int velocities) {
    this.positions = positions;
    this.velocities = velocities;
  }

  /** How many generalised positions it has. */
  public int positions() {
    return positions;
  }

  /** How many generalised velocities it has. */
  public int velocities() {
    return velocities;
  }
}
