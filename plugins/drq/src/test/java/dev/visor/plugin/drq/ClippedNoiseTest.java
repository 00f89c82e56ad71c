package dev.visor.plugin.drq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ClippedNoiseTest {
  private final ClippedNoise noise = new ClippedNoise(1, 0.1, 100, 0.3);

  @Test
  void theDeviation_fallsAlongALine_andStaysThen() {
    assertThat(noise.deviation(0)).isEqualTo(1);
    assertThat(noise.deviation(50)).isCloseTo(0.55f, within(1e-6f));
    assertThat(noise.deviation(100)).isEqualTo(0.1f);
    assertThat(noise.deviation(5_000)).isEqualTo(0.1f);
    assertThat(ClippedNoise.constant(0.2, 0.5).deviation(0)).isEqualTo(0.2f);
  }

  @Test
  void noiseIsClipped_andSoIsTheAction() {
    assertThat(noise.around(0.1f, 2, 0.1f)).isCloseTo(0.3f, within(1e-6f));
    assertThat(noise.around(0.1f, 9, 0.1f)).isCloseTo(0.4f, within(1e-6f));
    assertThat(noise.around(-0.9f, -9, 0.1f)).isEqualTo(-1);
  }
}
