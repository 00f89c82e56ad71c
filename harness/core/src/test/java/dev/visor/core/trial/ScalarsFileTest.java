package dev.visor.core.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScalarsFileTest {
  @TempDir Path place;

  @Test
  void a_short_training_is_recorded_whole() throws IOException {
    Path file = record("a.csv", 3);

    assertThat(file)
        .hasContent(
            """
            schema,update,name,value
            1,1,model/kl,0.5
            1,2,model/kl,1.0
            1,3,model/kl,1.5
            """);
  }

  @Test
  void a_long_training_is_thinned_to_a_value_for_each_piece_and_keeps_its_last()
      throws IOException {
    Path file = record("a.csv", 10_007);

    assertThat(Files.readAllLines(file)).hasSize(1 + 501 + 1);
    assertThat(Files.readAllLines(file).subList(1, 3))
        .containsExactly("1,1,model/kl,0.5", "1,20,model/kl,10.0");
    assertThat(file).content().endsWith("1,10007,model/kl,5003.5\n");
  }

  @Test
  void what_is_told_seldom_is_kept_whatever_its_update() throws IOException {
    Path file = place.resolve("a.csv");
    try (ScalarsFile scalars = ScalarsFile.open(file)) {
      scalars.begin(10_000, 0);
      record(scalars, 1, 3011);
      scalars.record("validation/psnr", 3011, 21.5);
      record(scalars, 3012, 10_000);
    }

    assertThat(file).content().contains("1,3011,validation/psnr,21.5\n");
  }

  @Test
  void a_thinned_training_goes_on_as_if_it_had_not_stopped() throws IOException {
    Path whole = record("whole.csv", 5000);

    assertThat(resumed(5000, 2004, 2100)).hasSameBinaryContentAs(whole);
  }

  @Test
  void what_came_after_a_checkpoint_is_dropped_when_it_goes_on() throws IOException {
    Path whole = record("whole.csv", 10);

    assertThat(resumed(10, 6, 9)).hasSameBinaryContentAs(whole);
  }

  /** A file of a training that had a checkpoint, stopped later, and went on from there. */
  private Path resumed(int updates, int checkpoint, int stop) throws IOException {
    Path file = place.resolve("resumed.csv");
    long length;
    try (ScalarsFile scalars = ScalarsFile.open(file)) {
      scalars.begin(updates, 0);
      record(scalars, 1, checkpoint);
      length = scalars.length();
      record(scalars, checkpoint + 1, stop);
    }
    try (ScalarsFile scalars = ScalarsFile.open(file)) {
      scalars.begin(updates, length);
      record(scalars, checkpoint + 1, updates);
    }
    return file;
  }

  @Test
  void a_file_that_lost_what_the_checkpoint_counts_on_is_an_error() throws IOException {
    try (ScalarsFile scalars = ScalarsFile.open(place.resolve("a.csv"))) {
      assertThatIOException()
          .isThrownBy(() -> scalars.begin(10, 5))
          .withMessageContaining("shorter");
    }
  }

  @Test
  void a_name_can_neither_break_the_line_nor_be_a_formula() throws IOException {
    Path file = place.resolve("a.csv");
    try (ScalarsFile scalars = ScalarsFile.open(file)) {
      scalars.begin(2, 0);
      scalars.record("=a,\"b\"\nc", 1, Double.NaN);
    }

    assertThat(file).hasContent("schema,update,name,value\n1,1,\"'=a,\"\"b\"\" c\",NaN\n");
  }

  private Path record(String name, long updates) throws IOException {
    Path file = place.resolve(name);
    try (ScalarsFile scalars = ScalarsFile.open(file)) {
      scalars.begin(updates, 0);
      record(scalars, 1, updates);
    }
    return file;
  }

  private static void record(ScalarsFile scalars, long from, long to) {
    for (long update = from; update <= to; update++) {
      scalars.record("model/kl", update, update / 2.0);
    }
  }
}
