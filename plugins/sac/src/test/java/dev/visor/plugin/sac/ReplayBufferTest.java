package dev.visor.plugin.sac;

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

class ReplayBufferTest {
  private static final int ROWS = 64;

  @Test
  void aTransitionComesBackAsItWasPutIn() {
    ReplayBuffer buffer = filled(10, 1);
    SoftActorCritic.Batch batch = SoftActorCritic.Batch.of(1, 2, 1);
    buffer.sample(RandomStream.of("draw"), batch);
    assertThat(batch.states()).containsExactly(0, 0.5f);
    assertThat(batch.actions()).containsExactly(0.25f);
    assertThat(batch.rewards()).containsExactly(0);
    assertThat(batch.continues()).containsExactly(0);
    assertThat(batch.nextStates()).containsExactly(1, 1.5f);
  }

  @Test
  void whenItIsFull_theOldestAreForgotten() {
    ReplayBuffer buffer = filled(10, 23);
    assertThat(buffer.size()).isEqualTo(10);
    assertThat(rewards(buffer)).containsExactly(13f, 14f, 15f, 16f, 17f, 18f, 19f, 20f, 21f, 22f);
  }

  @Test
  void beforeItIsFull_onlyWhatIsThereIsDrawn() {
    assertThat(rewards(filled(5000, 3))).containsExactly(0f, 1f, 2f);
  }

  @Test
  void itMayReachOverSeveralPieces() {
    ReplayBuffer buffer = filled(3000, 2500);
    assertThat(rewards(buffer)).contains(0f, 1023f, 1024f, 2499f).hasSize(2500);
  }

  @Test
  void takenUpAgain_itGoesOnInTheSamePlace() throws IOException {
    ReplayBuffer buffer = filled(1500, 1700);
    ReplayBuffer other = new ReplayBuffer(1500, 2, 1);
    other.restore(new DataInputStream(new ByteArrayInputStream(saved(buffer))));
    add(buffer, 1700);
    add(other, 1700);
    assertThat(saved(other)).isEqualTo(saved(buffer));
  }

  @Test
  void whatIsOfAnotherTask_isRefused() throws IOException {
    byte[] saved = saved(filled(10, 3));
    ReplayBuffer wider = new ReplayBuffer(10, 3, 1);
    assertThatThrownBy(() -> wider.restore(new DataInputStream(new ByteArrayInputStream(saved))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("7 values");
  }

  private static ReplayBuffer filled(int capacity, int count) {
    ReplayBuffer buffer = new ReplayBuffer(capacity, 2, 1);
    for (int i = 0; i < count; i++) {
      add(buffer, i);
    }
    return buffer;
  }

  private static void add(ReplayBuffer buffer, int i) {
    buffer.add(
        new float[] {i, i + 0.5f}, new float[] {0.25f}, i, i != 0, new float[] {i + 1, i + 1.5f});
  }

  /** Every reward that is ever drawn. */
  private static Set<Float> rewards(ReplayBuffer buffer) {
    Set<Float> rewards = new TreeSet<>();
    RandomStream random = RandomStream.of("draws");
    SoftActorCritic.Batch batch = SoftActorCritic.Batch.of(ROWS, 2, 1);
    for (int i = 0; i < 800; i++) {
      buffer.sample(random, batch);
      for (float reward : batch.rewards()) {
        rewards.add(reward);
      }
    }
    return rewards;
  }

  private static byte[] saved(ReplayBuffer buffer) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    buffer.save(new DataOutputStream(out));
    return out.toByteArray();
  }
}
