package dev.visor.core.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.api.EvaluatedEpisode;
import dev.visor.api.Evaluation;
import dev.visor.core.evidence.TrialFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialFilesTest {
  @TempDir Path folder;

  @Test
  void what_a_killed_process_had_begun_to_write_is_gone_when_the_trial_is_done()
      throws IOException {
    TrialFiles files = new TrialFiles(new TrialFolder(folder));
    files.evaluation(new Evaluation(20, List.of(new EvaluatedEpisode(1, 5, false))));
    Files.createDirectories(files.policy(20).getParent());
    Files.createFile(files.policy(20));
    Files.createFile(files.policy(20).resolveSibling("000000000010.policy.part"));
    Files.createFile(folder.resolve("evaluations").resolve(".000000000010.json.1-2-3.tmp"));
    Files.createFile(folder.resolve(".train.json.1-2-3.tmp"));
    Files.createFile(folder.resolve("checkpoint.part"));
    Files.createFile(folder.resolve("scalars.csv"));

    files.tidy(1);

    try (Stream<Path> left = Files.walk(folder)) {
      assertThat(left.filter(Files::isRegularFile))
          .extracting(file -> folder.relativize(file).toString())
          .containsExactlyInAnyOrder("policies/000000000020.policy", "scalars.csv");
    }
    assertThat(folder.resolve("evaluations")).doesNotExist();
  }

  @Test
  void files_have_one_name_whatever_digits_the_user_writes() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(new Locale("fa", "IR"));
      TrialFiles files = new TrialFiles(new TrialFolder(folder));

      assertThat(files.policy(20).getFileName()).hasToString("000000000020.policy");
    } finally {
      Locale.setDefault(before);
    }
  }
}
