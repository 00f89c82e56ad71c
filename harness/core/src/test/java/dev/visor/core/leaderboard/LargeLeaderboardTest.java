package dev.visor.core.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.api.RandomStream;
import dev.visor.core.evidence.TrialRow;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A hundred variants in a hundred cells. With two gigabytes ({@code -Dtest.memory=-Xmx2g}) of a
 * hundred seeds each, a million rows; with the usual one, of twenty.
 */
@Tag("slow")
class LargeLeaderboardTest {
  private static final int VARIANTS = 100;
  private static final int CELLS = 100;
  private static final int SEEDS = Runtime.getRuntime().maxMemory() > 1_500_000_000L ? 100 : 20;

  @Test
  void very_many_trials_have_ranks_intervals_and_profiles() {
    List<TrialRow> rows = rows();
    long begin = System.nanoTime();
    Leaderboard board = Leaderboard.of(rows, LeaderboardOptions.DEFAULT);
    System.out.printf(
        "%,d rows in %.1f s, %,d MB in use%n",
        rows.size(),
        Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1000.0,
        (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20);

    assertThat(board.rows()).hasSize(VARIANTS * (CELLS + 1));
    assertThat(board.pairs()).hasSize(VARIANTS * (VARIANTS - 1) * (CELLS + 1));
    assertThat(board.profile()).hasSize(VARIANTS * 51);
    List<LeaderboardRow> all = board.group("all");
    assertThat(all)
        .extracting(LeaderboardRow::variant)
        .startsWith("variant99", "variant98", "variant97");
    assertThat(all)
        .allSatisfy(
            row -> {
              assertThat(row.ciMethod()).endsWith("draws shared by the variants");
              assertThat(row.complete()).isTrue();
              assertThat(row.iqm().getAsDouble())
                  .isBetween(row.iqmLow().getAsDouble(), row.iqmHigh().getAsDouble());
              // Uniform scores 40 wide: the interquartile mean of n deviates by 40 / √(6 n).
              assertThat(row.iqmHigh().getAsDouble() - row.iqmLow().getAsDouble())
                  .isCloseTo(2 * 1.96 * 40 / Math.sqrt(6.0 * CELLS * SEEDS), within(0.2));
            });
    assertThat(all.subList(1, VARIANTS))
        .allSatisfy(
            row ->
                assertThat(row.improvement().getAsDouble())
                    .isBetween(
                        row.improvementLow().getAsDouble(), row.improvementHigh().getAsDouble()));
    assertThat(board.warnings()).anySatisfy(warning -> assertThat(warning).contains("too many"));
  }

  /** Uniform scores, each variant's two points above those of the one before. */
  private static List<TrialRow> rows() {
    RandomStream stream = RandomStream.of("scores");
    TrialRows rows = new TrialRows(SEEDS);
    for (int cell = 0; cell < CELLS; cell++) {
      for (int variant = 0; variant < VARIANTS; variant++) {
        int least = variant;
        rows.ok(
            "variant" + variant,
            "task-" + cell + "@1",
            "expert",
            stream.doubles(SEEDS).map(share -> 2 * least + 40 * share).toArray());
      }
    }
    return rows.list();
  }
}
