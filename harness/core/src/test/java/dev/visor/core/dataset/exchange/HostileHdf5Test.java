package dev.visor.core.dataset.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.visor.core.ExitCode;
import dev.visor.core.VisorException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** HDF5 files that were made to do harm, and the limits of the process that reads them. */
class HostileHdf5Test {
  @TempDir Path folder;

  @Test
  void a_group_within_itself_is_refused() throws IOException {
    VisorException failure = failure("cycle.h5");
    assertThat(failure.exit()).isEqualTo(ExitCode.INTEGRITY);
    assertThat(failure.place()).endsWith("cycle.h5");
    assertThat(failure.what()).contains("cannot be read as HDF5").contains("groups within groups");
  }

  @Test
  @Tag("slow")
  void a_maze_of_groups_ends_with_the_time_that_a_file_has() throws IOException {
    VisorException failure = failure("cycles.h5");
    assertThat(failure.place()).endsWith("cycles.h5");
    assertThat(failure.what())
        .satisfiesAnyOf(
            what ->
                assertThat(what)
                    .contains("was not read in the time that its length allows, 2000 ms"),
            what -> assertThat(what).contains("groups within groups"));
  }

  @Test
  void links_are_not_followed() throws IOException {
    assertThat(failure("links.h5").what()).contains("has no array 'actions'; it has []");
  }

  @Test
  void text_where_numbers_belong_is_refused() throws IOException {
    VisorException failure = failure("types.h5");
    assertThat(failure.place()).contains("types.h5");
    assertThat(failure.what()).contains("the array 'actions'").contains("else than numbers");
  }

  @Test
  void an_array_that_claims_a_million_million_rows_is_refused() throws IOException {
    VisorException failure = failure("claims.h5");
    assertThat(failure.place()).contains("claims.h5, key actions");
    assertThat(failure.what()).contains("brings the rows to more than 8,388,608");
  }

  @Test
  void a_chunk_that_claims_half_a_gigabyte_ends_the_process_alone() throws IOException {
    VisorException failure = failure("chunk.h5");
    assertThat(failure.place()).contains("chunk.h5");
    assertThat(failure.what()).contains("cannot be read as HDF5");
  }

  @ParameterizedTest
  @CsvSource({"minari.h5,MINARI", "shard.h5,VD4RL_HDF5", "flat.h5,D4RL"})
  void the_sound_ones_beside_them_are_read(String name, ExchangeFormat format) throws IOException {
    Path file = put(name);
    if (format == ExchangeFormat.MINARI) {
      Files.move(file, folder.resolve(MinariEpisodes.FILE));
    }
    assertThat(episodes(format)).isEqualTo(2);
  }

  @Test
  void a_file_earns_time_by_its_length_and_by_what_it_gives() throws IOException {
    Path file = put("flat.h5");
    Hdf5Patience patience = Hdf5Patience.with(file);
    assertThat(patience.left()).hasMillis(2_000);
    patience.spent(Duration.ofMillis(1_500));
    patience.earned(16_000_000);
    assertThat(patience.left()).hasMillis(500 + 10 + 1_000);
    Files.write(file, new byte[16_000_000]);
    assertThat(Hdf5Patience.with(file).left()).hasMillis(3_000);
  }

  private VisorException failure(String name) throws IOException {
    put(name);
    return catchThrowableOfType(VisorException.class, () -> episodes(ExchangeFormat.D4RL));
  }

  private int episodes(ExchangeFormat format) {
    ForeignEpisodes episodes = ToyTask.request(format, folder).examine();
    int count = 0;
    try (ForeignEpisodes.Reader reader = episodes.open()) {
      while (count < episodes.contents().episodes()) {
        reader.read(count++);
      }
    }
    return count;
  }

  private Path put(String name) throws IOException {
    Path file = folder.resolve(name);
    try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream(name), name)) {
      Files.copy(in, file);
    }
    return file;
  }
}
