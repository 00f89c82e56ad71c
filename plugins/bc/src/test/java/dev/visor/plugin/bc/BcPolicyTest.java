package dev.visor.plugin.bc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.api.EnvironmentSpec;
import dev.visor.api.Observation;
import dev.visor.api.ObservationSpec;
import dev.visor.api.PictureAveraging;
import dev.visor.api.RandomStream;
import dev.visor.testkit.ToyReach;
import org.junit.jupiter.api.Test;

class BcPolicyTest {
  private static BcNetwork network(int edge, int averageTo) {
    BcNetwork network =
        new BcNetwork(
            new BcParameters(1, 8, 1e-3, 2, Encoder.STRIDED, 4, 16, 0, averageTo, 0),
            new EnvironmentSpec(ToyReach.TASK, new ObservationSpec(edge, edge, 0)),
            1);
    network.initialise(RandomStream.of("init"));
    return network;
  }

  @Test
  void a_policy_that_averages_does_what_one_of_smaller_pictures_does_at_averaged_ones() {
    PictureAveraging averaging = new PictureAveraging(32, 16);
    try (BcPolicy large = new BcPolicy(network(32, 16));
        BcPolicy small = new BcPolicy(network(16, 0))) {
      RandomStream pixels = RandomStream.of("pixels");
      for (int decision = 0; decision < 3; decision++) {
        byte[] image = new byte[32 * 32 * 3];
        pixels.nextBytes(image);
        byte[] averaged = new byte[16 * 16 * 3];
        averaging.average(image, 1, averaged, 0);

        float[] action = large.act(new Observation(image, new float[0]));

        assertThat(action).isEqualTo(small.act(new Observation(averaged, new float[0])));
      }
    }
  }
}
