package dev.visor.core.dataset.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.visor.api.Episode;
import dev.visor.api.ObservationSpec;
import dev.visor.api.RandomStream;
import dev.visor.core.ExitCode;
import dev.visor.core.VisorException;
import dev.visor.core.dataset.DatasetStore;
import dev.visor.core.dataset.StoredDataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An export is there as a whole, or nothing of it is. */
class ExportTest {
  private static final int EPISODES = 4;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"VD4RL_NPZ, 0", "VD4RL_NPZ, 2", "MINARI, 2", "MINARI, 6"})
  void one_that_was_stopped_leaves_nothing(ExchangeFormat format, int before) throws IOException {
    Path target = Files.createDirectory(folder.resolve("exports")).resolve("out");
    AtomicInteger asked = new AtomicInteger();
    try (StoredDataset dataset = dataset()) {
      VisorException stopped =
          catchThrowableOfType(
              VisorException.class,
              () ->
                  DatasetExporter.write(
                      dataset, format, target, () -> asked.getAndIncrement() >= before));

      assertThat(stopped.exit()).isEqualTo(ExitCode.INTERRUPTED);
      assertThat(stopped.place()).isEqualTo(target.toString());
      try (Stream<Path> left = Files.list(target.getParent())) {
        assertThat(left).isEmpty();
      }
    }
  }

  private StoredDataset dataset() {
    RandomStream random = RandomStream.of("1", "episodes");
    ObservationSpec observation = new ObservationSpec(2, 3, 1);
    List<Episode> episodes = new ArrayList<>();
    for (int e = 0; e < EPISODES; e++) {
      episodes.add(ToyTask.noise(random, observation, 3, 1 + e % 3));
    }
    return ToyTask.stored(new DatasetStore(folder.resolve("store")), observation, episodes);
  }
}
