package dev.visor.plugin.lompo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.api.ObservationSpec;
import dev.visor.api.Profile;
import dev.visor.nn.Layout;
import dev.visor.nn.picture.PictureShape;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelShapeTest {
  private static final int ENCODER_KERNEL = 4;
  private static final int STRIDE = 2;
  private static final LompoParameters PAPER =
      LompoParameters.defaults(Profile.PAPER, Penalty.LOG_PROB, true);

  private static ModelShape shape(int height, int width) {
    return ModelShape.of(new ObservationSpec(height, width, 0), 6, PAPER, false);
  }

  @ParameterizedTest
  @ValueSource(ints = {32, 64, 128})
  void decoder_fromOnePlace_endsWithTheWholePicture(int edge) {
    ModelShape shape = shape(edge, edge);
    int places = 1;
    int channels = shape.embedding();
    for (PictureShape.Deconvolution layer : shape.pictures().decoder()) {
      assertThat(layer.inputs()).isEqualTo(channels);
      places = (places - 1) * STRIDE + layer.kernel();
      channels = layer.outputs();
    }
    assertThat(places).isEqualTo(edge);
    assertThat(channels).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {32, 64, 128})
  void encoder_fromTheWholePicture_endsWithTwoByTwoPlaces(int edge) {
    int places = edge;
    for (int i = 0; i < shape(edge, edge).pictures().encoderChannels().size(); i++) {
      places = (places - ENCODER_KERNEL) / STRIDE + 1;
    }
    assertThat(places).isEqualTo(2);
  }

  @Test
  void proprioception_whereNothingIsFelt_isRefused() {
    LompoParameters feeling = Vary.of(PAPER, Map.of("proprioception", true));

    assertThat(ModelShape.of(new ObservationSpec(64, 64, 9), 6, feeling, false).felt())
        .isEqualTo(9);
    assertThatThrownBy(() -> ModelShape.of(new ObservationSpec(64, 64, 0), 6, feeling, false))
        .hasMessage("proprioception is true, and the data has none; set it to false");
  }

  @Test
  void parameters_ofThePaper_haveItsNumbers() {
    Layout weights = WorldModelParameters.layout(shape(64, 64));
    assertThat(shape(64, 64).embedding()).isEqualTo(1024);
    assertThat(shape(128, 128).embedding()).isEqualTo(1024);
    assertThat(shape(64, 64).features()).isEqualTo(320);
    assertThat(weights.only(name -> name.startsWith("encoder/")).count()).isEqualTo(690_144);
    assertThat(weights.only(name -> name.startsWith("recurrence/gru/")).count()).isEqualTo(394_752);
    assertThat(weights.only(name -> name.startsWith("prior/")).count()).isEqualTo(690_816);
    assertThat(weights.only(name -> name.startsWith("posterior/hidden")).count())
        .isEqualTo(327_936);
    assertThat(weights.only(name -> name.startsWith("posterior/out")).count()).isEqualTo(32_896);
  }

  @Test
  void of_anotherPicture_saysWhichSizesThereAre() {
    assertThatThrownBy(() -> shape(48, 48))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("32, 64 or 128")
        .hasMessageContaining("48");
    assertThatThrownBy(() -> shape(32, 64))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("32 × 64");
  }
}
