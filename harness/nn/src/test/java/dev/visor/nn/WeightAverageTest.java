package dev.visor.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeightAverageTest {
  private final Workspace workspace = new Workspace();
  private final Parameters weights = Layout.builder().add("bias", 1).build().allocate(workspace);

  @AfterEach
  void close() {
    workspace.close();
  }

  private void follow(WeightAverage average, float... values) {
    for (float value : values) {
      weights.set("bias", new float[] {value});
      average.follow();
    }
  }

  private static float value(WeightAverage average) {
    return average.acting().get("bias")[0];
  }

  @Test
  void it_is_the_plain_mean_as_long_as_that_forgets_faster() {
    WeightAverage average = new WeightAverage(weights, 0.75);

    follow(average, 2, 4, 12);

    assertThat(value(average)).isCloseTo(6, within(1e-6f));
  }

  @Test
  void later_it_goes_the_same_part_of_the_way_at_each_update() {
    WeightAverage average = new WeightAverage(weights, 0.75);

    follow(average, 1, 1, 1, 1, 9);

    assertThat(value(average)).isCloseTo(3, within(1e-6f));
  }

  @Test
  void before_anything_was_followed_the_weights_themselves_act() {
    weights.set("bias", new float[] {5});

    assertThat(value(new WeightAverage(weights, 0.9))).isEqualTo(5);
  }

  @Test
  void where_none_is_kept_the_weights_themselves_act_and_nothing_is_written() throws IOException {
    WeightAverage none = new WeightAverage(weights, 0);
    follow(none, 3, 7);
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    none.save(new DataOutputStream(written));

    assertThat(none.acting()).isSameAs(weights);
    assertThat(written.size()).isZero();
  }

  @Test
  void one_that_was_written_and_read_goes_on_as_if_nothing_had_happened() throws IOException {
    WeightAverage straight = new WeightAverage(weights, 0.9);
    WeightAverage first = new WeightAverage(weights, 0.9);
    follow(straight, 1, 2);
    follow(first, 1, 2);
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    first.save(new DataOutputStream(written));
    WeightAverage second = new WeightAverage(weights, 0.9);
    second.restore(new DataInputStream(new ByteArrayInputStream(written.toByteArray())));

    follow(straight, 5);
    follow(second, 5);

    assertThat(value(second)).isEqualTo(value(straight));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1, Double.NaN})
  void a_part_outside_of_zero_to_one_is_refused(double kept) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WeightAverage(weights, kept))
        .withMessageContaining("a part of [0, 1)");
  }
}
