package dev.visor.core.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.api.BenchmarkDescriptor.Precision;
import dev.visor.core.VisorException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class DuelTest {
  private final List<String> order = new ArrayList<>();
  private final List<Integer> progress = new ArrayList<>();
  private final LossCheck losses = new LossCheck(Precision.F32);
  private final Duel duel = new Duel(4, Duration.ZERO, progress::add);

  @Test
  void each_side_is_warmed_up_and_then_they_take_turns_in_who_goes_first() throws Exception {
    Pairs pairs = duel.run(side("a", n -> 6, n -> 7), side("b", n -> 2, n -> 7), losses);

    assertThat(String.join("", order)).isEqualTo("aaabbb" + "aabb" + "abbaabba");
    assertThat(pairs.ours()).containsExactly(6, 6, 6, 6);
    assertThat(pairs.ratio(0.5)).isEqualTo(3);
    assertThat(progress).containsExactly(1, 2, 3, 4);
  }

  @Test
  void steps_of_the_warm_up_do_not_count() throws Exception {
    assertThat(duel.run(side("a", n -> n <= 5 ? 1000 : n, n -> 7))).isEqualTo(7.5);
    assertThat(order).hasSize(9);
  }

  @Test
  void sides_that_do_not_do_the_same_work_are_not_timed() {
    assertThatThrownBy(() -> duel.run(side("a", n -> 2, n -> 7), side("b", n -> 2, n -> n), losses))
        .isInstanceOf(VisorException.class);
    assertThat(order).hasSize(6);
    assertThat(progress).isEmpty();
  }

  @Test
  void short_steps_are_warmed_up_with_many() throws Exception {
    new Duel(1, Duration.ofMillis(20), progress::add).run(side("a", n -> 1, n -> 7));

    assertThat(order).hasSizeGreaterThan(9);
  }

  /** Times and losses as functions of the number of the step, from 1. */
  private Side side(String name, IntToDoubleFunction millis, IntToDoubleFunction loss) {
    return new Side() {
      private int number;

      @Override
      public String name() {
        return name;
      }

      @Override
      public Step step() {
        order.add(name);
        number++;
        return new Step(millis.applyAsDouble(number), loss.applyAsDouble(number));
      }
    };
  }
}
