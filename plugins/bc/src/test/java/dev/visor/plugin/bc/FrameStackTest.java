package dev.visor.plugin.bc;

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

  private static int[] bytesOf(byte[] values) {
    int[] bytes = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = values[i] & 0xff;
    }
    return bytes;
  }

  @Test
  void a_stack_holds_red_green_and_blue_of_the_oldest_picture_first() {
    byte[] target = new byte[stack.size()];
    stack.put(pictures(), 0, 0, 0, 0, target, 0);
    stack.put(pictures(), 18, 1, 0, 0, target, 0);

    assertThat(stack.channels()).isEqualTo(6);
    assertThat(bytesOf(target))
        .startsWith(0, 1, 2, 100, 101, 102) // the first pixel of both
        .containsSequence(3, 4, 5, 103, 104, 105)
        .endsWith(15, 16, 17, 115, 116, 117);
  }

  @Test
  void a_shifted_picture_goes_on_with_its_edge() {
    byte[] target = new byte[stack.size()];
    stack.put(pictures(), 0, 0, 1, -1, target, 0);

    // Down by one row: the first row stands twice. To the left by one column: the last stands
    // twice. The second picture of the stack is still empty.
    int[] red = new int[6];
    for (int i = 0; i < red.length; i++) {
      red[i] = bytesOf(target)[6 * i];
    }
    assertThat(red).containsExactly(3, 6, 6, 3, 6, 6);
  }
}
