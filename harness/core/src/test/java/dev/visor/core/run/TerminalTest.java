package dev.visor.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TerminalTest {
  @Test
  void sizeIsRowsAndColumns_asSttySaysThem() {
    assertThat(Terminal.parse("50 132\n")).isEqualTo(new Terminal(132, 50));
  }

  @Test
  void sizeIsTheUsual_whereTheTerminalDoesNotKnowIt() {
    assertThat(Terminal.parse("0 0\n")).isEqualTo(new Terminal(80, 24));
    assertThat(Terminal.parse("")).isEqualTo(new Terminal(80, 24));
  }
}
