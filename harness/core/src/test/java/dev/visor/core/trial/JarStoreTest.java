package dev.visor.core.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarStoreTest {
  @TempDir Path place;

  @Test
  void a_copy_stays_as_it_was_when_the_jar_is_rebuilt() throws IOException {
    Path jar = jar("a.jar", "one");
    CodeEntry before = keep(jar).get(0);
    byte[] bytes = Files.readAllBytes(before.path());

    CodeEntry after = keep(jar("a.jar", "two")).get(0);

    assertThat(after.sha256()).isNotEqualTo(before.sha256());
    assertThat(after.path()).isNotEqualTo(before.path());
    assertThat(before.path()).hasBinaryContent(bytes);
    assertThat(before.path().getFileName()).hasToString("a.jar");
  }

  @Test
  void a_jar_that_has_not_changed_is_not_read_again() throws IOException {
    Path jar = jar("a.jar", "one");
    CodeEntry before = keep(jar).get(0);
    var index = Files.getLastModifiedTime(place.resolve("home/jars/index.json"));
    // What would be read if it were: the store believes size, time and inode.
    var time = Files.getLastModifiedTime(jar);
    try (var channel = FileChannel.open(jar, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {1}), 0);
    }
    Files.setLastModifiedTime(jar, time);

    assertThat(keep(jar)).containsExactly(before);
    assertThat(Files.getLastModifiedTime(place.resolve("home/jars/index.json"))).isEqualTo(index);
  }

  @Test
  void a_copy_that_was_lost_is_made_again() throws IOException {
    Path jar = jar("a.jar", "one");
    CodeEntry entry = keep(jar).get(0);
    Files.delete(entry.path());

    assertThat(keep(jar)).containsExactly(entry);
    assertThat(entry.path()).exists();
  }

  @Test
  void an_index_that_is_damaged_is_made_again() throws IOException {
    Path jar = jar("a.jar", "one");
    CodeEntry entry = keep(jar).get(0);
    Files.writeString(place.resolve("home/jars/index.json"), "{\"half");

    assertThat(keep(jar)).containsExactly(entry);
  }

  @Test
  void natives_and_the_physics_engine_are_noticed() throws IOException {
    Path natives = jar("n.jar", "x", "org/example/linux-x86_64/libjnix.so");
    Path physics = jar("p.jar", "x", "dev/visor/mujoco/Model.class");

    List<CodeEntry> entries = keep(natives, physics);

    assertThat(entries).extracting(CodeEntry::natives).containsExactly(true, false);
    assertThat(entries).extracting(CodeEntry::physics).containsExactly(false, true);
  }

  @Test
  void builds_of_a_jar_with_natives_have_names_that_differ() throws IOException {
    CodeEntry one = keep(jar("n.jar", "one", "libjnix.so")).get(0);
    CodeEntry two = keep(jar("n.jar", "two", "libjnix.so")).get(0);

    assertThat(one.name()).isEqualTo("n.jar");
    assertThat(one.path().getFileName())
        .hasToString("n-" + one.sha256().substring(0, 12) + ".jar")
        .isNotEqualTo(two.path().getFileName());
  }

  @Test
  void a_class_folder_is_used_in_its_place_and_known_by_its_content() throws IOException {
    Path folder = Files.createDirectories(place.resolve("core/target/classes/dev/visor/mujoco"));
    Path root = place.resolve("core/target/classes");
    Path file = Files.writeString(folder.resolve("Model.class"), "one");
    CodeEntry before = keep(root).get(0);

    Files.writeString(file, "two");
    CodeEntry after = keep(root).get(0);

    assertThat(before.name()).isEqualTo("core/target/classes");
    assertThat(before.path()).isEqualTo(root);
    assertThat(before.physics()).isTrue();
    assertThat(after.sha256()).isNotEqualTo(before.sha256());
  }

  @Test
  void entries_of_the_same_name_can_be_told_apart() throws IOException {
    Path one = jar("one/a.jar", "1");
    Path two = jar("two/a.jar", "2");

    assertThat(keep(one, place.resolve("missing.jar"), two))
        .extracting(CodeEntry::name)
        .containsExactly("a.jar", "a.jar#2");
  }

  private List<CodeEntry> keep(Path... classPath) throws IOException {
    return new JarStore(place.resolve("home")).keep(List.of(classPath));
  }

  private Path jar(String name, String content, String... entries) throws IOException {
    Path jar = place.resolve(name);
    Files.createDirectories(jar.getParent());
    Files.deleteIfExists(jar);
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      zip.putNextEntry(new ZipEntry("content.txt"));
      zip.write(content.getBytes(StandardCharsets.UTF_8));
      for (String entry : entries) {
        zip.putNextEntry(new ZipEntry(entry));
      }
    }
    return jar;
  }
}
