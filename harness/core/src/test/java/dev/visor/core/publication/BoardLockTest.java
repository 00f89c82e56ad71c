package dev.visor.core.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.visor.core.ExitCode;
import dev.visor.core.VisorException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoardLockTest {
  @TempDir Path place;

  @Test
  void whoeverWaitsTooLong_isRefused_andTheFileGoesWithItsHolder() throws IOException {
    Path file = place.resolve(".board.lock");

    try (BoardLock held = BoardLock.take(file, Duration.ZERO)) {
      VisorException refused =
          catchThrowableOfType(
              VisorException.class, () -> BoardLock.take(file, Duration.ofMillis(100)));
      assertThat(refused.exit()).isEqualTo(ExitCode.USAGE);
      assertThat(refused.remedy()).contains("publish again");
      assertThat(file).exists();
    }
    assertThat(file).doesNotExist();
    BoardLock.take(file, Duration.ZERO).close();
  }
}
