package dev.visor.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tasks on the command line. */
class EnvsIT {
  @TempDir Path folder;
  private VisorProcess visor;

  @BeforeEach
  void processes() throws IOException {
    visor = new VisorProcess(folder);
    Files.writeString(folder.resolve("actions.csv"), "0.5,-1\n1,0.25\n\n-1,1\n");
  }

  @Test
  void rollout_fromAState_printsOneRowForEachAction() {
    VisorProcess.Ended ended =
        visor.run(
            "envs",
            "rollout",
            "point_mass-easy",
            "--qpos",
            "0.1,0",
            "--qvel",
            "0,0.2",
            "--actions",
            "actions.csv");

    List<String> lines = ended.out().lines().toList();
    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(lines.get(0)).isEqualTo("step,reward,qpos_0,qpos_1,qvel_0,qvel_1");
    assertThat(lines).hasSize(4);
    // One control step of 0.02 s: the ball of 0.3 kg is pushed by 0.05 N and slowed by 1 N s/m.
    double velocity = Double.parseDouble(lines.get(1).split(",")[4]);
    assertThat(velocity).isBetween(0.0028, 0.0034);
    double position = Double.parseDouble(lines.get(1).split(",")[2]);
    assertThat(position).isEqualTo(0.1 + 0.02 * velocity);
  }

  @Test
  void rollout_fromASeed_repeats_andOtherSeedsDiffer() {
    String[] command = {"envs", "rollout", "point_mass-easy", "--actions", "actions.csv"};
    String first = visor.run(with(command, "--seed", "5")).out();

    assertThat(visor.run(with(command, "--seed", "5")).out()).isEqualTo(first);
    assertThat(visor.run(with(command, "--seed", "6")).out()).isNotEqualTo(first);
  }

  @Test
  void wrongNumberOfValues_isTold_withFileAndLine() throws IOException {
    Files.writeString(folder.resolve("actions.csv"), "0.5,-1\n1\n");

    VisorProcess.Ended ended =
        visor.run("envs", "rollout", "point_mass-easy", "--actions", "actions.csv");

    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err()).contains("actions.csv:2").contains("2 actuators");
  }

  @Test
  void render_writesAPictureOfTheAskedSize() throws IOException {
    VisorProcess.Ended ended =
        visor.run("envs", "render", "walker-walk", "--size", "96", "--out", "pictures/w.png");

    BufferedImage image = ImageIO.read(folder.resolve("pictures/w.png").toFile());
    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(image.getWidth()).isEqualTo(96);
    assertThat(image.getHeight()).isEqualTo(96);
  }

  @Test
  void check_passes_onAShippedTask() {
    VisorProcess.Ended ended = visor.run("envs", "check", "point_mass-dense");

    assertThat(ended.exit()).as(ended.out()).isZero();
    assertThat(ended.out()).contains("✔").doesNotContain("✖");
  }

  private static String[] with(String[] command, String... more) {
    String[] all = new String[command.length + more.length];
    System.arraycopy(command, 0, all, 0, command.length);
    System.arraycopy(more, 0, all, command.length, more.length);
    return all;
  }
}
