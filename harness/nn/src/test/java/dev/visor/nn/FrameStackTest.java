package dev.visor.nn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FrameStackTest {
  private final FrameStack stack = new FrameStack(2, 2);

  /** Two pictures of 2 × 2 pixels; every byte is its own number, the second's from 100 on. */
  private static byte[] pictures() {
    byte[] bytes = new byte[24];
    for (int i = 0; i < 12; i++) {
      bytes[i] = (byte) i;
      bytes[12 + i] = (byte) (100 + i);
    }
    return bytes;
  }

  @Test
  void aStack_holdsRedGreenAndBlueOfTheOldestPictureFirst() {
    byte[] target = new byte[stack.bytes()];
    stack.put(pictures(), 0, 0, 0, 0, target, 0);
    stack.put(pictures(), 12, 1, 0, 0, target, 0);

    assertThat(stack.channels()).isEqualTo(6);
    assertThat(target)
        .hasSize(24)
        .startsWith(0, 1, 2, 100, 101, 102)
        .endsWith(9, 10, 11, 109, 110, 111);
  }

  @Test
  void aShiftedPicture_goesOnWithItsEdge() {
    byte[] target = new byte[stack.bytes()];
    stack.put(pictures(), 0, 0, 1, 0, target, 0);
    assertThat(reds(target)).as("down by one").containsExactly(0, 3, 0, 3);

    stack.put(pictures(), 0, 0, 0, -1, target, 0);
    assertThat(reds(target)).as("to the left by one").containsExactly(3, 3, 9, 9);

    stack.put(pictures(), 0, 0, -5, 5, target, 0);
    assertThat(reds(target)).as("up and to the right by far").containsExactly(6, 6, 6, 6);
  }

  /** The red of the first picture of the stack. */
  private static int[] reds(byte[] target) {
    return new int[] {target[0], target[6], target[12], target[18]};
  }
}
