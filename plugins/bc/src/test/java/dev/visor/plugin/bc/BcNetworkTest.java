package dev.visor.plugin.bc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.visor.api.EnvironmentSpec;
import dev.visor.api.ObservationSpec;
import dev.visor.api.RandomStream;
import dev.visor.testkit.ToyReach;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BcNetworkTest {
  private static final BcParameters SMALL =
      new BcParameters(1, 8, 1e-3, 3, Encoder.STRIDED, 4, 16, 0, 0, 0);
  private static final BcParameters ONE =
      new BcParameters(1, 1, 1e-3, 3, Encoder.STRIDED, 4, 16, 0, 0, 0);
  private static final BcParameters DRQ =
      new BcParameters(1, 8, 1e-3, 3, Encoder.DRQ, 1, 32, 0, 0, 0);

  private static EnvironmentSpec pictures(int size) {
    return new EnvironmentSpec(ToyReach.TASK, new ObservationSpec(size, size, 0));
  }

  private static byte[] pixels(int count) {
    byte[] bytes = new byte[count];
    RandomStream.of("input").nextBytes(bytes);
    return bytes;
  }

  private static float[] random(int count, String name) {
    RandomStream random = RandomStream.of("network test", name);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.nextFloat() - 0.5f;
    }
    return values;
  }

  @ParameterizedTest
  @CsvSource({"STRIDED, 5", "STRIDED, 16", "STRIDED, 64", "DRQ, 16", "DRQ, 32"})
  void every_encoder_gives_actions_within_bounds(Encoder encoder, int size) {
    BcParameters parameters = encoder == Encoder.DRQ ? DRQ : SMALL;
    try (BcNetwork network = new BcNetwork(parameters, pictures(size), 1)) {
      network.initialise(RandomStream.of("init"));

      float[] action = network.act(pixels(network.stack().size()));

      assertThat(action).hasSize(2);
      assertThat(action[0]).isBetween(-1f, 1f).isNotZero();
    }
  }

  @Test
  void drq_refuses_pictures_that_its_convolutions_do_not_fit_into() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BcNetwork(DRQ, pictures(15), 1))
        .withMessageContaining("16 pixels or more, and these have 15");
  }

  @Test
  void the_loss_is_the_mean_squared_difference_to_the_data() {
    try (BcNetwork network = new BcNetwork(ONE, pictures(16), 1)) {
      network.initialise(RandomStream.of("init"));
      byte[] input = pixels(network.stack().size());
      float[] action = network.act(input);

      double loss = network.fit(input, new float[] {action[0] - 0.5f, action[1] + 0.1f});

      assertThat(loss).isCloseTo((0.25 + 0.01) / 2, within(1e-5));
    }
  }

  @ParameterizedTest
  @CsvSource({"STRIDED", "DRQ"})
  void fitting_one_batch_again_and_again_learns_it(Encoder encoder) {
    BcParameters parameters = encoder == Encoder.DRQ ? DRQ : SMALL;
    try (BcNetwork network = new BcNetwork(parameters, pictures(16), 1)) {
      network.initialise(RandomStream.of("init"));
      byte[] input = pixels(8 * network.stack().size());
      float[] actions = random(16, "actions");
      double before = network.fit(input, actions);
      double after = before;
      for (int i = 0; i < 100; i++) {
        after = network.fit(input, actions);
      }

      assertThat(after).isLessThan(before / 10);
    }
  }

  @Test
  void what_acts_is_the_average_of_the_weights_where_that_is_asked_for() throws IOException {
    BcParameters averaging = new BcParameters(1, 8, 1e-3, 3, Encoder.STRIDED, 4, 16, 0, 0, 0.75);
    try (BcNetwork network = new BcNetwork(averaging, pictures(16), 1);
        BcNetwork policy = new BcNetwork(averaging, pictures(16), 1)) {
      network.initialise(RandomStream.of("init"));
      byte[] input = pixels(8 * network.stack().size());
      float[] actions = random(16, "actions");
      double[] expected = new double[2];
      for (int update = 1; update <= 10; update++) {
        network.fit(input, actions);
        float[] bias = network.weights().get("head/2/bias");
        // A plain mean of the first four, and from there on a quarter of the way to each.
        double part = Math.max(0.25, 1.0 / update);
        for (int i = 0; i < expected.length; i++) {
          expected[i] += part * (bias[i] - expected[i]);
        }
      }
      ByteArrayOutputStream written = new ByteArrayOutputStream();
      network.writeWeights(written);
      policy.readWeights(new ByteArrayInputStream(written.toByteArray()));

      float[] acting = policy.weights().get("head/2/bias");
      assertThat(acting).hasSize(2);
      assertThat((double) acting[0]).isCloseTo(expected[0], within(1e-6));
      assertThat((double) acting[1]).isCloseTo(expected[1], within(1e-6));
      assertThat(acting).isNotEqualTo(network.weights().get("head/2/bias"));
    }
  }

  @Test
  void weights_of_a_network_with_other_parameters_are_refused() throws IOException {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    try (BcNetwork network = new BcNetwork(SMALL, pictures(16), 1)) {
      network.writeWeights(written);
    }
    try (BcNetwork other = new BcNetwork(DRQ, pictures(16), 1)) {
      assertThatThrownBy(() -> other.readWeights(new ByteArrayInputStream(written.toByteArray())))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("written with other parameters");
    }
  }

  /** By central differences of the loss, along a random direction of each array. */
  @ParameterizedTest
  @CsvSource({"STRIDED", "DRQ"})
  void a_step_goes_down_the_slope_of_the_loss(Encoder encoder) {
    BcParameters still =
        new BcParameters(1, 4, 0, 3, encoder, 4, 16, 0, 0, 0); // a step that changes nothing
    try (BcNetwork network = new BcNetwork(still, pictures(16), 1)) {
      network.initialise(RandomStream.of("init"));
      byte[] input = pixels(4 * network.stack().size());
      float[] actions = random(8, "actions");
      network.fit(input, actions);
      for (String name : network.weights().names()) {
        float[] before = network.weights().get(name);
        float[] gradient = network.gradient().get(name);
        float[] direction = random(before.length, name);
        double expected = 0;
        for (int i = 0; i < before.length; i++) {
          expected += (double) gradient[i] * direction[i];
        }
        double step = 3e-3 / Math.sqrt(before.length);
        double slope =
            (lossAt(network, name, before, direction, step, input, actions)
                    - lossAt(network, name, before, direction, -step, input, actions))
                / (2 * step);
        network.weights().set(name, before);
        assertThat(slope).as(name).isCloseTo(expected, within(2e-3 + 0.03 * Math.abs(expected)));
      }
    }
  }

  @Test
  void threads_that_share_a_batch_find_the_gradient_of_one() {
    BcParameters still = new BcParameters(1, 5, 0, 3, Encoder.DRQ, 4, 16, 0, 0, 0);
    float[][] gradients = new float[2][];
    for (int threads = 1; threads <= 2; threads++) {
      try (BcNetwork network = new BcNetwork(still, pictures(16), threads)) {
        network.initialise(RandomStream.of("init"));
        network.fit(pixels(5 * network.stack().size()), random(10, "actions"));
        gradients[threads - 1] = network.gradient().values().toArray();
      }
    }
    double square = 0;
    double difference = 0;
    for (int i = 0; i < gradients[0].length; i++) {
      square += (double) gradients[0][i] * gradients[0][i];
      difference += Math.pow((double) gradients[0][i] - gradients[1][i], 2);
    }
    assertThat(Math.sqrt(difference)).isLessThan(1e-5 * Math.sqrt(square));
  }

  private static double lossAt(
      BcNetwork network,
      String name,
      float[] before,
      float[] direction,
      double step,
      byte[] input,
      float[] actions) {
    float[] moved = before.clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] += (float) (step * direction[i]);
    }
    network.weights().set(name, moved);
    return network.fit(input, actions);
  }
}
