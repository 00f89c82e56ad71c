package dev.visor.nn.rssm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.visor.nn.Activation;
import dev.visor.nn.Actor;
import dev.visor.nn.DeterministicActor;
import dev.visor.nn.Deviation;
import dev.visor.nn.DoubleGraph;
import dev.visor.nn.Initialiser;
import dev.visor.nn.Layout;
import dev.visor.nn.Mlp;
import dev.visor.nn.Parameters;
import dev.visor.nn.TanhGaussianActor;
import dev.visor.nn.rssm.ImaginedRollout.ActorInput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.autodiff.samediff.SDVariable;

/** Imagination against its definition in double precision, and SameDiff's gradient of that. */
class ImaginedRolloutTest {
  private static final LatentShape SHAPE = TinyModel.SHAPE;
  private static final int HORIZON = 4;
  private static final int ROWS = 5;
  private static final int ALL = HORIZON * ROWS;
  private static final int LAYERS = 2;

  private final TinyModel tiny = new TinyModel();
  private final LatentStates starts = new LatentStates(SHAPE, ROWS);
  private final float[] actionNoise = tiny.draw(ALL * SHAPE.actions());
  private final float[] stateNoise = tiny.draw(ALL * SHAPE.stoch());
  private final float[] byFeatures = tiny.draw((HORIZON + 1) * ROWS * SHAPE.features());
  private final float[] byActions = tiny.draw(ALL * SHAPE.actions());
  private final float[] byLogDensities = tiny.draw(ALL);
  private final int[] heads = new int[ALL];

  ImaginedRolloutTest() {
    System.arraycopy(tiny.draw(starts.stoch().length), 0, starts.stoch(), 0, ROWS * SHAPE.stoch());
    float[] deter = tiny.draw(starts.deter().length);
    for (int i = 0; i < deter.length; i++) {
      starts.deter()[i] = (float) Math.tanh(deter[i]);
    }
    for (int i = 0; i < heads.length; i++) {
      heads[i] = tiny.random.nextInt(SHAPE.ensemble());
    }
    // A head that no row has, and one that all have.
    Arrays.fill(heads, ROWS, 2 * ROWS, 1);
  }

  private enum Kind {
    DETERMINISTIC(1) {
      @Override
      Actor actor(Mlp network) {
        return new DeterministicActor(network);
      }
    },
    TANH_GAUSSIAN(2) {
      @Override
      Actor actor(Mlp network) {
        return new TanhGaussianActor(network, Deviation.Softplus.startingAt(1, 0.1f));
      }
    };

    private final int outputs;

    Kind(int outputs) {
      this.outputs = outputs;
    }

    abstract Actor actor(Mlp network);
  }

  /** An actor of a kind, and its gradient. */
  private final class Learner {
    final Parameters weights;
    final Parameters gradient;
    final Actor actor;
    final Mlp gradientNetwork;

    Learner(Kind kind) {
      Layout.Builder layout = Layout.builder();
      Mlp.declare(layout, "actor", SHAPE.features(), 7, kind.outputs * SHAPE.actions());
      weights = layout.build().allocate(tiny.workspace);
      gradient = weights.zeros();
      for (String name : weights.names()) {
        Initialiser.glorot(weights, name, 3, 3, tiny.random);
      }
      actor = kind.actor(new Mlp(weights, "actor", LAYERS, Activation.ELU));
      gradientNetwork = new Mlp(gradient, "actor", LAYERS, Activation.ELU);
    }

    ImaginedRollout rollout(ActorInput input) {
      return new ImaginedRollout(tiny.workspace, SHAPE, tiny.weights, actor, input, HORIZON, ROWS);
    }
  }

  /** The rollout once more, as a graph. */
  private final class Plain {
    final TinyModel.Plain model = new TinyModel.Plain();
    final DoubleGraph graph = model.graph;
    final List<SDVariable> features = new ArrayList<>();
    final List<SDVariable> actions = new ArrayList<>();
    final List<SDVariable> logDensities = new ArrayList<>();

    /**
     * @param seen what the actor sees at each time, or nothing where it sees the features
     */
    Plain(Kind kind, Learner learner, List<double[]> seen) {
      graph.with(tiny.weights).with(learner.weights);
      SDVariable z = graph.rows(starts.stoch(), SHAPE.stoch());
      SDVariable h = graph.rows(starts.deter(), SHAPE.deter());
      features.add(model.ops.concat(1, z, h));
      for (int t = 0; t < HORIZON; t++) {
        SDVariable input =
            seen.isEmpty() ? features.get(t) : graph.rows(seen.get(t), SHAPE.features());
        act(kind, input, part(actionNoise, t, SHAPE.actions()));
        h = model.recurrence(z, actions.get(t), h);
        z = sample(t, h);
        features.add(model.ops.concat(1, z, h));
      }
    }

