package dev.visor.plugin.lompo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.api.RandomStream;
import dev.visor.nn.Actor;
import dev.visor.nn.Parameters;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ImaginationTest {
  private record Imagined(TinyModel tiny, Imagination.Summary summary, AgentBatch rows) {}

  /** Imagines once from the tiny model's batch; returns all rows in order. */
  private static Imagined imagine(Map<String, Object> changes) {
    TinyModel tiny = new TinyModel(changes);
    return imagine(tiny, PenaltyScale.of(tiny.parameters, 0, 0));
  }

  private static Imagined imagine(TinyModel tiny, PenaltyScale scale) {
    Parameters actorWeights =
        LatentActor.layout(tiny.parameters, tiny.shape.features(), TinyModel.ACTIONS)
            .allocate(tiny.workspace);
    Actor actor =
        LatentActor.of(tiny.parameters.actor(), actorWeights, tiny.parameters.actorLayers());
    LatentActor.initialise(tiny.parameters, actorWeights, RandomStream.of("actor"));
    int most = tiny.batch.rows() * tiny.parameters.horizon();
    LatentBuffer buffer = new LatentBuffer(most, tiny.shape.features(), TinyModel.ACTIONS);
    Imagination.Summary summary =
        new Imagination(
                tiny.workspace,
                tiny.parameters,
                tiny.model(),
                actor,
                RandomStream.of("imagination"),
                tiny.batch.rows())
            .imagine(tiny.batch, scale, buffer);
    AgentBatch rows = new AgentBatch(buffer.size(), tiny.shape.features(), TinyModel.ACTIONS);
    for (int i = 0; i < buffer.size(); i++) {
      buffer.copy(i, rows, i);
    }
    return new Imagined(tiny, summary, rows);
  }

  @Test
  void imagine_fromEveryRow_makesAsManyStepsAsTheHorizon() {
    Imagined imagined = imagine(Map.of("horizon", 5));
    assertThat(imagined.summary().rows()).isEqualTo(5 * 12);
    assertThat(imagined.rows().rows()).isEqualTo(5 * 12);
  }

  @Test
  void imagine_fromPaddedSequences_startsAtRealRowsOnly() {
    Imagined imagined = imagine(Map.of("sequence", 12, "horizon", 2));
    assertThat(imagined.tiny().batch.valid()).isLessThan(36);
    assertThat(imagined.summary().rows()).isEqualTo(2 * imagined.tiny().batch.valid());
  }

  @Test
  void imagine_eachStep_beginsWhereTheLastOneArrived() {
    Imagined imagined = imagine(Map.of("horizon", 3));
    int step = 12 * imagined.tiny().shape.features();
    float[] from = imagined.rows().features();
    float[] to = imagined.rows().nextFeatures();
    assertThat(Arrays.copyOfRange(from, step, 3 * step))
        .containsExactly(Arrays.copyOfRange(to, 0, 2 * step));
    assertThat(Arrays.copyOfRange(from, 0, step)).isNotEqualTo(Arrays.copyOfRange(to, 0, step));
  }

  @Test
  void imagine_withNoise_actsNearTheActorAndWithinBounds() {
    Imagined exact = imagine(Map.of("exploration", 0.0, "horizon", 1));
    Imagined noisy = imagine(Map.of("exploration", 0.2, "horizon", 1));
    double square = 0;
    for (int i = 0; i < exact.rows().actions().length; i++) {
      double difference = noisy.rows().actions()[i] - exact.rows().actions()[i];
      square += difference * difference / exact.rows().actions().length;
      assertThat(noisy.rows().actions()[i]).isBetween(-1f, 1f);
    }
    assertThat(Math.sqrt(square)).isBetween(0.1, 0.3);
  }

  @Test
  void imagine_chargesLambdaTimesThePenalty() {
    Imagined free = imagine(Map.of("lambda", 0.0));
    Imagined charged = imagine(Map.of("lambda", 2.0));
    // The same draws and the same agent imagine the same states.
    assertThat(charged.rows().nextFeatures()).containsExactly(free.rows().nextFeatures());
    double paid = 0;
    for (int i = 0; i < free.rows().rows(); i++) {
      double difference = free.rows().rewards()[i] - charged.rows().rewards()[i];
      assertThat(difference).isPositive();
      paid += difference / free.rows().rows();
    }
    assertThat(paid).isCloseTo(2 * charged.summary().penalty(), within(1e-5));
    assertThat(charged.summary().reward()).isEqualTo(free.summary().reward());
  }

  @Test
  void imagine_withAnOffset_givesItBackWithEveryReward() {
    Imagined plain = imagine(new TinyModel(Map.of()), new PenaltyScale(2, 0));
    Imagined centred = imagine(new TinyModel(Map.of()), new PenaltyScale(2, 0.75));
    for (int i = 0; i < plain.rows().rows(); i++) {
      assertThat(centred.rows().rewards()[i] - plain.rows().rewards()[i])
          .isCloseTo(1.5f, within(1e-5f));
    }
  }

  @Test
  void imagine_withAGaussianActor_drawsItsActions() {
    Imagined one = imagine(Map.of("actor", ActorKind.GAUSSIAN, "exploration", 0.0));
    Imagined noisy = imagine(Map.of("actor", ActorKind.GAUSSIAN, "exploration", 5.0));
    // What noise there is comes from the actor alone.
    assertThat(noisy.rows().actions()).containsExactly(one.rows().actions());
    int rows = one.rows().rows();
    Parameters weights =
        LatentActor.layout(one.tiny().parameters, one.tiny().shape.features(), TinyModel.ACTIONS)
            .allocate(one.tiny().workspace);
    LatentActor.initialise(one.tiny().parameters, weights, RandomStream.of("actor"));
    float[] modes =
        LatentActor.gaussian(weights, one.tiny().parameters.actorLayers())
            .pass(one.tiny().workspace, rows)
            .mode(one.rows().features(), rows);
    double square = 0;
    for (int i = 0; i < modes.length; i++) {
      assertThat(one.rows().actions()[i]).isBetween(-1f, 1f);
      square += Math.pow(one.rows().actions()[i] - modes[i], 2) / modes.length;
    }
    assertThat(Math.sqrt(square)).isGreaterThan(0.2);
  }

  @Test
  void imagine_withoutPenalty_givesTheModelsReward() {
    Imagined imagined = imagine(Map.of("penalty", Penalty.NONE, "lambda", 5.0));
    WorldModel model = imagined.tiny().model();
    int rows = imagined.rows().rows();
    float[] rewards = model.reward().forward(imagined.rows().nextFeatures(), rows);
    for (int i = 0; i < rows; i++) {
      assertThat(imagined.rows().rewards()[i]).isCloseTo(rewards[i], within(1e-6f));
      assertThat(imagined.rows().continues()[i]).isEqualTo(1);
    }
  }

  @Test
  void imagine_withATerminalHead_startsNowhereThatTheTaskHasEnded() {
    Imagined imagined = imagine(Map.of("terminal", Terminal.ON, "sequence", 12, "horizon", 1));
    SequenceBatch batch = imagined.tiny().batch;
    int ends = 0;
    for (int row = 0; row < batch.rows(); row++) {
      ends += batch.mask()[row] == 1 && batch.terminals()[row] == 1 ? 1 : 0;
    }
    assertThat(ends).isPositive();
    assertThat(imagined.summary().rows()).isEqualTo(batch.valid() - ends);
  }

  @Test
  void imagine_withATerminalHead_stopsWhereTheTaskIsExpectedToEnd() {
    Imagined imagined = imagine(Map.of("terminal", Terminal.ON, "horizon", 4));
    WorldModel model = imagined.tiny().model();
    int rows = imagined.rows().rows();
    float[] logits = model.terminal().orElseThrow().forward(imagined.rows().nextFeatures(), rows);
    int ended = 0;
    for (int i = 0; i < rows; i++) {
      assertThat((double) imagined.rows().continues()[i])
          .isCloseTo(1 / (1 + Math.exp(logits[i])), within(1e-6));
      ended += logits[i] > 0 ? 1 : 0;
    }
    assertThat(ended).isPositive();
    assertThat(rows).isLessThan(4 * 12);
  }
}
