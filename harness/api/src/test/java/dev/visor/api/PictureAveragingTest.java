package dev.visor.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Pictures averaged down, one by one and as a dataset. */
class PictureAveragingTest {
  private static final int DECISIONS = 40;
  private final DatasetView dataset = new OneEpisode(new ObservationSpec(64, 64, 3));

  @Test
  void a_pixel_is_the_mean_of_a_square_rounded_halves_up() {
    byte[][] rows = {
      pixels(0, 10, 200, 1, 10, 201, 8, 8, 8, 8, 8, 8),
      pixels(2, 11, 200, 3, 11, 201, 8, 8, 8, 8, 8, 12),
      pixels(1, 0, 0, 0, 0, 0, 255, 255, 255, 255, 255, 255),
      pixels(0, 0, 0, 0, 0, 0, 255, 255, 255, 255, 255, 255)
    };
    byte[] picture = new byte[48];
    for (int row = 0; row < 4; row++) {
      System.arraycopy(rows[row], 0, picture, 12 * row, 12);
    }
    byte[] target = new byte[13];

    new PictureAveraging(4, 2).average(picture, 1, target, 1);

    // Means 1.5, 10.5 and 200.5; 8, 8 and 9; 0.25, 0 and 0; 255.
    assertThat(target).isEqualTo(pixels(0, 2, 11, 201, 8, 8, 9, 0, 0, 0, 255, 255, 255));
  }

  @Test
  void pictures_that_are_no_larger_are_left_as_they_are() {
    for (int edge : new int[] {0, 64, 128}) {
      PictureAveraging averaging = PictureAveraging.of(dataset.observation(), edge);
      assertThat(averaging.none()).isTrue();
      assertThat(averaging.seen(dataset)).isSameAs(dataset);
      assertThat(averaging.seen(dataset.observation())).isSameAs(dataset.observation());
    }
  }

  @Test
  void a_dataset_has_its_pictures_averaged_and_all_else_as_it_was() {
    PictureAveraging averaging = PictureAveraging.of(dataset.observation(), 32);
    DatasetView averaged = averaging.seen(dataset);
    assertThat(averaged.observation()).isEqualTo(new ObservationSpec(32, 32, 3));
    byte[] large = new byte[38 * 64 * 64 * 3];
    byte[] expected = new byte[38 * 32 * 32 * 3];
    byte[] found = new byte[expected.length + 5];
    dataset.images(0, 2, 38, large, 0);
    averaging.average(large, 38, expected, 0);

    averaged.images(0, 2, 38, found, 5);

    assertThat(Arrays.copyOfRange(found, 5, found.length)).isEqualTo(expected);
    float[] values = new float[6];
    averaged.actions(0, 7, 2, values, 0);
    averaged.rewards(0, 7, 1, values, 2);
    averaged.proprio(0, 7, 1, values, 3);
    assertThat(values).containsExactly(70, 71, 7, -7, -8, -9);
    assertThat(averaged.actionSize()).isOne();
    assertThat(averaged.episodes()).isOne();
    assertThat(averaged.length(0)).isEqualTo(DECISIONS);
    assertThat(averaged.transitions()).isEqualTo(DECISIONS);
    assertThat(averaged.terminated(0)).isTrue();
  }

  @Test
  void an_edge_that_does_not_fit_is_refused_with_what_to_give() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PictureAveraging.of(dataset.observation(), 48))
        .withMessageContaining("give a part of 64, or 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PictureAveraging.of(new ObservationSpec(64, 96, 0), 32))
        .withMessageContaining("64 × 96");
  }

  private static byte[] pixels(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  /** An episode of random pictures, whose numbers say which decision they are of. */
  private record OneEpisode(ObservationSpec observation, byte[] images) implements DatasetView {
    OneEpisode(ObservationSpec observation) {
      this(observation, new byte[(DECISIONS + 1) * observation.imageBytes()]);
      new Random(1).nextBytes(images);
    }

    @Override
    public int actionSize() {
      return 1;
    }

    @Override
    public int episodes() {
      return 1;
    }

    @Override
    public int length(int episode) {
      return DECISIONS;
    }

    @Override
    public long transitions() {
      return DECISIONS;
    }

    @Override
    public boolean terminated(int episode) {
      return true;
    }

    @Override
    public void images(int episode, int from, int count, byte[] target, int offset) {
      int bytes = observation.imageBytes();
      System.arraycopy(images, from * bytes, target, offset, count * bytes);
    }

    @Override
    public void proprio(int episode, int from, int count, float[] target, int offset) {
      for (int i = 0; i < 3 * count; i++) {
        target[offset + i] = -from - i;
      }
    }

    @Override
    public void actions(int episode, int from, int count, float[] target, int offset) {
      for (int i = 0; i < count; i++) {
        target[offset + i] = 10 * from + i;
      }
    }

    @Override
    public void rewards(int episode, int from, int count, float[] target, int offset) {
      for (int i = 0; i < count; i++) {
        target[offset + i] = from + i;
      }
    }
  }
}
