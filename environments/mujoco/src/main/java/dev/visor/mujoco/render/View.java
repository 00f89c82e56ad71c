package dev.visor.mujoco.render;

/**
 * The eye of one frame: where it is, and which ray goes through which place of the picture. Rays
 * are named by their slopes: x and y over the distance along the line of sight.
 */
final class View {
  /** The eye in the world. */
  double eyeX;

  double eyeY;
  double eyeZ;

  /** Slope of the picture's left edge. */
  double left;

  /** Slope of its upper edge. */
  double top;

  /** Slope from one pixel to the next. */
  double pixel;

  /** What {@link #toCamera} found. */
  double x;

  double y;
  double z;

  private final int height;
  private final int width;
  private final double[] rotation = new double[9];

  View(int height, int width) {
    this.height = height;
    this.width = width;
  }

  /**
   * Takes the place of a pose's camera.
   *
   * @param tangent of half its field of view
   */
  void place(Pose pose, int camera, double tangent) {
    System.arraycopy(pose.cameraRotations(), 9 * camera, rotation, 0, 9);
    eyeX = pose.cameraPositions()[3 * camera];
    eyeY = pose.cameraPositions()[3 * camera + 1];
    eyeZ = pose.cameraPositions()[3 * camera + 2];
    top = tangent;
    left = -tangent * width / height;
    pixel = 2 * tangent / height;
  }

  /** Horizontal slope at so many pixels from the left edge. */
  double slopeX(double pixels) {
    return left + pixels * pixel;
  }

  /** Vertical slope at so many pixels from the upper edge. */
  double slopeY(double pixels) {
    return top - pixels * pixel;
  }

  /** The column that a horizontal slope is in, moved by some; 0 to the width. */
  int column(double slope, int moved) {
    return clamp((slope - left) / pixel + moved, width);
  }

  /** The row that a vertical slope is in, moved by some; 0 to the height. */
  int row(double slope, int moved) {
    return clamp((top - slope) / pixel + moved, height);
  }

  private static int clamp(double place, int count) {
    return place <= 0 ? 0 : place >= count ? count : (int) place;
  }

  /** Turns a direction of the world into the camera's frame. */
  void toCamera(double worldX, double worldY, double worldZ) {
    x = rotation[0] * worldX + rotation[3] * worldY + rotation[6] * worldZ;
    y = rotation[1] * worldX + rotation[4] * worldY + rotation[7] * worldZ;
    z = rotation[2] * worldX + rotation[5] * worldY + rotation[8] * worldZ;
  }

  /** Sine of the elevation in the world of a ray. */
  double elevation(double slopeX, double slopeY) {
    return (rotation[6] * slopeX + rotation[7] * slopeY - rotation[8])
        / Math.sqrt(slopeX * slopeX + slopeY * slopeY + 1);
  }
}
