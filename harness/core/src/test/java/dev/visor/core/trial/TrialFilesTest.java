package dev.visor.core.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.core.evidence.TrialFolder;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialFilesTest {
  @TempDir Path folder;

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
