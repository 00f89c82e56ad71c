package dev.visor.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Datasets on the command line: those of trained actors, of scripts and of plans. */
class DatasetsIT {
  @TempDir Path folder;
  private VisorProcess visor;

  @BeforeEach
  void processes() {
    visor = new VisorProcess(folder);
  }

  @Test
  void trainedActors_makeAReplay_thatIsVerified() {
    String[] few = {"walker-walk/medium-replay@1", "--episodes", "2", "--image", "16px"};

    assertThat(datasets("build", few).exit()).isZero();
    assertThat(datasets("verify", few[0]).exit()).isZero();
    String card = datasets("show", with(few, "--json")).out();
    assertThat(card).contains("\"episodes\" : 2").contains("\"transitions\" : 1000");
    assertThat(card).contains("\"action\" : 6").contains("\"sha256\"").contains("\"returns\"");
  }

  @Test
  void fewerEpisodes_areTheFirstOnesOfMore() {
    String id = "sawyer-door-open/expert@1";
    String[] one = {id, "--episodes", "1", "--image", "16px"};
    String[] two = {id, "--episodes", "2", "--image", "16px"};
    assertThat(datasets("build", one).exit()).isZero();
    assertThat(datasets("build", two).exit()).isZero();

    String first = returns(datasets("show", with(one, "--json")).out());
    String both = returns(datasets("show", with(two, "--json")).out());

    assertThat(both).startsWith(first + ",");
  }

  @Test
  void noEpisodes_areNoDataset() {
    VisorProcess.Ended ended = datasets("build", "adroit-pen-fixed/expert@1", "--episodes", "0");

    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.err()).contains("has 1 to 2000 episodes, not 0").contains("--episodes");
  }

  private VisorProcess.Ended datasets(String command, String... arguments) {
    String[] all = new String[arguments.length + 2];
    all[0] = "datasets";
    all[1] = command;
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return visor.run(all);
  }

  private static String[] with(String[] arguments, String last) {
    String[] all = Arrays.copyOf(arguments, arguments.length + 1);
    all[arguments.length] = last;
    return all;
  }

  private static String returns(String card) {
    int from = card.indexOf('[', card.indexOf("\"returns\"")) + 1;
    return card.substring(from, card.indexOf(']', from)).strip().replaceAll("\\s", "");
  }
}
