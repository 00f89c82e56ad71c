package dev.visor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void textStandsToTheLeft_numbersToTheRight() {
    Table table = new Table("task", "decisions").row("walker-walk@1", 500).row("x", 5);

    assertThat(text(table))
        .isEqualTo(
            "task           decisions\nwalker-walk@1        500\nx                      5\n");
  }

  @Test
  void rowOfAnotherLength_isRefused() {
    assertThatThrownBy(() -> new Table("a", "b").row(1)).hasMessageContaining("1 cells for 2");
  }

  private static String text(Table table) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    table.print(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
