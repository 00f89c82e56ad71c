package dev.visor.core.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ParameterListTest {
  private final ParameterList before = ParameterList.parse("batch=64;rate=3e-4;updates=5000");
  private final ParameterList now = ParameterList.parse("average=0;batch=64;rate=3e-4;updates=9");

  @Test
  void what_was_written_is_read() {
    assertThat(before.text()).isEqualTo("batch=64;rate=3e-4;updates=5000");
    assertThat(ParameterList.parse("").text()).isEmpty();
    assertThat(ParameterList.parse("path=a=b").values()).containsEntry("path", "a=b");
  }

  @Test
  void only_what_differs_is_told() {
    assertThat(before.notIn(now)).isEqualTo("updates=5000");
    assertThat(now.notIn(before)).isEqualTo("average=0;updates=9");
    assertThat(before.notIn(before)).isEqualTo("none");
  }
}
