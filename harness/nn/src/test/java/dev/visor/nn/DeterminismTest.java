package dev.visor.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The same numbers in give every bit of the same parameters out. */
class DeterminismTest {
  private static final int UPDATES = 500;

  private static String digest() {
    try (Workspace workspace = new Workspace()) {
      return SmallNetwork.digest(workspace, UPDATES);
    }
  }

  private static String digest(ChildJvm jvm) throws IOException, InterruptedException {
    ChildJvm.Outcome outcome = jvm.run(SmallNetwork.class, String.valueOf(UPDATES));
    assertThat(outcome.exit()).as(outcome.errors()).isZero();
    return outcome.output().strip();
  }

  @Test
  void parameters_afterTheSameUpdatesOnceMore_areTheSameBits() {
    assertThat(digest()).isEqualTo(digest());
  }

  @Test
  void parameters_ofAnotherProcess_areTheSameBits() throws IOException, InterruptedException {
    assertThat(digest(ChildJvm.likeThis())).isEqualTo(digest());
  }

  @Test
  void parameters_ofAnotherJdk_areTheSameBits() throws IOException, InterruptedException {
    Optional<Path> other = ChildJvm.otherJdk();
    assumeThat(other)
        .as("There is no other JDK here; %s can name one", ChildJvm.OTHER_JDK)
        .isPresent();
    assertThat(digest(ChildJvm.likeThis().on(other.get()))).isEqualTo(digest());
  }

  @Test
  @Tag("slow")
  void parameters_ofTwoThreads_areTheSameBitsEachTime() throws IOException, InterruptedException {
    ChildJvm two = ChildJvm.likeThis().with("OMP_NUM_THREADS", "2");
    assertThat(digest(two)).isEqualTo(digest(two));
  }
}
