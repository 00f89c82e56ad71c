package dev.visor.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.visor.core.ExitCode;
import dev.visor.core.VisorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginLockTest {
  private static final String PINNED = "a".repeat(64);
  private static final String OTHER = "b".repeat(64);

  @TempDir Path folder;

  private static PluginVetting.Candidate plugin(String id, String sha256) {
    return new PluginVetting.Candidate(Path.of(id + ".jar"), id, sha256);
  }

  private Path lock() {
    return folder.resolve("plugins.lock");
  }

  @Test
  void what_was_locked_passes() {
    PluginLock.write(lock(), List.of(plugin("one", PINNED), plugin("two", OTHER)));

    PluginLock lock = PluginLock.read(lock()).orElseThrow();

    lock.check(List.of(plugin("two", OTHER)));
    assertThat(lock()).content().endsWith(PINNED + "  one\n" + OTHER + "  two\n");
  }

  @Test
  void another_jar_is_refused_with_both_digests() {
    PluginLock.write(lock(), List.of(plugin("one", PINNED)));
    PluginLock lock = PluginLock.read(lock()).orElseThrow();

    VisorException error =
        catchThrowableOfType(VisorException.class, () -> lock.check(List.of(plugin("one", OTHER))));

    assertThat(error.exit()).isEqualTo(ExitCode.INTEGRITY);
    assertThat(error.what()).contains(PINNED).contains(OTHER);
    assertThat(error.place()).isEqualTo("one.jar");
    assertThat(error.remedy()).contains("visor plugins lock");
  }

  @Test
  void a_plugin_that_is_not_locked_is_refused() {
    PluginLock.write(lock(), List.of());
    PluginLock lock = PluginLock.read(lock()).orElseThrow();

    VisorException error =
        catchThrowableOfType(VisorException.class, () -> lock.check(List.of(plugin("one", OTHER))));

    assertThat(error.what()).contains("is not in " + lock());
  }

  @Test
  void without_a_lock_there_is_nothing_to_check() {
    assertThat(PluginLock.read(lock())).isEmpty();
  }

  @Test
  void a_line_that_is_no_digest_is_told_with_its_number() throws Exception {
    Files.writeString(lock(), "# a comment\n\nnonsense\n");

    VisorException error =
        catchThrowableOfType(VisorException.class, () -> PluginLock.read(lock()));

    assertThat(error.exit()).isEqualTo(ExitCode.INTEGRITY);
    assertThat(error.place()).isEqualTo(lock() + ":3");
  }
}
