package dev.visor.plugin.lompo;

import dev.visor.api.DatasetView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Parts of held-out episodes, all of one length and read side by side, one time step after another:
 * some pictures by which a model learns where it is, and more that it is to predict.
 *
 * <p>They are as long as half of the episodes allow, but no longer than the paper's 50, and lie
 * evenly over the episodes that are long enough.
 */
final class HeldOutWindows {
  /** Pictures that a model sees before it predicts, as in the paper's figure 5. */
  private static final int CONTEXT = 5;

  private static final int LONGEST = 50;
  private static final int MOST = 32;

  /** Where windows lie in turns if there is one in an episode: from its beginning to its end. */
  private static final int PLACES = 4;

  private final DatasetView dataset;
  private final ModelShape shape;
  private final int length;
  private final List<Window> windows = new ArrayList<>();
  private final byte[] images;
  private final float[] proprio;
  private final float[] taken;
  private final float[] rewards;
  private final float[] reward = new float[1];

  /** Where a window begins. */
  record Window(int episode, int start) {}

  /**
   * @param dataset of at least one episode
   */
  HeldOutWindows(DatasetView dataset, ModelShape shape) {
    this.dataset = dataset;
    this.shape = shape;
    int[] pictures = new int[dataset.episodes()];
    for (int episode = 0; episode < pictures.length; episode++) {
      pictures[episode] = dataset.length(episode) + 1;
    }
    int[] sorted = pictures.clone();
    Arrays.sort(sorted);
    length = Math.min(LONGEST, sorted[pictures.length / 2]);
    place(pictures);
    images = new byte[count() * shape.pictures().values()];
    proprio = new float[count() * shape.felt()];
    taken = new float[count() * shape.actions()];
    rewards = new float[count()];
  }

  private void place(int[] pictures) {
    int[] enough =
        IntStream.range(0, pictures.length)
            .filter(episode -> pictures[episode] >= length)
            .toArray();
    int chosen = Math.min(enough.length, MOST);
    int each = MOST / chosen;
    for (int k = 0; k < chosen; k++) {
      int episode = enough[(int) ((long) k * enough.length / chosen)];
      int room = pictures[episode] - length;
      int here = Math.min(each, room + 1);
      if (each == 1) {
        windows.add(new Window(episode, k % PLACES * room / (PLACES - 1)));
      } else {
        for (int i = 0; i < here; i++) {
          windows.add(new Window(episode, here == 1 ? 0 : i * room / (here - 1)));
        }
      }
    }
  }

  /** Where they lie. */
  List<Window> windows() {
    return List.copyOf(windows);
  }

  /** Number of windows. */
  int count() {
    return windows.size();
  }

  /** Pictures in a window, 2 or more. */
  int length() {
    return length;
  }

  /** Pictures of a window that are seen before the first one is predicted, 1 or more. */
  int context() {
    return Math.min(CONTEXT, length - 1);
  }

  /** Pictures of a window that are predicted. */
  int steps() {
    return length - context();
  }

  /** Reads what there is at one time of every window. */
  void read(int t) {
    int bytes = shape.pictures().values();
    for (int i = 0; i < count(); i++) {
      int episode = windows.get(i).episode();
      int picture = windows.get(i).start() + t;
      dataset.images(episode, picture, 1, images, i * bytes);
      if (shape.felt() > 0) {
        dataset.proprio(episode, picture, 1, proprio, i * shape.felt());
      }
      if (picture == 0) {
        Arrays.fill(taken, i * shape.actions(), (i + 1) * shape.actions(), 0);
        rewards[i] = 0;
      } else {
        dataset.actions(episode, picture - 1, 1, taken, i * shape.actions());
        dataset.rewards(episode, picture - 1, 1, reward, 0);
        rewards[i] = reward[0];
      }
    }
  }

  /** Pictures at the time that was read last, windows × height × width × 3 unsigned bytes. */
  byte[] images() {
    return images;
  }

  /** What is felt there, windows × values. */
  float[] proprio() {
    return proprio;
  }

  /** Actions that led there, windows × length. */
  float[] taken() {
    return taken;
  }

  /** Rewards on arrival there. */
  float[] rewards() {
    return rewards;
  }
}
