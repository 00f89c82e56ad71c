package dev.visor.mujoco.render;

/** Where the eye of one frame is, and how the world looks from there. */
final class View {
  /** The eye in the world. */
  double eyeX;

  double eyeY;
  double eyeZ;

  /** What {@link #toCamera} found. */
  double x;

  double y;
  double z;

  private final double[] rotation = new double[9];

  /** Takes the place of a pose's camera. */
  void place(Pose pose, int camera) {
    System.arraycopy(pose.cameraRotations(), 9 * camera, rotation, 0, 9);
    eyeX = pose.cameraPositions()[3 * camera];
    eyeY = pose.cameraPositions()[3 * camera + 1];
    eyeZ = pose.cameraPositions()[3 * camera + 2];
  }

  /** Turns a direction of the world into the camera's frame. */
  void toCamera(double worldX, double worldY, double worldZ) {
    x = rotation[0] * worldX + rotation[3] * worldY + rotation[6] * worldZ;
    y = rotation[1] * worldX + rotation[4] * worldY + rotation[7] * worldZ;
    z = rotation[2] * worldX + rotation[5] * worldY + rotation[8] * worldZ;
  }

  /** The height in the world of a direction of the camera's frame. */
  double worldZ(double cameraX, double cameraY, double cameraZ) {
    return rotation[6] * cameraX + rotation[7] * cameraY + rotation[8] * cameraZ;
  }
}
