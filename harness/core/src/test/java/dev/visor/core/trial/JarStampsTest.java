package dev.visor.core.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarStampsTest {
  @TempDir Path place;

  @Test
  void what_nobody_touched_is_not_replaced() throws IOException {
    JarStamps stamps = JarStamps.of(List.of(jar("a.jar"), jar("b.jar")));

    assertThat(stamps.replaced()).isEmpty();
  }

  @Test
  void a_jar_of_another_size_or_time_or_inode_or_none_at_all_is_replaced() throws IOException {
    List<Path> jars = List.of(jar("size"), jar("time"), jar("inode"), jar("gone"), jar("same"));
    FileTime time = Files.getLastModifiedTime(jars.get(2));
    JarStamps stamps = JarStamps.of(jars);

    Files.writeString(jars.get(0), "longer than before");
    Files.setLastModifiedTime(jars.get(1), FileTime.fromMillis(time.toMillis() + 1));
    Path other = jar("other");
    Files.setLastModifiedTime(other, time);
    Files.move(other, jars.get(2), StandardCopyOption.REPLACE_EXISTING);
    Files.delete(jars.get(3));

    assertThat(stamps.replaced()).isEqualTo(jars.subList(0, 4));
  }

  @Test
  void folders_and_what_was_never_there_are_not_looked_at() throws IOException {
    Path folder = Files.createDirectory(place.resolve("classes"));
    Path later = place.resolve("later.jar");
    JarStamps stamps = JarStamps.of(List.of(folder, later));

    Files.writeString(folder.resolve("New.class"), "new");
    Files.writeString(later, "new");

    assertThat(stamps.replaced()).isEmpty();
  }

  private Path jar(String name) throws IOException {
    return Files.writeString(place.resolve(name), "a jar");
  }
}
