package dev.visor.plugin.lompo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.api.Observation;
import dev.visor.api.OfflineTrainer;
import dev.visor.api.Policy;
import dev.visor.api.Profile;
import dev.visor.api.RandomStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The quick recipe on a toy task: about a minute of one core. */
@Tag("slow")
class LearningTest {
  private static final int DECISIONS = 250;

  private static double mean(Policy policy) {
    return Arrays.stream(ToyPointMass.returns(policy, 20, DECISIONS)).average().orElseThrow();
  }

  @Test
  void lompo_onFortyEpisodesOfAToyTask_isFarAboveRandom() throws IOException {
    Lompo lompo = new Lompo();
    TestContext context =
        new TestContext(
            ToyPointMass.dataset(40, DECISIONS, "toy"),
            ToyPointMass.spec(DECISIONS),
            Vary.of(lompo.defaults(Profile.QUICK), Map.of("agentUpdates", 3000)),
            "seed");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OfflineTrainer trainer = lompo.offline(context)) {
      while (trainer.done() < trainer.updates()) {
        trainer.step();
      }
      trainer.writePolicy(out);
    }
    double learned = mean(lompo.readPolicy(context, new ByteArrayInputStream(out.toByteArray())));
    double random = mean(new RandomPolicy());
    assertThat(learned).isGreaterThan(4 * random).isGreaterThan(0.4 * DECISIONS);
  }

  private static final class RandomPolicy implements Policy {
    private RandomGenerator random = RandomStream.of("random");

    @Override
    public void reset(RandomGenerator newRandom) {
      random = newRandom;
    }

    @Override
    public float[] act(Observation observation) {
      return new float[] {2 * random.nextFloat() - 1, 2 * random.nextFloat() - 1};
    }
  }
}
