package dev.visor.plugin.lompo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.api.RandomStream;
import java.util.Arrays;
import java.util.List;
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
    assertThat(windows.windows())
        .filteredOn(window -> window.episode() == 1)
        .extracting(HeldOutWindows.Window::start)
        .hasSize(16)
        .doesNotHaveDuplicates()
        .isSorted()
        .startsWith(0)
        .endsWith(50);
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
  void manyEpisodes_haveNoMoreThan32Altogether_ofThirtyTwoThatAreSpreadOverThemAll() {
    int[] lengths = new int[67];
    Arrays.fill(lengths, 75);

    List<HeldOutWindows.Window> windows = windows(lengths).windows();

    assertThat(windows)
        .extracting(HeldOutWindows.Window::episode)
        .hasSize(32)
        .doesNotHaveDuplicates()
        .startsWith(0, 2, 4)
        .endsWith(64);
    // Each has room for a window of fifty to begin at 0 to 26, and all parts of it are seen.
    assertThat(windows)
        .extracting(HeldOutWindows.Window::start)
        .startsWith(0, 8, 17, 26, 0)
        .containsOnly(0, 8, 17, 26);
  }

  @Test
  void someEpisodes_haveOneWindowEach_beginningAndEndInTurns() {
    int[] lengths = new int[20];
    Arrays.fill(lengths, 75);
    lengths[3] = 10;

    assertThat(windows(lengths).windows())
        .extracting(HeldOutWindows.Window::episode)
        .hasSize(19)
        .doesNotContain(3);
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
