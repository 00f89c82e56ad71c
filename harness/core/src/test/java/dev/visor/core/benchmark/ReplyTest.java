package dev.visor.core.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyTest {
  @Test
  void what_one_end_writes_the_other_reads() {
    assertThat(Reply.parse(Reply.ready("Visor 1")).engine()).isEqualTo("Visor 1");
    assertThat(Reply.parse(Reply.step(new Step(1.5, -3))).step()).isEqualTo(new Step(1.5, -3));
    assertThat(Reply.parse(Reply.step(new Step(2, Double.NaN))).step())
        .isEqualTo(new Step(2, Double.NaN));
    assertThat(Reply.parse(Reply.peak(12.5)).peakMegabytes()).isEqualTo(12.5);
  }

  @Test
  void what_python_writes_is_read() {
    assertThat(
            Reply.parse("{\"ready\": true, \"engine\": \"PyTorch 2.6.0\", \"mode\": \"eager\"}")
                .engine())
        .isEqualTo("PyTorch 2.6.0");
    assertThat(Reply.parse("{\"ms\": 12, \"loss\": NaN}").step())
        .isEqualTo(new Step(12, Double.NaN));
    assertThat(Reply.parse("{\"ms\": 12, \"loss\": 1e3}").step()).isEqualTo(new Step(12, 1000));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "12",
        "warning: something",
        "{\"ms\": 12}",
        "{\"ms\": 0, \"loss\": 1}",
        "{\"ms\": \"12\", \"loss\": 1}",
        "{\"loss\": 1}",
        "{\"peak_mb\": 3}"
      })
  void anything_else_is_no_step(String line) {
    assertThatIllegalArgumentException().isThrownBy(() -> Reply.parse(line).step());
  }

  @Test
  void who_is_not_ready_has_no_engine() {
    assertThatIllegalArgumentException().isThrownBy(() -> Reply.parse("{}").engine());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Reply.parse("{\"ready\": true}").engine());
  }
}