    private void act(Kind kind, SDVariable input, float[] noise) {
      SDVariable raw = graph.perceptron("actor", LAYERS, input);
      if (kind == Kind.DETERMINISTIC) {
        actions.add(model.ops.math().tanh(raw));
        return;
      }
      SDVariable[] parts = model.ops.split(raw, 2, 1);
      SDVariable std =
          model.ops.nn().softplus(parts[1].add(Math.log(Math.expm1(1)))).add((double) 0.1f);
      SDVariable draws = graph.rows(noise, SHAPE.actions());
      SDVariable action = model.ops.math().tanh(parts[0].add(std.mul(draws)));
      SDVariable slope = action.mul(action).rsub(1);
      actions.add(action);
      logDensities.add(
          draws
              .mul(draws)
              .mul(-0.5)
              .sub(model.ops.math().log(std))
              .sub(0.5 * Math.log(2 * Math.PI))
              .sub(model.ops.math().log(slope))
              .sum(true, 1));
    }

    /** Every head predicts, and ones and zeros choose. */
    private SDVariable sample(int t, SDVariable h) {
      SDVariable noise = graph.rows(part(stateNoise, t, SHAPE.stoch()), SHAPE.stoch());
      SDVariable chosen = graph.rows(new float[ROWS * SHAPE.stoch()], SHAPE.stoch());
      for (int k = 0; k < SHAPE.ensemble(); k++) {
        float[] mask = new float[ROWS];
        for (int row = 0; row < ROWS; row++) {
          mask[row] = heads[t * ROWS + row] == k ? 1 : 0;
        }
        TinyModel.Gaussian prior = model.prior(k, h);
        SDVariable drawn = prior.mean().add(prior.std().mul(noise));
        chosen = chosen.add(drawn.mul(graph.rows(mask, 1)));
      }
      return chosen;
    }

    SDVariable loss() {
      SDVariable loss =
          graph.along(features.get(0), part(byFeatures, 0, SHAPE.features()), SHAPE.features());
      for (int t = 0; t < HORIZON; t++) {
        float[] slopes = part(byFeatures, t + 1, SHAPE.features());
        loss = loss.add(graph.along(features.get(t + 1), slopes, SHAPE.features()));
        slopes = part(byActions, t, SHAPE.actions());
        loss = loss.add(graph.along(actions.get(t), slopes, SHAPE.actions()));
        if (!logDensities.isEmpty()) {
          loss = loss.add(graph.along(logDensities.get(t), part(byLogDensities, t, 1), 1));
        }
      }
      return loss;
    }
  }

  private static float[] part(float[] values, int t, int length) {
    return Arrays.copyOfRange(values, t * ROWS * length, (t + 1) * ROWS * length);
  }

  private void assertForward(Plain plain, ImaginedRollout rollout, Kind kind) {
    for (int t = 0; t < HORIZON; t++) {
      DoubleGraph.assertSame(
          "features " + t,
          part(rollout.features(), t + 1, SHAPE.features()),
          plain.graph.value(plain.features.get(t + 1)));
      DoubleGraph.assertSame(
          "actions " + t,
          part(rollout.actions(), t, SHAPE.actions()),
          plain.graph.value(plain.actions.get(t)));
      if (kind == Kind.TANH_GAUSSIAN) {
        DoubleGraph.assertSame(
            "ln π " + t,
            part(rollout.logDensities(), t, 1),
            plain.graph.value(plain.logDensities.get(t)));
      }
    }
  }

  static Stream<Arguments> kindsAndInputs() {
    return Stream.of(Kind.values())
        .flatMap(kind -> Stream.of(ActorInput.values()).map(input -> Arguments.of(kind, input)));
  }

  @ParameterizedTest
  @MethodSource("kindsAndInputs")
  void rollout_isThatOfTheDefinition_withItsGradient(Kind kind, ActorInput input) {
    Learner learner = new Learner(kind);
    ImaginedRollout rollout = learner.rollout(input);
    Plain plain = new Plain(kind, learner, List.of());
    if (input == ActorInput.DETACHED) {
      List<double[]> seen = plain.features.stream().map(plain.graph::value).toList();
      plain = new Plain(kind, learner, seen);
    }
    // What was there before does not matter.
    rollout.forward(starts, stateNoise, actionNoiseAsStates(), heads);
    rollout.backward(byFeatures, byActions, byLogDensities, learner.gradientNetwork);
    learner.gradient.clear();

    rollout.forward(starts, actionNoise, stateNoise, heads);
    assertForward(plain, rollout, kind);
    rollout.backward(byFeatures, byActions, byLogDensities, learner.gradientNetwork);
    plain.graph.assertGradient(plain.loss(), learner.gradient);
  }

  private float[] actionNoiseAsStates() {
    return Arrays.copyOf(actionNoise, stateNoise.length);
  }

  /** All that is imagined times the slopes, summed. */
  private double loss(ImaginedRollout rollout) {
    rollout.forward(starts, actionNoise, stateNoise, heads);
    return along(rollout.features(), byFeatures)
        + along(rollout.actions(), byActions)
        + along(rollout.logDensities(), byLogDensities);
  }

