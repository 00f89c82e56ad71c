package dev.visor.core.dataset.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.api.Cancellation;
import dev.visor.api.Episode;
import dev.visor.api.ObservationSpec;
import dev.visor.api.RandomStream;
import dev.visor.core.dataset.DatasetStore;
import dev.visor.core.dataset.StoredDataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** A dataset that was exported and imported again is the same. */
class RoundTripTest {
  @Property(tries = 12)
  void a_folder_of_npz_files_is_equal(
      @ForAll @IntRange(min = 1, max = 12) int count,
      @ForAll @IntRange(min = 1, max = 7) int height,
      @ForAll @IntRange(min = 1, max = 7) int width,
      @ForAll @IntRange(max = 3) int proprio,
      @ForAll long seed)
      throws IOException {
    assertEqual(ExchangeFormat.VD4RL_NPZ, count, new ObservationSpec(height, width, proprio), seed);
  }

  @Property(tries = 4)
  void a_dataset_of_minari_is_equal(
      @ForAll @IntRange(min = 1, max = 12) int count,
      @ForAll @IntRange(min = 1, max = 7) int height,
      @ForAll @IntRange(min = 1, max = 7) int width,
      @ForAll @IntRange(max = 1) int proprio,
      @ForAll long seed)
      throws IOException {
    assertEqual(
        ExchangeFormat.MINARI, count, new ObservationSpec(height, width, 2 * proprio), seed);
  }

  private static void assertEqual(
      ExchangeFormat format, int count, ObservationSpec observation, long seed) throws IOException {
    Path root = Files.createTempDirectory("exchange");
    RandomStream random = RandomStream.of(Long.toString(seed), "episodes");
    List<Episode> episodes = new ArrayList<>();
    for (int e = 0; e < count; e++) {
      int steps = 1 + random.nextInt(ToyTask.DECISIONS);
      episodes.add(ToyTask.noise(random, observation, steps, 1 + random.nextInt(3)));
    }
    try (StoredDataset ours =
        ToyTask.stored(new DatasetStore(root.resolve("ours")), observation, episodes)) {
      DatasetExporter.write(ours, format, root.resolve("out"), Cancellation.NEVER);
      try (StoredDataset again =
          ToyTask.imported(new DatasetStore(root.resolve("again")), format, root.resolve("out"))) {
        assertThat(ToyTask.episodes(again))
            .usingRecursiveFieldByFieldElementComparator()
            .containsExactlyElementsOf(episodes);
        assertThat(again.card().files()).isEqualTo(ours.card().files());
        assertThat(again.sha256()).isEqualTo(ours.sha256());
      }
    } finally {
      delete(root);
    }
  }

  private static void delete(Path root) throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
