package dev.visor.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ActorSnapshotTest {
  private static final ActorForm FORM =
      new ActorForm(5, 2, 2, 16, Activation.RELU, new Deviation.ClampedLog(-20, 2));
  private static final Map<String, String> NOTES = Map.of("task", "walker-walk@1", "return", "950");

  private final Workspace workspace = new Workspace();
  private final Parameters weights = FORM.layout().allocate(workspace);

  ActorSnapshotTest() {
    FORM.initialise(weights, new Random(7));
  }

  @AfterEach
  void close() {
    workspace.close();
  }

  @Test
  void whatIsReadBack_actsLikeTheActor_toThreeDigits() throws IOException {
    ActorSnapshot read = ActorSnapshot.read(new ByteArrayInputStream(bytes()));

    float[] states = {0.3f, -1, 2, 0.1f, -0.4f, 1, 1, -1, 0, 3};
    float[] expected = FORM.actor(weights).pass(workspace, 2).mode(states, 2).clone();
    float[] found = read.actor(workspace).pass(workspace, 2).mode(states, 2);
    assertThat(found).hasSize(4).containsExactly(expected, within(5e-3f));
    assertThat(read.notes()).isEqualTo(NOTES);
    assertThat(read.form()).isEqualTo(FORM);
  }

  @Test
  void writtenAgain_itHasTheSameBytes() throws IOException {
    byte[] bytes = bytes();
    ByteArrayOutputStream again = new ByteArrayOutputStream();
    ActorSnapshot.read(new ByteArrayInputStream(bytes)).write(again);
    assertThat(again.toByteArray()).isEqualTo(bytes);
  }

  @Test
  void aWeightTakesTwoBytes() throws IOException {
    assertThat(bytes().length).isBetween(2 * weights.count(), 2 * weights.count() + 100);
  }

  @Test
  void notesMayBeReplaced_andTheActorStays() {
    ActorSnapshot snapshot = ActorSnapshot.of(NOTES, FORM, weights);
    ActorSnapshot noted = snapshot.notes(Map.of("return", "1"));
    assertThat(noted.notes()).containsExactly(Map.entry("return", "1"));
    assertThat(noted.weights()).isEqualTo(snapshot.weights());
  }

  @Test
  void whatIsNoSnapshot_isRefused() throws IOException {
    byte[] bytes = bytes();
    byte[] others = bytes.clone();
    Arrays.fill(others, (byte) '?');
    byte[] huge = bytes.clone();
    ByteBuffer.wrap(huge).putInt(8, Integer.MAX_VALUE);
    for (byte[] broken : new byte[][] {{}, Arrays.copyOf(bytes, bytes.length / 2), others, huge}) {
      assertThatThrownBy(() -> ActorSnapshot.read(new ByteArrayInputStream(broken)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("snapshot");
    }
  }

  private byte[] bytes() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ActorSnapshot.of(NOTES, FORM, weights).write(out);
    return out.toByteArray();
  }
}
