package dev.visor.plugin.dreamer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.api.Episode;
import dev.visor.api.Observation;
import dev.visor.api.ObservationSpec;
import dev.visor.api.RandomStream;
import dev.visor.api.TimeStep;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What is remembered, and how sequences of it look. */
class ReplayTest {
  private static final ObservationSpec PIXEL = new ObservationSpec(1, 1, 0);
  private static final int ACTIONS = 1;

  /** Everything in step t of an episode is 10 × its number + t. */
  private static Episode episode(int number, int length, boolean terminated) {
    Recording recording = new Recording(3, ACTIONS);
    recording.begin(step(number, 0));
    for (int t = 0; t < length; t++) {
      recording.add(new float[] {10 * number + t}, step(number, t + 1));
    }
    return recording.end(terminated);
  }

  private static TimeStep step(int number, int t) {
    byte value = (byte) (10 * number + t);
    Observation seen = new Observation(new byte[] {value, value, value}, new float[0]);
    // The reward of action t is received on arrival at picture t + 1.
    return new TimeStep(seen, 10 * number + t - 1, false, false);
  }

  @Test
  void oldestEpisodes_areForgottenFirst_butNeverTheNewest() {
    Replay replay = new Replay(PIXEL, ACTIONS, 6);
    replay.add(episode(1, 3, false));
    replay.add(episode(2, 3, false));
    assertThat(replay.episodes()).isEqualTo(2);
    replay.add(episode(3, 2, true));
    assertThat(replay.transitions()).isEqualTo(5);
    assertThat(replay.terminated(0)).isFalse();
    assertThat(replay.terminated(1)).isTrue();
    replay.add(episode(4, 9, false));
    assertThat(replay.episodes()).isEqualTo(1);
    assertThat(replay.transitions()).isEqualTo(9);
  }

  @Test
  void rows_holdTheActionThatLedToTheirPicture_andItsReward() {
    Replay replay = new Replay(PIXEL, ACTIONS, 100);
    replay.add(episode(1, 3, true));
    replay.add(episode(2, 5, false));
    Sequences batch = new Sequences(PIXEL, ACTIONS, 2, 6);
    batch.fill(0, replay, 0, 0);
    batch.fill(1, replay, 1, 2);
    assertThat(of(batch.actions(), 0)).containsExactly(0, 10, 11, 12, 0, 0);
    assertThat(of(batch.rewards(), 0)).containsExactly(0, 10, 11, 12, 0, 0);
    assertThat(of(batch.mask(), 0)).containsExactly(1, 1, 1, 1, 0, 0);
    assertThat(of(batch.terminals(), 0)).containsExactly(0, 0, 0, 1, 0, 0);
    assertThat(of(batch.actions(), 1)).containsExactly(21, 22, 23, 24, 0, 0);
    assertThat(of(batch.rewards(), 1)).containsExactly(21, 22, 23, 24, 0, 0);
    assertThat(of(batch.terminals(), 1)).containsOnly(0);
    assertThat(batch.valid()).isEqualTo(8);
    for (int t = 0; t < 4; t++) {
      assertThat(batch.images()[2 * t * 3]).isEqualTo((byte) (10 + t));
      assertThat(batch.images()[(2 * t + 1) * 3]).isEqualTo((byte) (22 + t));
    }
  }

  private static float[] of(float[] rows, int sequence) {
    float[] found = new float[rows.length / 2];
    for (int t = 0; t < found.length; t++) {
      found[t] = rows[2 * t + sequence];
    }
    return found;
  }

  @Test
  void sampledSequences_areWholeWhereAnEpisodeIsLongEnough() {
    Replay replay = new Replay(PIXEL, ACTIONS, 100);
    replay.add(episode(1, 5, false));
    Sequences batch = new Sequences(PIXEL, ACTIONS, 50, 4);
    batch.sample(replay, RandomStream.of("sequences"));
    boolean[] begun = new boolean[6];
    for (int b = 0; b < 50; b++) {
      begun[batch.images()[b * 3] - 10] = true;
    }
    assertThat(batch.mask()).containsOnly(1);
    assertThat(begun).containsExactly(true, true, true, false, false, false);
  }

  @Test
  void memory_isWrittenAndReadBack() throws IOException {
    Replay replay = new Replay(PIXEL, ACTIONS, 100);
    replay.add(episode(1, 3, true));
    replay.add(episode(2, 5, false));
    ByteArrayOutputStream first = new ByteArrayOutputStream();
    replay.save(new DataOutputStream(first));
    Replay again = new Replay(PIXEL, ACTIONS, 100);
    again.restore(new DataInputStream(new ByteArrayInputStream(first.toByteArray())));
    ByteArrayOutputStream second = new ByteArrayOutputStream();
    again.save(new DataOutputStream(second));
    assertThat(second.toByteArray()).isEqualTo(first.toByteArray());
    assertThat(again.transitions()).isEqualTo(8);
    float[] actions = new float[3];
    again.actions(1, 1, 3, actions, 0);
    assertThat(Arrays.toString(actions)).isEqualTo("[21.0, 22.0, 23.0]");
  }
}
