package dev.visor.plugin.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.api.ObservationSpec;
import org.junit.jupiter.api.Test;

class FrameStackTest {
  private final FrameStack stack = new FrameStack(new ObservationSpec(2, 3, 0), 2);

  /** Two pictures of 2 × 3 pixels; every byte is its own number, the second's from 100 on. */
  private static byte[] pictures() {
    byte[] bytes = new byte[36];
    for (int i = 0; i < 18; i++) {
      bytes[i] = (byte) i;
      bytes[18 + i] = (byte) (100 + i);
    }
    return bytes;
  }

  private int[] bytesOf(float[] values) {
    int[] bytes = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = Math.round((values[i] + 0.5f) * 255);
    }
    return bytes;
  }

  @Test
  void a_stack_holds_red_green_and_blue_planes_of_the_oldest_picture_first() {
    float[] target = new float[stack.size()];
    stack.put(pictures(), 0, 0, 0, 0, target, 0);
    stack.put(pictures(), 18, 1, 0, 0, target, 0);

    assertThat(stack.channels()).isEqualTo(6);
    assertThat(bytesOf(target))
        .startsWith(0, 3, 6, 9, 12, 15) // red of the first
        .containsSequence(1, 4, 7, 10, 13, 16)
        .endsWith(102, 105, 108, 111, 114, 117); // blue of the second
  }

  @Test
  void black_is_minus_a_half_and_white_a_half() {
    byte[] image = new byte[18];
    image[3] = (byte) 255;
    float[] target = new float[stack.size()];
    stack.put(image, 0, 0, 0, 0, target, 0);

    assertThat(target[0]).isEqualTo(-0.5f);
    assertThat(target[1]).isEqualTo(0.5f);
  }

  @Test
  void a_shifted_picture_goes_on_with_its_edge() {
    float[] target = new float[stack.size()];
    stack.put(pictures(), 0, 0, 1, -1, target, 0);

    // Down by one row: the first row stands twice. To the left by one column: the last stands
    // twice.
    assertThat(bytesOf(target)).startsWith(3, 6, 6, 3, 6, 6);
  }
}
