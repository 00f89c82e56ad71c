package dev.visor.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;

/** Actor and critics together, as soft actor-critic has them, against SameDiff in doubles. */
class SoftActorCriticTest {
  private static final int ROWS = SoftActorCritic.ROWS;
  private static final int STATES = SoftActorCritic.STATES;
  private static final int ACTIONS = SoftActorCritic.ACTIONS;

  private final Workspace workspace = new Workspace();
  private final SoftActorCritic.Batch batch = SoftActorCritic.Batch.draw(new Random(92));
  private final SoftActorCritic agent = SoftActorCritic.small(workspace);

  /** Both networks once more, as a graph. */
  private static final class Plain {
    final DoubleGraph graph = new DoubleGraph();
    final SameDiff ops = graph.graph();

    /** Actions, and the logarithm of their density. */
    record Drawn(SDVariable actions, SDVariable logDensity) {}

    Drawn act(SDVariable states, float[] noise) {
      SDVariable raw = graph.perceptron("actor", SoftActorCritic.LAYERS, states);
      SDVariable mean = graph.columns(raw, 2 * ACTIONS, 0, ACTIONS);
      SDVariable squashed = ops.math().tanh(graph.columns(raw, 2 * ACTIONS, ACTIONS, 2 * ACTIONS));
      SDVariable logStd = squashed.add(1).mul(3.5).sub(5);
      SDVariable draws = graph.rows(noise, ACTIONS);
      SDVariable actions = ops.math().tanh(mean.add(ops.math().exp(logStd).mul(draws)));
      SDVariable logDensity =
          draws
              .mul(draws)
              .mul(-0.5)
              .sub(logStd)
              .sub(0.5 * Math.log(2 * Math.PI))
              .sub(ops.math().log(actions.mul(actions).rsub(1)))
              .sum(true, 1);
      return new Drawn(actions, logDensity);
    }

    SDVariable value(String critic, SDVariable states, SDVariable actions) {
      return graph.perceptron(critic, 3, ops.concat(1, states, actions));
    }

    SDVariable lowest(String prefix, SDVariable states, SDVariable actions) {
      return ops.math()
          .min(
              value(prefix + "critic1", states, actions),
              value(prefix + "critic2", states, actions));
    }
  }

  @Test
  void criticLoss_andItsGradient_areThoseOfTheDefinition() {
    Plain target = new Plain();
    target.graph.with(agent.actorWeights).with(agent.critics.targets().parameters());
    SDVariable next = target.graph.rows(batch.nextStates(), STATES);
    Plain.Drawn drawn = target.act(next, batch.nextNoise());
    SDVariable soft =
        target
            .lowest("", next, drawn.actions())
            .sub(drawn.logDensity().mul(SoftActorCritic.TEMPERATURE));
    double[] wanted =
        target.graph.value(
            target
                .graph
                .rows(batch.rewards(), 1)
                .add(
                    soft.mul(target.graph.rows(batch.continues(), 1))
                        .mul(SoftActorCritic.DISCOUNT)));

    Plain plain = new Plain();
    plain.graph.with(agent.critics.current().parameters());
    float[] y = new float[ROWS];
    for (int i = 0; i < ROWS; i++) {
      y[i] = (float) wanted[i];
    }
    SDVariable states = plain.graph.rows(batch.states(), STATES);
    SDVariable actions = plain.graph.rows(batch.actions(), ACTIONS);
    SDVariable first = plain.value("critic1", states, actions).sub(plain.graph.rows(y, 1));
    SDVariable second = plain.value("critic2", states, actions).sub(plain.graph.rows(y, 1));
    SDVariable loss = first.mul(first).mean().add(second.mul(second).mean());
    double found = agent.criticLoss(batch);
    assertThat(found).isCloseTo(plain.graph.value(loss)[0], within(1e-5 * found));
    plain.graph.assertGradient(loss, agent.critics.gradient().parameters());
  }

  @Test
  void actorLoss_andItsGradient_areThoseOfTheDefinition() {
    Plain plain = new Plain();
    plain.graph.with(agent.actorWeights).with(agent.critics.current().parameters());
    SDVariable states = plain.graph.rows(batch.states(), STATES);
    Plain.Drawn drawn = plain.act(states, batch.noise());
    SDVariable loss =
        drawn
            .logDensity()
            .mul(SoftActorCritic.TEMPERATURE)
            .sub(plain.lowest("", states, drawn.actions()))
            .mean();
    double found = agent.actorLoss(batch);
    assertThat(found).isCloseTo(plain.graph.value(loss)[0], within(1e-5));
    plain.graph.assertGradient(loss, agent.actorGradient);
  }

  @Test
  void manyUpdatesOnOneBatch_lowerTheCriticsLoss() {
    double before = agent.criticLoss(batch);
    for (int i = 0; i < 300; i++) {
      agent.update(batch);
    }
    assertThat(agent.criticLoss(batch)).isLessThan(0.5 * before);
  }
}
