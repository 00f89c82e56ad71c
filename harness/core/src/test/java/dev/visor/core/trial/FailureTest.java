package dev.visor.core.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.api.TrainingDivergedException;
import dev.visor.core.evidence.TrialStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FailureTest {
  @Test
  void divergence_is_found_inside_other_exceptions() {
    Failure failure =
        Failure.of(new RuntimeException(new TrainingDivergedException("critic loss", 7)));

    assertThat(failure)
        .isEqualTo(
            new Failure(TrialStatus.DIVERGED, "critic loss is not finite at update 7", false));
  }

  @Test
  void a_native_allocation_that_failed_is_out_of_memory() {
    assertThat(Failure.of(new RuntimeException("std::bad_alloc")).status())
        .isEqualTo(TrialStatus.OOM);
    assertThat(Failure.of(new OutOfMemoryError("Java heap space")).reason())
        .startsWith("java.lang.OutOfMemoryError: Java heap space");
  }

  @Test
  void what_the_disk_did_not_take_of_the_host_is_not_the_algorithms_failure() {
    IOException full = new IOException("No space left on device");
    IOException unwritten = UnwrittenException.of(Path.of("/run/checkpoint"), full);

    assertThat(Failure.of(new UncheckedIOException(unwritten)))
        .isEqualTo(
            new Failure(
                TrialStatus.KILLED,
                "checkpoint could not be written: java.io.IOException: No space left on device",
                true));
    assertThat(Failure.of(full).status()).isEqualTo(TrialStatus.FAILED);
  }

  @Test
  void the_reason_is_the_root_cause_in_one_line_of_bounded_length() {
    Failure failure =
        Failure.of(
            new RuntimeException("outer", new IOException("two\n  lines " + "x".repeat(999))));

    assertThat(failure.status()).isEqualTo(TrialStatus.FAILED);
    assertThat(failure.reason()).startsWith("java.io.IOException: two lines xxx").hasSize(501);
  }

  @Test
  void causes_that_go_in_circles_come_to_an_end() {
    Exception one = new Exception("one");
    Exception two = new Exception("two", one);
    one.initCause(two);

    assertThat(Failure.of(one).reason()).contains("two");
  }
}
