package dev.visor.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.api.Cancellation;
import dev.visor.core.VisorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifiedFilesTest {
  private static final long LONG_AFTER = Instant.parse("2100-01-01T00:00:00Z").toEpochMilli();

  @TempDir Path root;

  private Path folder = Path.of("");
  private String identity = "";
  private VerifiedFiles verified = new VerifiedFiles(Path.of(""));

  @BeforeEach
  void build() {
    StoredDataset dataset =
        new DatasetStore(root)
            .build(new ToyRecipes().request(3, 1), BuildProgress.NONE, Cancellation.NEVER);
    folder = dataset.folder();
    identity = dataset.card().identity();
    verified = new VerifiedFiles(new StoreLayout(root).verified(identity));
  }

  @Test
  void nothing_is_known_at_first() throws IOException {
    assertThat(verified.cover(look())).isFalse();
  }

  @Test
  void files_that_were_written_just_before_are_not_remembered() throws IOException {
    VerifiedFiles.Look look = look();
    verified.remember(look, look.newest() + 1_999);
    assertThat(verified.cover(look)).isFalse();
    verified.remember(look, look.newest() + 2_000);
    assertThat(verified.cover(look)).isTrue();
  }

  @Test
  void remembered_files_are_not_hashed_again() throws IOException {
    damage();
    verified.remember(look(), LONG_AFTER);
    assertThat(new DatasetStore(root).find(identity)).isPresent();
    assertThat(new DatasetStore(root).verify(folder)).isNotEmpty();
  }

  @Test
  void a_file_changed_since_is_hashed_even_if_its_time_was_set_back() throws IOException {
    verified.remember(look(), LONG_AFTER);
    FileTime time = Files.getLastModifiedTime(folder.resolve("reward.npy"));
    damage();
    Files.setLastModifiedTime(folder.resolve("reward.npy"), time);
    assertThatThrownBy(() -> new DatasetStore(root).find(identity))
        .isInstanceOf(VisorException.class)
        .hasMessageContaining("reward.npy");
  }

  @Test
  void a_file_put_in_the_place_of_another_is_hashed() throws IOException {
    verified.remember(look(), LONG_AFTER);
    Path copy = Files.copy(folder.resolve("reward.npy"), root.resolve("copy"));
    Files.move(copy, folder.resolve("reward.npy"), StandardCopyOption.REPLACE_EXISTING);
    assertThat(verified.cover(look())).isFalse();
    assertThat(new DatasetStore(root).find(identity)).isPresent();
  }

  @Test
  void a_memory_that_makes_no_sense_is_no_memory() throws IOException {
    verified.remember(look(), LONG_AFTER);
    Files.write(new StoreLayout(root).verified(identity), new byte[] {(byte) 0xff, 0, 1});
    assertThat(verified.cover(look())).isFalse();
    assertThat(new DatasetStore(root).find(identity)).isPresent();
  }

  private VerifiedFiles.Look look() throws IOException {
    return VerifiedFiles.Look.at(folder, new CardJson().read(folder));
  }

  private void damage() throws IOException {
    byte[] bytes = Files.readAllBytes(folder.resolve("reward.npy"));
    bytes[130] ^= 1;
    Files.write(folder.resolve("reward.npy"), bytes);
  }
}
