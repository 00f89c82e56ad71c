package dev.visor.plugin.lompo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.visor.api.EnvironmentSpec;
import dev.visor.api.Observation;
import dev.visor.api.ObservationSpec;
import dev.visor.api.PictureAveraging;
import dev.visor.api.Policy;
import dev.visor.api.RandomStream;
import dev.visor.nn.Actor;
import dev.visor.nn.Parameters;
import dev.visor.nn.rssm.LatentStates;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PolicyFileTest {
  private static final EnvironmentSpec SPEC = ToyPointMass.spec(50);

  private final TinyModel tiny = new TinyModel(Map.of());
  private final Parameters actorWeights =
      LatentActor.layout(tiny.parameters, tiny.shape.features(), TinyModel.ACTIONS)
          .allocate(tiny.workspace);

  PolicyFileTest() {
    LatentActor.initialise(tiny.parameters, actorWeights, RandomStream.of("actor"));
  }

  private byte[] written() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PolicyFile.write(
        out, SPEC.observation(), tiny.shape, tiny.parameters, tiny.weights, actorWeights);
    return out.toByteArray();
  }

  private static Policy read(byte[] bytes) throws IOException {
    return PolicyFile.read(new ByteArrayInputStream(bytes), SPEC);
  }

  private static Observation observation(int number) {
    byte[] image = new byte[32 * 32 * 3];
    RandomStream.of("picture", "" + number).nextBytes(image);
    return new Observation(image, new float[0]);
  }

  @Test
  void read_ofWhatWasWritten_actsAsThePosteriorAndTheActorSay() throws IOException {
    Policy policy = read(written());
    policy.reset(RandomStream.of("noise"));

    WorldModel model = tiny.model();
    Actor.Pass actor =
        LatentActor.deterministic(actorWeights, tiny.parameters.actorLayers())
            .pass(tiny.workspace, 1);
    RandomStream random = RandomStream.of("noise");
    LatentStates state = new LatentStates(tiny.shape.latent(), 1);
    float[] embedding = new float[tiny.shape.embedding()];
    float[] noise = new float[tiny.shape.stoch()];
    float[] features = new float[tiny.shape.features()];
    float[] taken = new float[TinyModel.ACTIONS];
    for (int t = 0; t < 5; t++) {
      float[] action = policy.act(observation(t));

      model.perception().encode(observation(t).image(), new float[0], 1, embedding, 0);
      Noise.fill(random, noise, noise.length);
      model.filter().step(state, taken, embedding, noise, 1);
      state.features(features, 1);
      taken = actor.mode(features, 1).clone();
      assertThat(action).containsExactly(taken, within(0f));
    }
  }

  @Test
  void reset_forgetsTheEpisodeBefore() throws IOException {
    Policy policy = read(written());
    policy.reset(RandomStream.of("noise"));
    float[] first = policy.act(observation(0));
    policy.act(observation(1));
    policy.reset(RandomStream.of("noise"));
    assertThat(policy.act(observation(0))).containsExactly(first);
  }

  @Test
  void act_givesAnActionThatTheCallerMayChange() throws IOException {
    Policy one = read(written());
    Policy other = read(written());
    one.reset(RandomStream.of("noise"));
    other.reset(RandomStream.of("noise"));
    Arrays.fill(one.act(observation(0)), 100);
    other.act(observation(0));
    assertThat(one.act(observation(1))).containsExactly(other.act(observation(1)));
  }

  @Test
  void read_ofAModelThatFeelsAndAverages_actsByBoth() throws IOException {
    TinyModel feeling =
        new TinyModel(Map.of("proprioception", true, "averageTo", 32, "actor", ActorKind.GAUSSIAN));
    Parameters weights =
        LatentActor.layout(feeling.parameters, feeling.shape.features(), TinyModel.ACTIONS)
            .allocate(feeling.workspace);
    LatentActor.initialise(feeling.parameters, weights, RandomStream.of("actor"));
    EnvironmentSpec spec =
        new EnvironmentSpec(SPEC.task(), new ObservationSpec(64, 64, TinyModel.FELT));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PolicyFile.write(
        out, spec.observation(), feeling.shape, feeling.parameters, feeling.weights, weights);
    byte[] image = new byte[64 * 64 * 3];
    RandomStream.of("large").nextBytes(image);
    float[] felt = {0.3f, -1, 2};
    Policy policy = PolicyFile.read(new ByteArrayInputStream(out.toByteArray()), spec);
    policy.reset(RandomStream.of("noise"));
    float[] action = policy.act(new Observation(image, felt));

    byte[] averaged = new byte[32 * 32 * 3];
    new PictureAveraging(64, 32).average(image, 1, averaged, 0);
    WorldModel model = feeling.model();
    float[] embedding = new float[feeling.shape.embedding()];
    model.perception().encode(averaged, felt, 1, embedding, 0);
    float[] noise = new float[feeling.shape.stoch()];
    Noise.fill(RandomStream.of("noise"), noise, noise.length);
    LatentStates state = new LatentStates(feeling.shape.latent(), 1);
    model.filter().step(state, new float[TinyModel.ACTIONS], embedding, noise, 1);
    float[] features = new float[feeling.shape.features()];
    state.features(features, 1);
    assertThat(action)
        .containsExactly(
            LatentActor.gaussian(weights, feeling.parameters.actorLayers())
                .pass(feeling.workspace, 1)
                .mode(features, 1));

    assertThatThrownBy(() -> PolicyFile.read(new ByteArrayInputStream(out.toByteArray()), SPEC))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("feels 3 values");
  }

  @Test
  void file_holdsNothingThatActingDoesNotNeed() throws IOException {
    long needed = tiny.weights.only(WorldModelParameters::acts).count() + actorWeights.count();
    assertThat((long) written().length).isBetween(4 * needed, 4 * needed + 2000);
  }

  @Test
  void read_ofAnotherFile_aShortenedOne_orAnotherTask_saysSo() throws IOException {
    byte[] bytes = written();
    assertThatThrownBy(() -> read(new byte[50]))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no policy of LOMPO");
    assertThatThrownBy(() -> read(Arrays.copyOf(bytes, bytes.length - 3)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("ends too early");
    EnvironmentSpec larger = new EnvironmentSpec(SPEC.task(), new ObservationSpec(64, 64, 0));
    assertThatThrownBy(() -> PolicyFile.read(new ByteArrayInputStream(bytes), larger))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("32 × 32")
        .hasMessageContaining("64 × 64");
  }
}
