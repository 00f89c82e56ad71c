package dev.visor.plugin.lompo;

/**
 * A batch of sequences in LOMPO's row convention, time first: row t × batch + b is time t of
 * sequence b.
 *
 * <p>A row holds a picture, the action that <em>led to</em> it, and what was received on arrival.
 * The picture that an episode begins with has an action of zeros and a reward of 0. Rows past an
 * episode's end are zeros, with a mask of 0.
 */
final class SequenceBatch {
  private final int batch;
  private final int length;
  private final byte[] images;
  private final float[] proprio;
  private final float[] actions;
  private final float[] rewards;
  private final float[] terminals;
  private final float[] mask;

  SequenceBatch(ModelShape shape, int batch, int length) {
    this.batch = batch;
    this.length = length;
    int rows = batch * length;
    images = new byte[rows * shape.pictures().values()];
    proprio = new float[rows * shape.felt()];
    actions = new float[rows * shape.actions()];
    rewards = new float[rows];
    terminals = new float[rows];
    mask = new float[rows];
  }

  /** Number of sequences. */
  int batch() {
    return batch;
  }

  /** Rows in a sequence. */
  int length() {
    return length;
  }

  /** Number of rows, padding included. */
  int rows() {
    return batch * length;
  }

  /** Pictures as unsigned bytes, rows × height × width × 3. */
  byte[] images() {
    return images;
  }

  /** What is felt with the pictures, rows × {@link ModelShape#felt()}. */
  float[] proprio() {
    return proprio;
  }

  /** Actions that led to the pictures, rows × length. */
  float[] actions() {
    return actions;
  }

  /** Rewards on arrival at the pictures. */
  float[] rewards() {
    return rewards;
  }

  /** 1 where the picture is the last of a task that ended, else 0. */
  float[] terminals() {
    return terminals;
  }

  /** 1 for rows of an episode, 0 for padding. */
  float[] mask() {
    return mask;
  }

  /** How many rows are not padding; 1 or more once filled. */
  int valid() {
    int count = 0;
    for (float value : mask) {
      count += (int) value;
    }
    return count;
  }

  /**
   * Takes over some neighbouring sequences of a larger batch, as many as there are in this one.
   *
   * @param first the first of them
   */
  void take(SequenceBatch whole, int first) {
    for (int t = 0; t < length; t++) {
      int from = t * whole.batch + first;
      int to = t * batch;
      copy(whole.images, from, images, to, images.length / rows());
      copy(whole.proprio, from, proprio, to, proprio.length / rows());
      copy(whole.actions, from, actions, to, actions.length / rows());
      copy(whole.rewards, from, rewards, to, 1);
      copy(whole.terminals, from, terminals, to, 1);
      copy(whole.mask, from, mask, to, 1);
    }
  }

  /** Copies a row of each sequence between arrays of rows of the same type. */
  @SuppressWarnings("SuspiciousSystemArraycopy")
  private void copy(Object source, int from, Object target, int to, int rowLength) {
    System.arraycopy(source, from * rowLength, target, to * rowLength, batch * rowLength);
  }
}
