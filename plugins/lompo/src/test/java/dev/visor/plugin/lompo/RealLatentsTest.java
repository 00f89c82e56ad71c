package dev.visor.plugin.lompo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.visor.api.Cancellation;
import dev.visor.api.RandomStream;
import dev.visor.nn.rssm.LatentStates;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RealLatentsTest {
  private final MemoryDataset dataset = TinyModel.randomDataset(RandomStream.of("real"), 3, 5, 2);

  @Test
  void copy_ofEveryTransition_joinsPicturesOfOneEpisodeAndItsActionAndReward() {
    RealLatents real = new RealLatents(dataset, 1, true);
    // The feature of a picture is its place: hundreds for the episode, ones for the picture.
    for (int episode = 0; episode < 3; episode++) {
      for (int picture = 0; picture <= dataset.length(episode); picture++) {
        real.features()[real.offset(episode, picture)] = 100 * episode + picture;
      }
    }
    AgentBatch batch = new AgentBatch(1, 1, TinyModel.ACTIONS);
    int transition = 0;
    for (int episode = 0; episode < 3; episode++) {
      for (int t = 0; t < dataset.length(episode); t++, transition++) {
        real.copy(transition, batch, 0);
        assertThat(batch.features()[0]).isEqualTo(100 * episode + t);
        assertThat(batch.nextFeatures()[0]).isEqualTo(100 * episode + t + 1);
        assertThat(batch.actions()[1]).isEqualTo(dataset.list().get(episode).actions()[2 * t + 1]);
        assertThat(batch.rewards()[0]).isEqualTo(dataset.list().get(episode).rewards()[t]);
        boolean ends = episode == 1 && t == 4;
        assertThat(batch.continues()[0]).isEqualTo(ends ? 0 : 1);
      }
    }
    assertThat(real.size()).isEqualTo(transition);
  }

  @Test
  void copy_whereEndsAreNotToCount_goesOnWithValue() {
    RealLatents real = new RealLatents(dataset, 1, false);
    AgentBatch batch = new AgentBatch(1, 1, TinyModel.ACTIONS);
    assertThat(dataset.terminated(1)).isTrue();
    for (int transition = 0; transition < real.size(); transition++) {
      real.copy(transition, batch, 0);
      assertThat(batch.continues()[0]).isEqualTo(1);
    }
  }

  @Test
  void encodeAll_filtersEveryEpisodeFromItsOwnBeginning() {
    TinyModel tiny = new TinyModel(Map.of("proprioception", true));
    WorldModel model = tiny.model();
    RealLatents real = new RealLatents(dataset, tiny.shape.features(), true);
    RandomStream noise = RandomStream.of("noise");
    new LatentEncoder(dataset, model, real, noise).encodeAll(Cancellation.NEVER);

    // The same draws, by a batch that holds the three episodes as padded sequences.
    int length = 6;
    SequenceBatch batch = new SequenceBatch(tiny.shape, 3, length);
    SequenceSampler sampler = new SequenceSampler(dataset, length);
    float[] embeddings = new float[batch.rows() * tiny.shape.embedding()];
    for (int episode = 0; episode < 3; episode++) {
      sampler.fill(batch, episode, episode, 0);
    }
    model.perception().encode(batch.images(), batch.proprio(), batch.rows(), embeddings, 0);
    LatentStates states = new LatentStates(tiny.shape.latent(), 3);
    RandomStream again = RandomStream.of("noise");
    float[] draws = new float[3 * tiny.shape.stoch()];
    float[] expected = new float[3 * tiny.shape.features()];
    for (int t = 0; t < length; t++) {
      Noise.fill(again, draws, draws.length);
      float[] taken = new float[3 * TinyModel.ACTIONS];
      float[] seen = new float[3 * tiny.shape.embedding()];
      System.arraycopy(batch.actions(), t * taken.length, taken, 0, taken.length);
      System.arraycopy(embeddings, t * seen.length, seen, 0, seen.length);
      model.filter().step(states, taken, seen, draws, 3);
      states.features(expected, 3);
      for (int episode = 0; episode < 3; episode++) {
        if (t <= dataset.length(episode)) {
          for (int i = 0; i < tiny.shape.features(); i++) {
            assertThat(real.features()[real.offset(episode, t) + i])
                .isCloseTo(expected[episode * tiny.shape.features() + i], within(1e-5f));
          }
        }
      }
    }
  }

  @Test
  void rewardDeviation_isThatOfAllRewards() {
    double sum = 0;
    double squares = 0;
    int count = 0;
    for (var episode : dataset.list()) {
      for (float reward : episode.rewards()) {
        sum += reward;
        squares += reward * reward;
        count++;
      }
    }
    double expected = Math.sqrt(squares / count - Math.pow(sum / count, 2));
    assertThat(new RealLatents(dataset, 1, true).rewardDeviation())
        .isCloseTo(expected, within(1e-6));
  }

  @Test
  void encodeAll_whenCancelled_saysSo() {
    TinyModel tiny = new TinyModel(Map.of());
    RealLatents real = new RealLatents(dataset, tiny.shape.features(), true);
    WorldModel model = tiny.model();
    LatentEncoder encoder = new LatentEncoder(dataset, model, real, RandomStream.of("noise"));
    assertThat(encoder.encodeAll(() -> true)).isFalse();
    assertThat(encoder.encodeAll(Cancellation.NEVER)).isTrue();
  }

  @Test
  void restore_ofAnotherDataset_isRefused() throws IOException {
    RealLatents real = new RealLatents(dataset, 4, true);
    real.features()[7] = 3;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    real.save(new DataOutputStream(out));
    RealLatents same = new RealLatents(dataset, 4, true);
    same.restore(new DataInputStream(new ByteArrayInputStream(out.toByteArray())));
    assertThat(same.features()).containsExactly(real.features());
    RealLatents other = new RealLatents(dataset, 5, true);
    assertThatThrownBy(
            () -> other.restore(new DataInputStream(new ByteArrayInputStream(out.toByteArray()))))
        .isInstanceOf(IOException.class);
  }
}