  private static double along(float[] values, float[] slopes) {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += (double) values[i] * slopes[i];
    }
    return sum;
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void gradient_alongADirection_isTheDifferenceOfNearRollouts(Kind kind) {
    Learner learner = new Learner(kind);
    ImaginedRollout rollout = learner.rollout(ActorInput.CONNECTED);
    loss(rollout);
    rollout.backward(byFeatures, byActions, byLogDensities, learner.gradientNetwork);
    float step = 2e-3f;
    for (String name : learner.weights.names()) {
      float[] before = learner.weights.get(name);
      float[] direction = tiny.draw(before.length);
      float[] moved = new float[before.length];
      double[] found = new double[2];
      for (int side = 0; side < 2; side++) {
        for (int i = 0; i < before.length; i++) {
          moved[i] = before[i] + (side == 0 ? step : -step) * direction[i];
        }
        learner.weights.set(name, moved);
        found[side] = loss(rollout);
      }
      learner.weights.set(name, before);
      double expected = (found[0] - found[1]) / (2 * step);
      double actual = along(learner.gradient.get(name), direction);
      assertThat(actual).as(name).isCloseTo(expected, within(0.01 * (1 + Math.abs(expected))));
    }
  }

  @Test
  void oneHeadForAStep_isThatHeadForAllItsRows() {
    int[] shared = {2, 0, 1, 1};
    int[] each = new int[ALL];
    for (int i = 0; i < ALL; i++) {
      each[i] = shared[i / ROWS];
    }
    ImaginedRollout rollout = new Learner(Kind.TANH_GAUSSIAN).rollout(ActorInput.CONNECTED);
    rollout.forward(starts, actionNoise, stateNoise, shared);
    float[] features = rollout.features().clone();
    rollout.forward(starts, actionNoise, stateNoise, each);
    assertThat(rollout.features()).containsExactly(features);
  }

  @Test
  void rollout_takesTheStepsOfFilterAndEnsemble() {
    Learner learner = new Learner(Kind.DETERMINISTIC);
    ImaginedRollout rollout = learner.rollout(ActorInput.CONNECTED);
    rollout.forward(starts, actionNoise, stateNoise, heads);
    Recurrence recurrence = new Recurrence(tiny.workspace, SHAPE, tiny.weights, ROWS);
    PriorEnsemble ensemble = new PriorEnsemble(tiny.workspace, SHAPE, tiny.weights, ROWS);
    recurrence.step(starts, part(rollout.actions(), 0, SHAPE.actions()), ROWS);
    ensemble.forward(starts, ROWS);
    float[] features = part(rollout.features(), 1, SHAPE.features());
    for (int row = 0; row < ROWS; row++) {
      Gaussians prior = ensemble.priors().get(heads[row]);
      for (int i = 0; i < SHAPE.stoch(); i++) {
        int at = row * SHAPE.stoch() + i;
        assertThat(features[row * SHAPE.features() + i])
            .isCloseTo(prior.mean()[at] + prior.std()[at] * stateNoise[at], within(1e-5f));
      }
    }
  }

  @Test
  void whatIsNotANumber_staysInItsRow() {
    ImaginedRollout rollout = new Learner(Kind.TANH_GAUSSIAN).rollout(ActorInput.CONNECTED);
    rollout.forward(starts, actionNoise, stateNoise, heads);
    float[] clean = rollout.features().clone();
    starts.stoch()[2 * SHAPE.stoch()] = Float.NaN;
    rollout.forward(starts, actionNoise, stateNoise, heads);
    for (int t = 1; t <= HORIZON; t++) {
      for (int row = 0; row < ROWS; row++) {
        int from = (t * ROWS + row) * SHAPE.features();
        float[] found = Arrays.copyOfRange(rollout.features(), from, from + SHAPE.features());
        if (row == 2) {
          assertThat(found).containsOnly(Float.NaN);
        } else {
          assertThat(found)
              .containsExactly(Arrays.copyOfRange(clean, from, from + SHAPE.features()));
        }
      }
    }
  }

  @Test
  void shapes_thatDoNotFit_areRefused() {
    Learner learner = new Learner(Kind.DETERMINISTIC);
    Layout.Builder layout = Layout.builder();
    Mlp.declare(layout, "actor", 3, 2);
    Actor narrow =
        new DeterministicActor(
            new Mlp(layout.build().allocate(tiny.workspace), "actor", 1, Activation.ELU));
    assertThatThrownBy(
            () ->
                new ImaginedRollout(
                    tiny.workspace, SHAPE, tiny.weights, narrow, ActorInput.DETACHED, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an actor from 3 values to 2, where features have 8 and actions 2");
    ImaginedRollout rollout = learner.rollout(ActorInput.DETACHED);
    assertThatThrownBy(() -> rollout.forward(starts, actionNoise, actionNoise, heads))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("noise of states");
    assertThatThrownBy(() -> rollout.forward(starts, actionNoise, stateNoise, new int[] {0, 1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("heads [0, 1], where 4 steps need one each from 0 to 2");
    assertThatThrownBy(
            () -> rollout.forward(starts, actionNoise, stateNoise, new int[] {0, 1, 3, 0}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> rollout.backward(byActions, byActions, byActions, learner.gradientNetwork))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("gradient by features");
  }
}
