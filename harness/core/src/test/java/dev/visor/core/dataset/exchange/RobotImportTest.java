package dev.visor.core.dataset.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.visor.api.Episode;
import dev.visor.api.ObservationSpec;
import dev.visor.core.VisorException;
import dev.visor.core.dataset.DatasetStore;
import dev.visor.core.dataset.StoredDataset;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders of PNG frames and a table of steps. */
class RobotImportTest {
  private static final String STEPS =
      """
      action_0,action_1,reward,terminated
      0.1,-0.1,0,0
      0.2,-0.2,1.5,1
      """;

  @TempDir Path root;
  private Path folder = Path.of("");

  @BeforeEach
  void recordings() throws IOException {
    folder = Files.createDirectory(root.resolve("drawer"));
    record("episode-10", STEPS, 3);
    record("episode-2", STEPS.replace("1.5,1", "2.5,0"), 3);
  }

  @Test
  void episodes_and_frames_come_in_the_order_of_their_numbers() throws IOException {
    Files.writeString(folder.resolve("episode-2/states.csv"), "x,y\n1,2\n3,4\n5,6\n");
    Files.writeString(folder.resolve("episode-10/states.csv"), "x,y\n7,8\n9,10\n11,12\n");
    try (StoredDataset dataset = imported()) {
      assertThat(dataset.card().observation()).isEqualTo(new ObservationSpec(2, 3, 2));
      Episode first = dataset.episode(0);
      assertThat(first.rewards()).containsExactly(0, 2.5f);
      assertThat(first.actions()).containsExactly(0.1f, -0.1f, 0.2f, -0.2f);
      assertThat(first.proprio()).containsExactly(1, 2, 3, 4, 5, 6);
      assertThat(first.truncated()).isTrue();
      for (int t = 0; t < 3; t++) {
        assertThat(first.images()[t * 18]).as("red").isEqualTo((byte) (250 + t));
        assertThat(first.images()[t * 18 + 1]).as("green").isEqualTo((byte) 17);
        assertThat(first.images()[t * 18 + 2]).as("blue").isEqualTo((byte) t);
      }
      assertThat(dataset.episode(1).terminated()).isTrue();
      assertThat(dataset.episode(1).truncated()).isFalse();
    }
  }

  @Test
  void a_missing_frame_is_told() throws IOException {
    Files.delete(folder.resolve("episode-10/frames/1.png"));
    VisorException failure = failure();
    assertThat(failure.what()).isEqualTo("steps.csv has 2 steps beside 2 pictures");
    assertThat(failure.place()).contains("episode-10").contains("episode 1");
  }

  @Test
  void a_word_where_a_number_belongs_is_told_with_its_line_and_column() throws IOException {
    Files.writeString(folder.resolve("episode-2/steps.csv"), STEPS.replace("1.5", "much"));
    VisorException failure = failure();
    assertThat(failure.what()).contains("'reward' holds 'much' in line 3");
    assertThat(failure.place()).endsWith("episode 0, key reward");
  }

  @Test
  void a_frame_of_another_size_is_told() throws IOException {
    picture(folder.resolve("episode-2/frames/2.png"), 4, 3, 0);
    VisorException failure = failure();
    assertThat(failure.what()).contains("4 × 3 pixels among others of 2 × 3");
    assertThat(failure.place()).contains("2.png");
  }

  @Test
  void a_frame_that_is_no_picture_is_told() throws IOException {
    Files.writeString(folder.resolve("episode-10/frames/2.png"), "not a picture");
    assertThat(failure().place()).contains("episode-10").contains("2.png, episode 1");
  }

  @Test
  void a_grey_frame_keeps_its_values() throws IOException {
    BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setSample(0, 0, 0, 77);
    ImageIO.write(image, "png", folder.resolve("episode-2/frames/0.png").toFile());
    try (StoredDataset dataset = imported()) {
      assertThat(dataset.episode(0).images()).startsWith(77, 77, 77, 0);
    }
  }

  @Test
  void an_end_before_the_last_step_is_told() throws IOException {
    Files.writeString(folder.resolve("episode-2/steps.csv"), STEPS.replace("0,0\n", "0,1\n"));
    assertThat(failure().what()).contains("'terminated' ends the episode at step 0 of 2");
  }

  private void record(String name, String steps, int frames) throws IOException {
    Path frameFolder = Files.createDirectories(folder.resolve(name).resolve("frames"));
    Files.writeString(folder.resolve(name).resolve("steps.csv"), steps);
    for (int t = 0; t < frames; t++) {
      picture(frameFolder.resolve(t + ".png"), 2, 3, t);
    }
  }

  private static void picture(Path file, int height, int width, int t) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, (250 + t) << 16 | 17 << 8 | t);
    ImageIO.write(image, "png", file.toFile());
  }

  private StoredDataset imported() {
    return ToyTask.imported(new DatasetStore(root.resolve("store")), ExchangeFormat.ROBOT, folder);
  }

  private VisorException failure() {
    return catchThrowableOfType(VisorException.class, this::imported);
  }
}
