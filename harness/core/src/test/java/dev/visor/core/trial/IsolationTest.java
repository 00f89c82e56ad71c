package dev.visor.core.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IsolationTest {
  private static final ClassLoader LOADER = IsolationTest.class.getClassLoader();

  @TempDir Path place;

  @Test
  void a_process_without_physics_is_offline() throws IOException {
    assertThat(Isolation.breach(LOADER, maps("7f00-7f01 r-xp 0 08:01 5 /usr/lib/libc.so.6")))
        .isEmpty();
  }

  @Test
  void a_mapped_physics_library_is_a_breach_wherever_it_came_from() throws IOException {
    assertThat(
            Isolation.breach(LOADER, maps("7f00-7f01 r-xp 0 08:01 5 /opt/lib/libmujoco.so.2.2.2")))
        .hasValue("the training process had mapped /opt/lib/libmujoco.so.2.2.2");
  }

  @Test
  void physics_classes_within_reach_are_a_breach_even_if_nobody_used_them() throws IOException {
    ClassLoader withPhysics =
        new ClassLoader(LOADER) {
          @Override
          protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.equals("dev.visor.mujoco.Model")) {
              return Object.class;
            }
            throw new ClassNotFoundException(name);
          }
        };

    assertThat(Isolation.breach(withPhysics, maps("")))
        .hasValue("the training process could load dev.visor.mujoco.Model");
  }

  private Path maps(String line) throws IOException {
    return Files.writeString(place.resolve("maps"), line + "\n");
  }
}
