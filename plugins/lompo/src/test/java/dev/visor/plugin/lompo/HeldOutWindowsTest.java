package dev.visor.plugin.lompo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.api.RandomStream;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeldOutWindowsTest {
  private final ModelShape shape = new TinyModel(Map.of("proprioception", true)).shape;

  private static MemoryDataset dataset(int... lengths) {
    return TinyModel.randomDataset(RandomStream.of("windows"), lengths);
  }

  private HeldOutWindows windows(int... lengths) {
    return new HeldOutWindows(dataset(lengths), shape);
  }

  @Test
  void longEpisodes_haveWindowsOfFifty_spreadOverThem() {
    HeldOutWindows windows = windows(99, 99);
    assertThat(windows.length()).isEqualTo(50);
    assertThat(windows.context()).isEqualTo(5);
    assertThat(windows.steps()).isEqualTo(45);
    assertThat(windows.count()).isEqualTo(32);
  }

  @Test
  void episodesThatAreTooShort_areLeftOut() {
    HeldOutWindows windows = windows(3, 19, 20, 21, 2);
    // Half of the episodes have 20 pictures or more; of these one, two and three windows fit.
    assertThat(windows.length()).isEqualTo(20);
    assertThat(windows.count()).isEqualTo(1 + 2 + 3);
  }

  @Test
  void theShortestEpisodes_leaveOnePictureToPredict() {
    HeldOutWindows windows = windows(1, 1);
    assertThat(windows.length()).isEqualTo(2);
    assertThat(windows.context()).isEqualTo(1);
    assertThat(windows.steps()).isEqualTo(1);
  }

  @Test
  void manyEpisodes_haveOneWindowEach_andNoMoreThan32Altogether() {
    int[] lengths = new int[40];
    Arrays.fill(lengths, 6);
    assertThat(windows(lengths).count()).isEqualTo(32);
  }

  @Test
  void read_givesWhatASequenceHasThere() {
    MemoryDataset dataset = dataset(7, 8);
    HeldOutWindows windows = new HeldOutWindows(dataset, shape);
    assertThat(windows.length()).isEqualTo(9);
    assertThat(windows.count()).isEqualTo(1);
    windows = new HeldOutWindows(dataset(8, 7), shape);
    MemoryDataset reversed = dataset(8, 7);
    SequenceBatch batch = new SequenceBatch(shape, 1, 9);
    new SequenceSampler(reversed, 9).fill(batch, 0, 0, 0);
    for (int t = 0; t < 9; t++) {
      windows.read(t);
      int bytes = shape.pictures().values();
      assertThat(windows.images())
          .containsExactly(Arrays.copyOfRange(batch.images(), t * bytes, (t + 1) * bytes));
      assertThat(windows.proprio())
          .containsExactly(
              Arrays.copyOfRange(batch.proprio(), t * TinyModel.FELT, (t + 1) * TinyModel.FELT));
      assertThat(windows.taken())
          .containsExactly(
              Arrays.copyOfRange(
                  batch.actions(), t * TinyModel.ACTIONS, (t + 1) * TinyModel.ACTIONS));
      assertThat(windows.rewards()[0]).isEqualTo(batch.rewards()[t]);
    }
  }
}
