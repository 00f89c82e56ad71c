package dev.visor.plugin.lompo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.api.RandomStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class LatentBufferTest {
  /** Transitions that carry their number in every field. */
  private static AgentBatch numbered(int first, int rows) {
    AgentBatch batch = new AgentBatch(rows, 2, 1);
    for (int row = 0; row < rows; row++) {
      int number = first + row;
      batch.features()[2 * row] = number;
      batch.features()[2 * row + 1] = -number;
      batch.actions()[row] = number;
      batch.nextFeatures()[2 * row + 1] = number;
      batch.rewards()[row] = number;
      batch.continues()[row] = number % 2;
    }
    return batch;
  }

  private static Set<Integer> content(LatentBuffer buffer) {
    AgentBatch drawn = new AgentBatch(500, 2, 1);
    buffer.sample(RandomStream.of("drawn"), drawn, 0, 500);
    Set<Integer> numbers = new TreeSet<>();
    for (int row = 0; row < 500; row++) {
      int number = (int) drawn.rewards()[row];
      assertThat(drawn.features()[2 * row]).isEqualTo(number);
      assertThat(drawn.features()[2 * row + 1]).isEqualTo(-number);
      assertThat(drawn.actions()[row]).isEqualTo(number);
      assertThat(drawn.nextFeatures()[2 * row + 1]).isEqualTo(number);
      assertThat(drawn.continues()[row]).isEqualTo(number % 2);
      numbers.add(number);
    }
    return numbers;
  }

  @Test
  void add_beyondTheCapacity_replacesTheOldest() {
    LatentBuffer buffer = new LatentBuffer(5, 2, 1);
    buffer.add(numbered(10, 3), 3);
    assertThat(buffer.size()).isEqualTo(3);
    assertThat(content(buffer)).containsExactly(10, 11, 12);
    buffer.add(numbered(13, 4), 4);
    assertThat(buffer.size()).isEqualTo(5);
    assertThat(content(buffer)).containsExactly(12, 13, 14, 15, 16);
    buffer.add(numbered(20, 12), 12);
    assertThat(content(buffer)).containsExactly(27, 28, 29, 30, 31);
  }

  @Test
  void sample_intoAPart_leavesTheOtherRowsAlone() {
    LatentBuffer buffer = new LatentBuffer(3, 2, 1);
    buffer.add(numbered(7, 1), 1);
    AgentBatch target = new AgentBatch(4, 2, 1);
    buffer.sample(RandomStream.of("part"), target, 1, 2);
    assertThat(target.rewards()).containsExactly(0, 7, 7, 0);
  }

  @Test
  void restore_ofWhatWasSaved_holdsTheSameAndGoesOnAtTheSamePlace() throws IOException {
    LatentBuffer buffer = new LatentBuffer(5, 2, 1);
    buffer.add(numbered(1, 7), 7);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    buffer.save(new DataOutputStream(out));
    LatentBuffer other = new LatentBuffer(5, 2, 1);
    other.restore(new DataInputStream(new ByteArrayInputStream(out.toByteArray())));
    assertThat(content(other)).isEqualTo(content(buffer));
    other.add(numbered(100, 2), 2);
    assertThat(content(other)).containsExactly(5, 6, 7, 100, 101);

    LatentBuffer smaller = new LatentBuffer(4, 2, 1);
    assertThatThrownBy(
            () -> smaller.restore(new DataInputStream(new ByteArrayInputStream(out.toByteArray()))))
        .isInstanceOf(IOException.class);
  }
}
