package dev.visor.core.trial;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class EvaluationPointsTest {
  @Test
  void points_are_spread_evenly_and_the_last_is_the_end() {
    assertThat(EvaluationPoints.spread(0, 100, 4)).containsExactly(25L, 50L, 75L, 100L);
  }

  @Test
  void points_lie_where_the_policy_changes() {
    assertThat(EvaluationPoints.spread(60, 100, 4)).containsExactly(70L, 80L, 90L, 100L);
  }

  @Test
  void an_algorithm_that_learns_nothing_has_one_point() {
    assertThat(EvaluationPoints.spread(0, 0, 10)).containsExactly(0L);
  }

  @Test
  void a_policy_that_is_ready_at_the_end_has_one_point() {
    assertThat(EvaluationPoints.spread(100, 100, 10)).containsExactly(100L);
  }

  @Property
  void there_are_as_many_points_as_asked_for_or_as_there_are_updates(
      @ForAll @LongRange(min = 0, max = 1_000_000_000_000L) long from,
      @ForAll @LongRange(min = 1, max = 1_000_000_000_000L) long span,
      @ForAll @IntRange(min = 1, max = 50) int count) {
    var points = EvaluationPoints.spread(from, from + span, count);

    assertThat((long) points.size()).isEqualTo(Math.min(span, count));
    assertThat(points.last()).isEqualTo(from + span);
    assertThat(points.first()).isGreaterThan(from);
  }
}
