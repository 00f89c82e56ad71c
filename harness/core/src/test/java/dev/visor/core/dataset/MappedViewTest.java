package dev.visor.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.visor.api.Cancellation;
import dev.visor.api.DatasetView;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappedViewTest {
  private static final int FRAME = ToyRecipes.OBSERVATION.imageBytes();

  @TempDir Path root;

  private StoredDataset dataset = unbuilt();
  private DatasetView view = unbuilt();

  @BeforeEach
  void build() {
    dataset =
        new DatasetStore(root)
            .build(new ToyRecipes().request(20, 2), BuildProgress.NONE, Cancellation.NEVER);
    view = dataset.view();
  }

  @Test
  void a_run_within_an_episode_is_a_part_of_the_whole() {
    int length = view.length(3);
    byte[] whole = new byte[(length + 1) * FRAME];
    view.images(3, 0, length + 1, whole, 0);
    byte[] run = new byte[3 * FRAME + 5];
    view.images(3, 1, 3, run, 5);
    for (int i = 0; i < 3 * FRAME; i++) {
      assertThat(run[5 + i]).isEqualTo(whole[FRAME + i]);
    }
  }

  @Test
  void an_episode_has_one_picture_more_than_actions_and_no_read_goes_beyond_them() {
    int length = view.length(3);
    byte[] images = new byte[(length + 2) * FRAME];
    float[] values = new float[(length + 2) * 3];
    view.images(3, length, 1, images, 0);
    view.proprio(3, length, 1, values, 0);
    view.actions(3, length - 1, 1, values, 0);
    assertThatThrownBy(() -> view.images(3, length, 2, images, 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> view.proprio(3, -1, 2, values, 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> view.actions(3, length, 1, values, 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> view.rewards(3, 0, length + 1, values, 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> view.length(20)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void a_target_that_is_too_short_is_refused() {
    assertThatThrownBy(() -> view.images(0, 0, 2, new byte[2 * FRAME - 1], 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> view.rewards(0, 0, 2, new float[2], 1))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void reading_allocates_nothing() {
    byte[] images = new byte[2 * FRAME];
    float[] values = new float[12];
    readAll(images, values, 20_000); // until it is compiled
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(thread);
    readAll(images, values, 10_000);
    long allocated = threads.getThreadAllocatedBytes(thread) - before;
    assertThat(allocated).isLessThan(10_000); // less than a byte a read: the meter's own
  }

  private void readAll(byte[] images, float[] values, int times) {
    for (int i = 0; i < times; i++) {
      int episode = i % 20;
      view.images(episode, 1, 2, images, 0);
      view.proprio(episode, 1, 2, values, 0);
      view.actions(episode, 0, 2, values, 0);
      view.rewards(episode, 1, 2, values, 0);
      view.terminated(episode);
    }
  }

  @Test
  void several_threads_read_the_same_at_once() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      long expected = sum();
      Callable<Long> reading =
          () -> {
            long sum = 0;
            for (int i = 0; i < 20; i++) {
              sum += sum();
            }
            return sum;
          };
      List<Future<Long>> sums = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        sums.add(threads.submit(reading));
      }
      for (Future<Long> sum : sums) {
        assertThat(sum.get()).isEqualTo(20 * expected);
      }
    } finally {
      threads.shutdown();
    }
  }

  private long sum() {
    long sum = 0;
    for (int e = 0; e < view.episodes(); e++) {
      int length = view.length(e);
      byte[] images = new byte[(length + 1) * FRAME];
      view.images(e, 0, length + 1, images, 0);
      float[] actions = new float[length * ToyRecipes.ACTION_SIZE];
      view.actions(e, 0, length, actions, 0);
      sum = 31 * (31 * sum + Arrays.hashCode(images)) + Arrays.hashCode(actions);
    }
    return sum;
  }

  @Test
  void a_closed_dataset_is_read_no_more() {
    dataset.close();
    dataset.close();
    assertThatThrownBy(() -> view.length(0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  /** Stands in for what is made before each test. */
  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  private static <T> T unbuilt() {
    return null;
  }
}
