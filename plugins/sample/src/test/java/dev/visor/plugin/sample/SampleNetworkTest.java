package dev.visor.plugin.sample;

import static org.assertj.core.api.Assertions.assertThat;
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
import org.junit.jupiter.params.provider.ValueSource;

class SampleNetworkTest {
  private static final SampleParameters SMALL = new SampleParameters(1, 8, 1e-3, 3, 4, 16, 0);
  private static final SampleParameters WIDER = new SampleParameters(1, 8, 1e-3, 3, 4, 32, 0);

  private static EnvironmentSpec pictures(int size) {
    return new EnvironmentSpec(ToyReach.TASK, new ObservationSpec(size, size, 0));
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
  @ValueSource(ints = {5, 16, 64})
  void pictures_of_every_size_give_actions_within_bounds(int size) {
    try (SampleNetwork network = new SampleNetwork(SMALL, pictures(size))) {
      network.initialise(RandomStream.of("init"));

      float[] action = network.act(random(network.stack().size(), "input"));

      assertThat(action).hasSize(2);
      assertThat(action[0]).isBetween(-1f, 1f).isNotZero();
    }
  }

  @Test
  void the_loss_is_the_mean_squared_difference_to_the_data() {
    try (SampleNetwork network = new SampleNetwork(SMALL, pictures(16))) {
      network.initialise(RandomStream.of("init"));
      float[] input = random(network.stack().size(), "input");
      float[] action = network.act(input);

      double loss = network.fit(input, new float[] {action[0] - 0.5f, action[1] + 0.1f});

      assertThat(loss).isCloseTo((0.25 + 0.01) / 2, within(1e-5));
    }
  }

  @Test
  void fitting_one_batch_again_and_again_learns_it() {
    try (SampleNetwork network = new SampleNetwork(SMALL, pictures(16))) {
      network.initialise(RandomStream.of("init"));
      float[] input = random(8 * network.stack().size(), "input");
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
  void weights_of_a_network_with_other_parameters_are_refused() throws IOException {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    try (SampleNetwork network = new SampleNetwork(SMALL, pictures(16))) {
      network.writeWeights(written);
    }
    try (SampleNetwork other = new SampleNetwork(WIDER, pictures(16))) {
      assertThatThrownBy(() -> other.readWeights(new ByteArrayInputStream(written.toByteArray())))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("other parameters wrote them");
    }
  }
}
