package dev.visor.plugin.lompo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.api.Episode;
import dev.visor.api.ObservationSpec;
import dev.visor.api.RandomStream;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The dataset says "action t is taken at picture t"; the model's rows say "this action led to this
 * picture". Here picture t of an episode is filled with t, action t is t + 1 tenths and reward t is
 * t + 1, so that a row is right if its action and its reward are of the same number as its picture.
 */
class SequenceSamplerTest {
  private static final ObservationSpec OBSERVATION = new ObservationSpec(32, 32, 1);
  private static final ModelShape SHAPE = new ModelShape(32, 1, 1, 2, 4, 3, 5, 2, false);

  private static Episode episode(int length, boolean terminated) {
    byte[] images = new byte[(length + 1) * OBSERVATION.imageBytes()];
    float[] proprio = new float[length + 1];
    float[] actions = new float[length];
    float[] rewards = new float[length];
    for (int t = 0; t <= length; t++) {
      Arrays.fill(
          images, t * OBSERVATION.imageBytes(), (t + 1) * OBSERVATION.imageBytes(), (byte) t);
      proprio[t] = 100 * t;
    }
    for (int t = 0; t < length; t++) {
      actions[t] = (t + 1) / 10f;
      rewards[t] = t + 1;
    }
    return new Episode(images, proprio, actions, rewards, terminated, !terminated);
  }

  private static int picture(SequenceBatch batch, int row) {
    return batch.images()[row * OBSERVATION.imageBytes()];
  }

  private static SequenceBatch filled(Episode episode, int length, int start) {
    SequenceBatch batch = new SequenceBatch(SHAPE, 1, length);
    new SequenceSampler(new MemoryDataset(OBSERVATION, 1, List.of(episode)), length)
        .fill(batch, 0, 0, start);
    return batch;
  }

  @Test
  void fill_fromTheFirstPicture_beginsWithoutActionAndReward() {
    SequenceBatch batch = filled(episode(6, false), 4, 0);
    assertThat(batch.actions()).containsExactly(0, 0.1f, 0.2f, 0.3f);
    assertThat(batch.rewards()).containsExactly(0, 1, 2, 3);
    assertThat(batch.mask()).containsOnly(1);
  }

  @Test
  void fill_takesWhatIsFeltWithEachPicture() {
    assertThat(filled(episode(6, false), 4, 2).proprio()).containsExactly(200, 300, 400, 500);
    assertThat(filled(episode(2, false), 4, 0).proprio()).containsExactly(0, 100, 200, 0);
  }

  @Test
  void fill_fromAnyOtherPicture_beginsWithWhatLedToIt() {
    SequenceBatch batch = filled(episode(6, false), 4, 3);
    assertThat(batch.actions()).containsExactly(0.3f, 0.4f, 0.5f, 0.6f);
    assertThat(batch.rewards()).containsExactly(3, 4, 5, 6);
    for (int row = 0; row < 4; row++) {
      assertThat(picture(batch, row)).isEqualTo(3 + row);
    }
  }

  @Test
  void fill_ofAnEpisodeThatIsTooShort_padsAndMasks() {
    SequenceBatch batch = filled(episode(2, true), 5, 0);
    assertThat(batch.mask()).containsExactly(1, 1, 1, 0, 0);
    assertThat(batch.actions()).containsExactly(0, 0.1f, 0.2f, 0, 0);
    assertThat(batch.rewards()).containsExactly(0, 1, 2, 0, 0);
    assertThat(batch.terminals()).containsExactly(0, 0, 1, 0, 0);
    assertThat(batch.valid()).isEqualTo(3);
  }

  @Test
  void fill_overALongerOne_leavesNothingOfItBehind() {
    SequenceBatch batch = new SequenceBatch(SHAPE, 1, 5);
    MemoryDataset dataset =
        new MemoryDataset(OBSERVATION, 1, List.of(episode(9, false), episode(1, false)));
    SequenceSampler sampler = new SequenceSampler(dataset, 5);
    sampler.fill(batch, 0, 0, 5);
    sampler.fill(batch, 0, 1, 0);
    assertThat(batch.actions()).containsExactly(0, 0.1f, 0, 0, 0);
    assertThat(batch.rewards()).containsExactly(0, 1, 0, 0, 0);
  }

  @Test
  void timeLimit_isNoEndOfTheTask() {
    assertThat(filled(episode(4, false), 5, 0).terminals()).containsOnly(0);
    assertThat(filled(episode(4, true), 5, 0).terminals()).containsExactly(0, 0, 0, 0, 1);
    assertThat(filled(episode(6, true), 5, 1).terminals()).containsOnly(0);
  }

  @Test
  void sample_drawsEveryStartAndEveryEpisode() {
    MemoryDataset dataset =
        new MemoryDataset(OBSERVATION, 1, List.of(episode(6, false), episode(5, false)));
    SequenceSampler sampler = new SequenceSampler(dataset, 4);
    SequenceBatch batch = new SequenceBatch(SHAPE, 8, 4);
    RandomStream random = RandomStream.of("sample");
    Set<Integer> starts = new TreeSet<>();
    for (int draw = 0; draw < 40; draw++) {
      sampler.sample(batch, random);
      for (int b = 0; b < 8; b++) {
        starts.add(picture(batch, b));
        for (int t = 0; t < 4; t++) {
          int row = t * 8 + b;
          assertThat(batch.rewards()[row]).isEqualTo(picture(batch, row));
        }
      }
    }
    // Seven pictures hold four sequences of four; the last start is drawn too.
    assertThat(starts).containsExactly(0, 1, 2, 3);
  }
}
