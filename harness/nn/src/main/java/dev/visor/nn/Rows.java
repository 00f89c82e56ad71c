package dev.visor.nn;

/** A batch is an array of rows, one after another; this refuses one that is too short. */
public final class Rows {
  private Rows() {}

  /**
   * Checks that an array holds a batch. It may be longer.
   *
   * @param what its content, for the message
   * @param rows at least as many as are needed
   * @param length of a row
   * @throws IllegalArgumentException if it is too short
   */
  public static void require(String what, float[] values, int rows, int length) {
    if (values.length < (long) rows * length) {
      throw new IllegalArgumentException(
          "%d values of %s, where %d rows of %d are needed"
              .formatted(values.length, what, rows, length));
    }
  }

  /**
   * Checks that a batch is no larger than what room was made for.
   *
   * @throws IllegalArgumentException if it is, or has no rows at all
   */
  public static void requireRoom(int rows, int most) {
    if (rows < 1 || rows > most) {
      throw new IllegalArgumentException(
          "a batch of %d rows, where there is room for 1 to %d".formatted(rows, most));
    }
  }
}
