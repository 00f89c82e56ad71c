package dev.visor.plugin.lompo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.api.DatasetView;
import dev.visor.api.ObservationSpec;
import dev.visor.api.RandomStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AveragedPicturesTest {
  private final MemoryDataset dataset =
      TinyModel.randomDataset(new ObservationSpec(64, 64, 3), RandomStream.of("large"), 40, 3);

  @Test
  void average_isTheMeanOfASquare_roundedHalvesUp() {
    byte[] pictures = {
      0,
      10,
      (byte) 200,
      1,
      10,
      (byte) 201,
      8,
      8,
      8,
      8,
      8,
      8, //
      2,
      11,
      (byte) 200,
      3,
      11,
      (byte) 201,
      8,
      8,
      8,
      8,
      8,
      12, //
      1,
      0,
      0,
      0,
      0,
      0,
      (byte) 255,
      (byte) 255,
      (byte) 255,
      (byte) 255,
      (byte) 255,
      (byte) 255, //
      0,
      0,
      0,
      0,
      0,
      0,
      (byte) 255,
      (byte) 255,
      (byte) 255,
      (byte) 255,
      (byte) 255,
      (byte) 255
    };
    byte[] target = new byte[13];
    new Averaging(4, 2).average(pictures, 1, target, 1);
    // Means 1.5, 10.5 and 200.5; 8, 8 and 9; 0.25, 0 and 0; 255.
    assertThat(target)
        .containsExactly(
            0, 2, 11, (byte) 201, 8, 8, 9, 0, 0, 0, (byte) 255, (byte) 255, (byte) 255);
  }

  @Test
  void picturesThatAreNoLarger_areLeftAsTheyAre() {
    assertThat(AveragedPictures.of(dataset, 0)).isSameAs(dataset);
    assertThat(AveragedPictures.of(dataset, 64)).isSameAs(dataset);
    assertThat(AveragedPictures.of(dataset, 128)).isSameAs(dataset);
  }

  @Test
  void images_areThoseOfTheDatasetAveraged_allElseIsAsItWas() {
    DatasetView averaged = AveragedPictures.of(dataset, 32);
    assertThat(averaged.observation()).isEqualTo(new ObservationSpec(32, 32, 3));
    byte[] large = new byte[38 * 64 * 64 * 3];
    byte[] expected = new byte[38 * 32 * 32 * 3];
    byte[] found = new byte[expected.length + 5];
    dataset.images(0, 2, 38, large, 0);
    new Averaging(64, 32).average(large, 38, expected, 0);
    averaged.images(0, 2, 38, found, 5);
    assertThat(Arrays.copyOfRange(found, 5, found.length)).isEqualTo(expected);
    float[] one = new float[2];
    float[] other = new float[2];
    averaged.actions(1, 2, 1, one, 0);
    dataset.actions(1, 2, 1, other, 0);
    assertThat(one).containsExactly(other);
    assertThat(averaged.transitions()).isEqualTo(43);
  }

  @Test
  void of_anEdgeThatDoesNotFit_saysWhatToGive() {
    assertThatThrownBy(() -> AveragedPictures.of(dataset, 48))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("give average_to a part of 64");
  }
}
