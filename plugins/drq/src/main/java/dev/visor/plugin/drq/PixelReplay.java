package dev.visor.plugin.drq;

import dev.visor.api.DatasetView;
import dev.visor.nn.FrameStack;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Draws rows from the data, uniformly from all transitions: the stack of pictures at t, the one
 * some steps later, and what happened between. Each stack is shifted by itself, all its pictures
 * alike.
 *
 * <p>An episode's first picture stands for those before it. Within the last steps of an episode
 * fewer rewards are counted, up to its last observation, whose value goes on unless the task itself
 * ended.
 */
final class PixelReplay {
  private final DatasetView data;
  private final FrameStack stack;
  private final double rewardScale;
  private final int steps;
  private final double discount;
  private final int shift;

  /** Number of the first row of each episode, and of all rows last. */
  private final int[] firstRow;

  private final byte[] images;
  private final float[] rewards;
  private final byte[] pictures;
  private final byte[] nextPictures;

  /**
   * @param rewardScale what rewards are multiplied by
   */
  PixelReplay(DatasetView data, Basis basis, double rewardScale) {
    this.data = data;
    this.rewardScale = rewardScale;
    stack = basis.stack(data.observation());
    steps = basis.steps();
    discount = basis.discount();
    shift = basis.shift();
    firstRow = new int[data.episodes() + 1];
    for (int episode = 0; episode < data.episodes(); episode++) {
      firstRow[episode + 1] = Math.addExact(firstRow[episode], data.length(episode));
    }
    images = new byte[(basis.frames() + steps) * stack.pictureBytes()];
    rewards = new float[steps];
    pictures = new byte[basis.batch() * stack.bytes()];
    nextPictures = new byte[pictures.length];
  }

  /** Stacks at t, one for each row. */
  byte[] pictures() {
    return pictures;
  }

  /** Stacks some steps later, one for each row. */
  byte[] nextPictures() {
    return nextPictures;
  }

  /**
   * Fills a batch, but for its features: those are to be made of {@link #pictures} and {@link
   * #nextPictures}.
   *
   * @param rows chooses transitions
   * @param shifts shifts pictures
   */
  void draw(RandomGenerator rows, RandomGenerator shifts, Batch batch) {
    for (int row = 0; row < batch.rows(); row++) {
      int drawn = rows.nextInt(firstRow[firstRow.length - 1]);
      int found = Arrays.binarySearch(firstRow, drawn);
      int episode = found >= 0 ? found : -found - 2;
      fill(batch, row, episode, drawn - firstRow[episode], shifts);
    }
  }

  /** Puts a transition into a row. */
  private void fill(Batch batch, int row, int episode, int t, RandomGenerator shifts) {
    int length = data.length(episode);
    int count = Math.min(steps, length - t);
    int end = t + count;
    int from = Math.max(0, t - stack.frames() + 1);
    data.images(episode, from, end - from + 1, images, 0);
    stack(t, from, shifts, pictures, row);
    stack(end, from, shifts, nextPictures, row);

    data.rewards(episode, t, count, rewards, 0);
    double sum = 0;
    double weight = 1;
    for (int i = 0; i < count; i++) {
      sum += weight * rewards[i];
      weight *= discount;
    }
    boolean ended = end == length && data.terminated(episode);
    batch.rewards()[row] = (float) (rewardScale * sum);
    batch.discounts()[row] = ended ? 0 : (float) weight;

    int size = data.actionSize();
    data.actions(episode, t, 1, batch.actions(), row * size);
    boolean followed = end < length;
    batch.followed()[row] = followed ? 1 : 0;
    if (followed) {
      data.actions(episode, end, 1, batch.nextActions(), row * size);
    } else {
      Arrays.fill(batch.nextActions(), row * size, (row + 1) * size, 0);
    }
  }

  /** Puts the pictures up to a time into a row's stack. */
  private void stack(int time, int from, RandomGenerator shifts, byte[] target, int row) {
    int down = shift(shifts);
    int right = shift(shifts);
    for (int frame = 0; frame < stack.frames(); frame++) {
      int at = Math.max(0, time - stack.frames() + 1 + frame) - from;
      int offset = at * stack.pictureBytes();
      stack.put(images, offset, frame, down, right, target, row * stack.bytes());
    }
  }

  private int shift(RandomGenerator shifts) {
    return shift == 0 ? 0 : shifts.nextInt(2 * shift + 1) - shift;
  }
}
