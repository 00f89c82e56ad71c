package dev.visor.mujoco;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class MujocoTest {
  @Test
  void the_library_is_there_and_says_its_version() {
    assertThat(Mujoco.problem()).isEmpty();
    assertThat(Mujoco.available()).isTrue();
    assertThat(Mujoco.version()).matches("\\d+\\.\\d+\\.\\d+");
  }

  @Test
  void the_library_files_are_named_each_once() {
    assertThat(Mujoco.libraries())
        .allSatisfy(file -> assertThat(file).isRegularFile())
        .noneMatch(Files::isSymbolicLink)
        .anyMatch(file -> file.getFileName().toString().equals("libjniMuJoCo.so"))
        .anyMatch(file -> file.getFileName().toString().startsWith("libmujoco.so"))
        .isSorted();
  }
}
