package dev.visor.plugin.lompo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.api.Profile;
import dev.visor.api.RandomStream;
import dev.visor.nn.Parameters;
import dev.visor.nn.Team;
import dev.visor.nn.Workspace;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ActorCriticTest {
  private static final int FEATURES = 6;
  private static final int ACTIONS = 2;
  private static final int ROWS = 10;

  private final LompoParameters parameters =
      Vary.of(
          LompoParameters.defaults(Profile.SMOKE, Penalty.NONE, true),
          Map.of(
              "realRows", 6,
              "imaginedRows", 4,
              "actorLayers", 2,
              "actorUnits", 5,
              "criticLayers", 2,
              "criticUnits", 7,
              "targetsCopied", false,
              "preTanhWeight", 0.3));

  private final Workspace workspace = new Workspace();

  private static Parameters copy(Parameters original) {
    Parameters copy = original.zeros();
    copy.set(original);
    return copy;
  }

  private final LompoParameters soft =
      Vary.of(
          parameters,
          Map.of("actor", ActorKind.GAUSSIAN, "initialTemperature", 0.4, "targetEntropy", -0.7));

  private ActorCritic agent() {
    return agent(parameters);
  }

  private ActorCritic agent(LompoParameters of) {
    return new ActorCritic(workspace, new Team(1), of, FEATURES, ACTIONS, RandomStream.of("agent"));
  }

  private static AgentBatch batch() {
    RandomStream random = RandomStream.of("batch");
    AgentBatch batch = new AgentBatch(ROWS, FEATURES, ACTIONS);
    Noise.fill(random, batch.features(), batch.features().length);
    Noise.fill(random, batch.actions(), batch.actions().length);
    Noise.fill(random, batch.nextFeatures(), batch.nextFeatures().length);
    Noise.fill(random, batch.rewards(), ROWS);
    Noise.fill(random, batch.noise(), batch.noise().length);
    Noise.fill(random, batch.nextNoise(), batch.nextNoise().length);
    for (int i = 0; i < ROWS; i++) {
      batch.continues()[i] = i == 3 ? 0 : 1;
    }
    return batch;
  }

  /** The agent's losses once more, as a SameDiff graph in double precision. */
  private static final class Oracle {
    private final SameDiff graph = SameDiff.create();
    private final AgentBatch batch;
    private final Map<String, SDVariable> weights = new HashMap<>();

    Oracle(AgentBatch batch) {
      this.batch = batch;
    }

    Oracle with(String prefix, Parameters tensors) {
      for (String name : tensors.names()) {
        weights.put(
            prefix + name,
            graph.var(prefix + name, doubles(tensors.get(name), tensors.shape(name))));
      }
      return this;
    }

    SDVariable constant(float[] values, int columns) {
      return graph.constant(doubles(values, values.length / columns, columns));
    }

    SDVariable network(String name, int layers, SDVariable x) {
      SDVariable y = x;
      for (int i = 0; i < layers; i++) {
        y =
            y.mmul(weights.get(name + "/" + i + "/kernel"))
                .add(weights.get(name + "/" + i + "/bias"));
        if (i + 1 < layers) {
          y = graph.nn().elu(y);
        }
      }
      return y;
    }

    SDVariable lower(String prefix, SDVariable features, SDVariable action) {
      SDVariable input = graph.concat(1, features, action);
      return graph
          .math()
          .min(network(prefix + "critic1", 3, input), network(prefix + "critic2", 3, input));
    }

    /** How far both critics are from what they should say of the batch's own actions. */
    SDVariable criticLoss(INDArray wanted) {
      SDVariable input =
          graph.concat(1, constant(batch.features(), FEATURES), constant(batch.actions(), ACTIONS));
      SDVariable y = graph.constant(wanted);
      SDVariable first = network("critic1", 3, input).sub(y);
      SDVariable second = network("critic2", 3, input).sub(y);
      return first.mul(first).mean().add(second.mul(second).mean());
    }

    SDVariable policy(SDVariable features) {
      return graph.math().tanh(network("actor", 3, features));
    }

    /** Draws and their log-densities, by the formula of Haarnoja et al. 2018, appendix C. */
    record Draw(SDVariable actions, SDVariable logDensities) {}

    Draw draw(SDVariable features, float[] draws) {
      SDVariable noise = constant(draws, ACTIONS);
      SDVariable both = network("actor", 3, features);
      SDVariable mean = both.mmul(half(0));
      SDVariable logDeviation = both.mmul(half(ACTIONS));
      SDVariable action = graph.math().tanh(mean.add(graph.math().exp(logDeviation).mul(noise)));
      SDVariable gaussian =
          graph.math().square(noise).mul(-0.5).sub(logDeviation).sub(0.5 * Math.log(2 * Math.PI));
      SDVariable slope = graph.math().log(graph.math().square(action).neg().add(1.0));
      return new Draw(action, gaussian.sub(slope).sum(true, 1));
    }

    /** Picks as many columns as an action has values. */
    private SDVariable half(int from) {
      float[] picks = new float[2 * ACTIONS * ACTIONS];
      for (int i = 0; i < ACTIONS; i++) {
        picks[(from + i) * ACTIONS + i] = 1;
      }
      return constant(picks, ACTIONS);
    }

    SDVariable softWanted(double temperature) {
      SDVariable next = constant(batch.nextFeatures(), FEATURES);
      Draw draw = draw(next, batch.nextNoise());
      SDVariable value =
          lower("target/", next, draw.actions()).sub(draw.logDensities().mul(temperature));
      return constant(batch.rewards(), 1).add(value.mul(constant(batch.continues(), 1)).mul(0.99));
    }

    SDVariable wanted() {
      SDVariable next = constant(batch.nextFeatures(), FEATURES);
      SDVariable value = lower("target/", next, policy(next));
      return constant(batch.rewards(), 1).add(value.mul(constant(batch.continues(), 1)).mul(0.99));
    }

    Map<String, INDArray> gradient(SDVariable loss, Parameters by) {
      loss.rename("loss");
      graph.setLossVariables("loss");
      try (QuietOutput quiet = new QuietOutput()) {
        return graph.calculateGradients(Map.of(), by.names().toArray(new String[0]));
      }
    }

    double value(SDVariable variable) {
      return variable.eval().getDouble(0);
    }

    private static INDArray doubles(float[] values, int... shape) {
      double[] converted = new double[values.length];
      for (int i = 0; i < values.length; i++) {
        converted[i] = values[i];
      }
      return Nd4j.create(converted, Arrays.stream(shape).asLongStream().toArray(), DataType.DOUBLE);
    }
  }

  private static void assertSame(Parameters actual, Map<String, INDArray> expected) {
    for (String name : actual.names()) {
      double[] exact = expected.get(name).dup('c').data().asDouble();
      for (int i = 0; i < exact.length; i++) {
        assertThat((double) actual.get(name)[i])
            .as("%s[%d]", name, i)
            .isCloseTo(exact[i], within(1e-5));
      }
    }
  }

  @Test
  void update_hasTheCriticsLossAndGradientOfTheDefinition() {
    AgentBatch batch = batch();
    ActorCritic agent = agent();
    Oracle values =
        new Oracle(batch)
            .with("", agent.actorWeights())
            .with("", agent.criticWeights())
            .with("target/", agent.targetWeights());
    INDArray wanted = values.wanted().eval();

    Oracle oracle = new Oracle(batch).with("", agent.criticWeights());
    SDVariable loss = oracle.criticLoss(wanted);
    double expected = oracle.value(loss);
    Map<String, INDArray> gradient = oracle.gradient(loss, agent.criticWeights());

    AgentLosses losses = agent.update(batch);
    assertThat(losses.critic()).isCloseTo(expected, within(1e-5));
    assertThat(losses.target()).isCloseTo(wanted.meanNumber().doubleValue(), within(1e-5));
    assertSame(agent.criticGradient(), gradient);
  }

  @Test
  void update_hasTheActorsLossAndGradientOfTheDefinition() {
    AgentBatch batch = batch();
    ActorCritic agent = agent();
    Parameters before = copy(agent.actorWeights());
    AgentLosses losses = agent.update(batch);

    // The actor follows the critics as this update has left them.
    Oracle oracle = new Oracle(batch).with("", before).with("", agent.criticWeights());
    SDVariable features = oracle.constant(batch.features(), FEATURES);
    SDVariable raw = oracle.network("actor", 3, features);
    SDVariable loss =
        raw.mul(raw)
            .mean()
            .mul(0.3)
            .sub(oracle.lower("", features, oracle.policy(features)).mean());
    assertThat(losses.actor()).isCloseTo(oracle.value(loss), within(1e-5));
    assertSame(agent.actorGradient(), oracle.gradient(loss, before));
  }

  @Test
  void update_ofAGaussianActor_hasTheTargetOfSoftActorCritic() {
    AgentBatch batch = batch();
    ActorCritic agent = agent(soft);
    INDArray wanted =
        new Oracle(batch)
            .with("", agent.actorWeights())
            .with("target/", agent.targetWeights())
            .softWanted(0.4)
            .eval();
    Oracle oracle = new Oracle(batch).with("", agent.criticWeights());
    SDVariable loss = oracle.criticLoss(wanted);
    Map<String, INDArray> gradient = oracle.gradient(loss, agent.criticWeights());

    AgentLosses losses = agent.update(batch);
    assertThat(losses.target()).isCloseTo(wanted.meanNumber().doubleValue(), within(1e-5));
    assertSame(agent.criticGradient(), gradient);
  }

  @Test
  void update_ofAGaussianActor_hasTheLossAndGradientOfSoftActorCritic() {
    AgentBatch batch = batch();
    ActorCritic agent = agent(soft);
    Parameters before = copy(agent.actorWeights());
    AgentLosses losses = agent.update(batch);

    Oracle oracle = new Oracle(batch).with("", before).with("", agent.criticWeights());
    SDVariable features = oracle.constant(batch.features(), FEATURES);
    Oracle.Draw draw = oracle.draw(features, batch.noise());
    SDVariable entropy = draw.logDensities().mean().neg();
    SDVariable value = oracle.lower("", features, draw.actions()).mean();
    SDVariable loss = entropy.mul(-0.4).sub(value);
    assertThat(losses.actor()).isCloseTo(oracle.value(loss), within(1e-5));
    assertThat(losses.entropy()).isCloseTo(oracle.value(entropy), within(1e-5));
    assertThat(losses.temperature()).isCloseTo(0.4, within(1e-6));
    assertSame(agent.actorGradient(), oracle.gradient(loss, before));
  }

  @Test
  void temperature_risesBelowTheWantedEntropy_andFallsAboveIt() {
    for (double wanted : new double[] {-50, 50}) {
      ActorCritic agent = agent(Vary.of(soft, Map.of("targetEntropy", wanted)));
      float before = agent.temperature().orElseThrow().value();
      agent.update(batch());
      float after = agent.temperature().orElseThrow().value();
      assertThat(Math.signum(after - before)).isEqualTo((float) Math.signum(wanted));
    }
  }

  @Test
  void aDeterministicActor_hasNoTemperature() {
    AgentLosses losses = agent().update(batch());
    assertThat(agent().temperature()).isEmpty();
    assertThat(losses.entropy()).isZero();
    assertThat(losses.temperature()).isZero();
  }

  @Test
  void update_movesTargetsTheirPartOfTheWay() {
    ActorCritic agent = agent();
    Parameters before = copy(agent.targetWeights());
    agent.update(batch());
    float[] from = before.get("critic1/0/kernel");
    float[] to = agent.criticWeights().get("critic1/0/kernel");
    float[] now = agent.targetWeights().get("critic1/0/kernel");
    for (int i = 0; i < now.length; i++) {
      assertThat(now[i]).isCloseTo(from[i] + 0.01f * (to[i] - from[i]), within(1e-6f));
    }
  }

  @Test
  void targets_startAsCopiesOrNot() {
    ActorCritic own = agent();
    assertThat(own.targetWeights().get("critic1/0/kernel"))
        .isNotEqualTo(own.criticWeights().get("critic1/0/kernel"));
    ActorCritic copied =
        new ActorCritic(
            workspace,
            new Team(1),
            Vary.of(parameters, Map.of("targetsCopied", true)),
            FEATURES,
            ACTIONS,
            RandomStream.of("agent"));
    for (String name : copied.criticWeights().names()) {
      assertThat(copied.targetWeights().get(name))
          .containsExactly(copied.criticWeights().get(name));
    }
    assertThat(copied.criticWeights().get("critic1/0/kernel"))
        .isNotEqualTo(copied.criticWeights().get("critic2/0/kernel"));
  }

  @Test
  void update_manyTimesOnOneBatch_fitsItsRewards() {
    ActorCritic agent =
        new ActorCritic(
            workspace,
            new Team(1),
            Vary.of(parameters, Map.of("discount", 0.0, "criticRate", 0.01, "criticUnits", 32)),
            FEATURES,
            ACTIONS,
            RandomStream.of("agent"));
    AgentBatch batch = batch();
    double first = agent.update(batch).critic();
    double last = first;
    for (int i = 0; i < 500; i++) {
      last = agent.update(batch).critic();
    }
    assertThat(last).isLessThan(0.01 * first);
  }

  @ParameterizedTest
  @EnumSource(ActorKind.class)
  void threadsThatShareABatch_findTheGradientsOfOne(ActorKind kind) {
    LompoParameters same = Vary.of(soft, Map.of("actor", kind));
    ActorCritic alone = agent(same);
    try (Team team = new Team(3)) {
      ActorCritic shared =
          new ActorCritic(workspace, team, same, FEATURES, ACTIONS, RandomStream.of("agent"));
      AgentLosses expected = alone.update(batch());
      AgentLosses losses = shared.update(batch());
      assertThat(losses.critic()).isCloseTo(expected.critic(), within(1e-5));
      assertThat(losses.actor()).isCloseTo(expected.actor(), within(1e-5));
      assertThat(losses.value()).isCloseTo(expected.value(), within(1e-5));
      assertThat(losses.entropy()).isCloseTo(expected.entropy(), within(1e-5));
      assertThat(losses.saturation()).isEqualTo(expected.saturation());
      assertClose(alone.criticGradient(), shared.criticGradient());
      assertClose(alone.actorGradient(), shared.actorGradient());
    }
  }

  private static void assertClose(Parameters expected, Parameters actual) {
    float[] exact = expected.values().toArray();
    float[] found = actual.values().toArray();
    for (int i = 0; i < exact.length; i++) {
      assertThat(found[i]).isCloseTo(exact[i], within(1e-5f));
    }
  }

  @ParameterizedTest
  @EnumSource(ActorKind.class)
  void restore_ofWhatWasSaved_goesOnWithTheSameBits(ActorKind kind) throws IOException {
    LompoParameters same = Vary.of(soft, Map.of("actor", kind));
    ActorCritic agent = agent(same);
    agent.update(batch());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    agent.save(new DataOutputStream(out));
    ActorCritic other =
        new ActorCritic(
            workspace, new Team(1), same, FEATURES, ACTIONS, RandomStream.of("another"));
    other.restore(new DataInputStream(new ByteArrayInputStream(out.toByteArray())));
    assertThat(other.update(batch())).isEqualTo(agent.update(batch()));
  }
}
