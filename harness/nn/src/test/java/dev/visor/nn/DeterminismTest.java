package dev.visor.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.visor.nn.rssm.LatentTraining;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same numbers in give every bit of the same parameters out. */
class DeterminismTest {
  private static final int UPDATES = 500;

  /** What is trained. */
  private enum Trained {
    NETWORK(SmallNetwork.class) {
      @Override
      String digest() {
        try (Workspace workspace = new Workspace()) {
          return SmallNetwork.digest(workspace, UPDATES);
        }
      }
    },
    ACTOR_AND_CRITICS(SoftActorCritic.class) {
      @Override
      String digest() {
        return SoftActorCritic.digest(UPDATES);
      }
    },
    LATENT_STATES(LatentTraining.class) {
      @Override
      String digest() {
        return LatentTraining.digest(UPDATES);
      }
    };

    private final Class<?> program;

    Trained(Class<?> program) {
      this.program = program;
    }

    /** A digest of its parameters after some updates here. */
    abstract String digest();

    /** The same, elsewhere. */
    String digest(ChildJvm jvm) throws IOException, InterruptedException {
      ChildJvm.Outcome outcome = jvm.run(program, String.valueOf(UPDATES));
      assertThat(outcome.exit()).as(outcome.errors()).isZero();
      return outcome.output().strip();
    }
  }

  @ParameterizedTest
  @EnumSource(Trained.class)
  void parameters_afterTheSameUpdatesOnceMore_areTheSameBits(Trained trained) {
    String once = trained.digest();
    assertThat(trained.digest()).isEqualTo(once);
  }

  @ParameterizedTest
  @EnumSource(Trained.class)
  void parameters_ofAnotherProcess_areTheSameBits(Trained trained)
      throws IOException, InterruptedException {
    assertThat(trained.digest(ChildJvm.likeThis())).isEqualTo(trained.digest());
  }

  @ParameterizedTest
  @EnumSource(Trained.class)
  void parameters_ofAnotherJdk_areTheSameBits(Trained trained)
      throws IOException, InterruptedException {
    Optional<Path> other = ChildJvm.otherJdk();
    assumeThat(other)
        .as("There is no other JDK here; %s can name one", ChildJvm.OTHER_JDK)
        .isPresent();
    assertThat(trained.digest(ChildJvm.likeThis().on(other.get()))).isEqualTo(trained.digest());
  }

  @ParameterizedTest
  @EnumSource(Trained.class)
  @Tag("slow")
  void parameters_ofTwoThreads_areTheSameBitsEachTime(Trained trained)
      throws IOException, InterruptedException {
    ChildJvm two = ChildJvm.likeThis().with("OMP_NUM_THREADS", "2");
    String once = trained.digest(two);
    assertThat(trained.digest(two)).isEqualTo(once);
  }
}
