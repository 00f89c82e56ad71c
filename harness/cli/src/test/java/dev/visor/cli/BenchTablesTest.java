package dev.visor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.visor.core.benchmark.BenchmarkRow;
import dev.visor.core.benchmark.BenchmarkRow.Comparison;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class BenchTablesTest {
  private static final List<BenchmarkRow> ROWS =
      List.of(
          new BenchmarkRow(
              "world_model",
              "full-f32",
              2,
              812.34,
              1931.2,
              Optional.of(
                  new Comparison(
                      "PyTorch 2.6.0 eager f32",
                      1015.4,
                      1.25,
                      1.2,
                      1.301,
                      OptionalDouble.of(2100)))),
          new BenchmarkRow("environment", "walker-walk", 1, 0.4767, 180, Optional.empty()));

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void aRowHasBothSides_orDashes() {
    tables(/* json= */ false).rows(ROWS);

    assertThat(text().lines().map(line -> line.split(" {2,}")))
        .containsExactly(
            new String[] {
              "benchmark",
              "variant",
              "threads",
              "ours ms",
              "yardstick",
              "its ms",
              "ratio",
              "quartiles",
              "ours MB",
              "its MB"
            },
            new String[] {
              "world_model",
              "full-f32",
              "2",
              "812.3",
              "PyTorch 2.6.0 eager f32",
              "1015.4",
              "1.25",
              "1.20–1.30",
              "1931",
              "2100"
            },
            new String[] {
              "environment", "walker-walk", "1", "0.4767", "–", "–", "–", "–", "180", "–"
            });
  }

  @Test
  void jsonHasEveryKeyInEveryRow() throws Exception {
    tables(/* json= */ true).rows(ROWS);

    JsonNode rows = new ObjectMapper().readTree(text());
    assertThat(rows.get(0).fieldNames())
        .toIterable()
        .containsExactly(
            "name",
            "variant",
            "threads",
            "ours_ms",
            "yardstick",
            "yardstick_ms",
            "ratio",
            "ratio_low",
            "ratio_high",
            "ours_peak_mb",
            "yardstick_peak_mb");
    assertThat(rows.get(0).get("ratio").doubleValue()).isEqualTo(1.25);
    assertThat(rows.get(1).fieldNames())
        .toIterable()
        .containsExactlyElementsOf(() -> rows.get(0).fieldNames());
    assertThat(rows.get(1).get("yardstick").isNull()).isTrue();
  }

  private BenchTables tables(boolean json) {
    return new BenchTables(
        new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8), System.err, /* terminal= */ false),
        json);
  }

  private String text() {
    return out.toString(StandardCharsets.UTF_8);
  }
}
