package dev.visor.core.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ParentLinkTest {
  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
  private final CountDownLatch orphaned = new CountDownLatch(1);

  @Test
  void a_child_whose_input_ends_learns_that_its_parent_died() throws Exception {
    try (PipedOutputStream parent = new PipedOutputStream()) {
      ParentLink link = open(parent);
      assertThat(orphaned.getCount()).isEqualTo(1);
      assertThat(link.requested()).isFalse();
    }

    assertThat(orphaned.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void a_cancellation_reaches_the_child() throws Exception {
    PipedOutputStream parent = new PipedOutputStream();
    ParentLink link = open(parent);

    parent.write("something else\ncancel\n".getBytes(StandardCharsets.UTF_8));
    parent.close();

    assertThat(orphaned.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(link.requested()).isTrue();
  }

  @Test
  void progress_is_sparse_but_begin_and_end_are_always_told() throws Exception {
    ParentLink link = open(new PipedOutputStream());

    for (int done = 0; done <= 1000; done++) {
      link.progressed(new PhaseProgress(TrialPhase.TRAIN, done, 1000, done / 2));
    }

    String[] lines = sent.toString(StandardCharsets.UTF_8).split("\n");
    assertThat(lines).hasSizeLessThan(100);
    assertThat(lines[0])
        .isEqualTo(
            "{\"phase\":\"TRAIN\",\"done\":0,\"total\":1000,\"updates\":0,\"fraction\":0.0}");
    assertThat(lines[lines.length - 1])
        .isEqualTo(
            "{\"phase\":\"TRAIN\",\"done\":1000,\"total\":1000,\"updates\":500,\"fraction\":1.0}");
  }

  private ParentLink open(PipedOutputStream parent) throws Exception {
    return ParentLink.open(
        new PipedInputStream(parent),
        new PrintStream(sent, false, StandardCharsets.UTF_8),
        orphaned::countDown);
  }
}
