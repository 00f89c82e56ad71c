package dev.visor.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user reads whose class path lacks something. */
class NativeLibraryTest {
  /** Opens a workspace, twice, and prints what stands in the way. */
  static final class Opening {
    public static void main(String[] arguments) {
      for (int i = 0; i < 2; i++) {
        try (Workspace workspace = new Workspace()) {
          System.out.println("opened with " + workspace.floats(1).count() + " value");
        } catch (NativeLibraryException e) {
          System.out.println(e.getMessage());
        }
      }
    }
  }

  private static String printed(String missing) throws IOException, InterruptedException {
    ChildJvm.Outcome outcome =
        ChildJvm.likeThis().without(name -> name.matches(missing)).run(Opening.class);
    assertThat(outcome.exit()).as(outcome.errors()).isZero();
    return outcome.output();
  }

  @ParameterizedTest
  @ValueSource(strings = {"dnnl-.*-linux-x86_64\\.jar", "opencl-.*-linux-x86_64\\.jar", "dnnl-.*"})
  void workspace_withoutOneDnn_saysSoEachTime_andWhatIsNeeded(String missing)
      throws IOException, InterruptedException {
    assertThat(printed(missing).lines())
        .hasSize(2)
        .allSatisfy(
            line ->
                assertThat(line)
                    .startsWith("oneDNN cannot be loaded: ")
                    .contains("org.bytedeco:dnnl and org.bytedeco:opencl")
                    .contains("linux-x86_64 natives"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nd4j-.*", "openblas-.*"})
  void workspace_withoutNd4j_opens(String missing) throws IOException, InterruptedException {
    assertThat(printed(missing).lines()).containsOnly("opened with 1 value");
  }
}
