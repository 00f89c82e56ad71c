package dev.visor.nn.rssm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.nn.Activation;
import dev.visor.nn.Allocation;
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
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * Categorical states along sequences and in imagination, against a graph in double precision in
 * which a state is p + (choice − p) with the brackets constant: the straight-through estimator as
 * it is defined. The choices are those that were drawn here.
 */
class StraightThroughTest {
  private static final int GROUPS = 2;
  private static final int CLASSES = 3;
  private static final LatentShape SHAPE =
      new LatentShape(2, 4, new CategoricalState(GROUPS, CLASSES), 5, 6, 3);
  private static final int BATCH = 3;
  private static final int LENGTH = 4;
  private static final int ROWS = BATCH * LENGTH;
  private static final double BALANCE = 0.8;

  private final TinyModel tiny = new TinyModel(SHAPE);
  private final float[] embeddings = tiny.draw(ROWS * SHAPE.embedding());
  private final float[] actions = tiny.draw(ROWS * SHAPE.actions());
  private final float[] noise = new float[ROWS * GROUPS];
  private final float[] byFeatures = tiny.draw((LENGTH + 1) * BATCH * SHAPE.features());
  private final float[] toEmbeddings = new float[ROWS * SHAPE.embedding()];
  private final int[] heads = {2, 0, 2, 1};
  private final double[] losses = new double[ROWS];

  StraightThroughTest() {
    SHAPE.state().draw(tiny.random, noise, ROWS);
  }

  private static float[] part(float[] values, int t, int length) {
    return Arrays.copyOfRange(values, t * BATCH * length, (t + 1) * BATCH * length);
  }

  /** The stochastic part of some features. */
  private static float[] choices(float[] features) {
    float[] chosen = new float[BATCH * SHAPE.stoch()];
    for (int b = 0; b < BATCH; b++) {
      System.arraycopy(features, b * SHAPE.features(), chosen, b * SHAPE.stoch(), SHAPE.stoch());
    }
    return chosen;
  }

  /** ln p, and a state that was chosen, with the gradient of p. */
  private record Choice(SDVariable logs, SDVariable state) {}

  private static Choice choose(TinyModel.Plain model, SDVariable outputs, float[] chosen) {
    List<SDVariable> logs = new ArrayList<>();
    for (SDVariable group : model.ops.split(outputs, GROUPS, 1)) {
      SDVariable sum = model.ops.math().exp(group).sum(true, 1);
      logs.add(group.sub(model.ops.math().log(sum)));
    }
    SDVariable all = model.ops.concat(1, logs.toArray(new SDVariable[0]));
    SDVariable p = model.ops.math().exp(all);
    double[] rest = model.graph.value(p);
    for (int i = 0; i < rest.length; i++) {
      rest[i] = chosen[i] - rest[i];
    }
    return new Choice(all, p.add(model.graph.rows(rest, SHAPE.stoch())));
  }

  /** A copy that counts as given. */
  private static SDVariable given(TinyModel.Plain model, SDVariable values) {
    return model.graph.rows(model.graph.value(values), SHAPE.stoch());
  }

  private static SDVariable divergence(TinyModel.Plain model, SDVariable q, SDVariable p) {
    return model.ops.math().exp(q).mul(q.sub(p)).sum();
  }

  @Test
  void sequenceAndBalancedDivergence_areThoseOfTheDefinition_withTheirGradient() {
    PosteriorSequence sequence =
        new PosteriorSequence(tiny.workspace, SHAPE, tiny.weights, tiny.gradient, BATCH, LENGTH);
    PriorDivergence divergence =
        new PriorDivergence(
            tiny.workspace, SHAPE, tiny.weights, tiny.gradient, Heads.ONE, BATCH, LENGTH);
    sequence.forward(embeddings, actions, noise);
    divergence.forward(sequence, heads, losses);

    TinyModel.Plain model = new TinyModel.Plain();
    DoubleGraph graph = model.graph.with(tiny.weights);
    SDVariable[] embedded =
        model.ops.split(
            graph.variable("embeddings", embeddings, ROWS, SHAPE.embedding()), LENGTH, 0);
    SDVariable z = graph.rows(new float[BATCH * SHAPE.stoch()], SHAPE.stoch());
    SDVariable h = graph.rows(new float[BATCH * SHAPE.deter()], SHAPE.deter());
    SDVariable loss = model.ops.constant(0.0);
    double sum = 0;
    for (int t = 0; t < LENGTH; t++) {
      h = model.recurrence(z, graph.rows(part(actions, t, 2), 2), h);
      float[] features = part(sequence.features(), t, SHAPE.features());
      Choice q = choose(model, model.posteriorOutputs(h, embedded[t]), choices(features));
      z = q.state();
      SDVariable both = model.ops.concat(1, z, h);
      DoubleGraph.assertSame("features " + t, features, graph.value(both));
      SDVariable p = choose(model, model.priorOutputs(heads[t], h), choices(features)).logs();
      SDVariable toPrior = divergence(model, given(model, q.logs()), p);
      SDVariable toPosterior = divergence(model, q.logs(), given(model, p));
      sum += graph.value(toPrior)[0];
      loss =
          loss.add(graph.along(both, part(byFeatures, t, SHAPE.features()), SHAPE.features()))
              .add(toPrior.mul(BALANCE))
              .add(toPosterior.mul(1 - BALANCE));
    }
    assertThat(Arrays.stream(losses).sum()).isCloseTo(sum, within(1e-5 * (1 + sum)));

    float[] slopes = Arrays.copyOf(byFeatures, ROWS * SHAPE.features());
    float[] toPriors = new float[ROWS];
    float[] toPosterior = new float[ROWS];
    Arrays.fill(toPriors, (float) BALANCE);
    Arrays.fill(toPosterior, (float) (1 - BALANCE));
    Distributions byPosterior = Distributions.rows(SHAPE.state(), ROWS);
    divergence.backward(sequence, toPosterior, toPriors, slopes, byPosterior);
    sequence.backward(slopes, byPosterior, toEmbeddings);
    DoubleGraph.assertSame(
        "embeddings",
        toEmbeddings,
        DoubleGraph.of(graph.assertGradient(loss, tiny.gradient, "embeddings"), "embeddings"));
  }

  @Test
  void rollout_isThatOfTheDefinition_withItsGradient() {
    Layout.Builder layout = Layout.builder();
    Mlp.declare(layout, "actor", SHAPE.features(), 7, 2 * SHAPE.actions());
    Parameters weights = layout.build().allocate(tiny.workspace);
    Parameters gradient = weights.zeros();
    for (String name : weights.names()) {
      Initialiser.glorot(weights, name, 3, 3, tiny.random);
    }
    ImaginedRollout rollout =
        new ImaginedRollout(
            tiny.workspace,
            SHAPE,
            tiny.weights,
            new TanhGaussianActor(
                new Mlp(weights, "actor", 2, Activation.ELU), new Deviation.Softplus(0, 0.1f)),
            ActorInput.DETACHED,
            LENGTH,
            BATCH);
    LatentStates starts = new LatentStates(SHAPE, BATCH);
    float[] actionNoise = tiny.draw(ROWS * SHAPE.actions());
    rollout.forward(starts, actionNoise, noise, heads);

    TinyModel.Plain model = new TinyModel.Plain();
    DoubleGraph graph = model.graph.with(tiny.weights).with(weights);
    SDVariable z = graph.rows(starts.stoch(), SHAPE.stoch());
    SDVariable h = graph.rows(starts.deter(), SHAPE.deter());
    SDVariable loss = model.ops.constant(0.0);
    for (int t = 0; t < LENGTH; t++) {
      double[] seen = graph.value(model.ops.concat(1, z, h));
      SDVariable[] raw =
          model.ops.split(graph.perceptron("actor", 2, graph.rows(seen, SHAPE.features())), 2, 1);
      SDVariable std = model.ops.nn().softplus(raw[1]).add((double) 0.1f);
      SDVariable draws = graph.rows(part(actionNoise, t, 2), 2);
      SDVariable action = model.ops.math().tanh(raw[0].add(std.mul(draws)));
      h = model.recurrence(z, action, h);
      float[] features = part(rollout.features(), t + 1, SHAPE.features());
      z = choose(model, model.priorOutputs(heads[t], h), choices(features)).state();
      SDVariable both = model.ops.concat(1, z, h);
      DoubleGraph.assertSame("features " + (t + 1), features, graph.value(both));
      float[] slopes = part(byFeatures, t + 1, SHAPE.features());
      loss = loss.add(graph.along(both, slopes, SHAPE.features()));
    }
    rollout.backward(
        byFeatures,
        new float[ROWS * SHAPE.actions()],
        new float[ROWS],
        new Mlp(gradient, "actor", 2, Activation.ELU));
    graph.assertGradient(loss, gradient);
  }

  @Test
  void steps_afterTheFirst_allocateNothing() {
    PosteriorSequence sequence =
        new PosteriorSequence(tiny.workspace, SHAPE, tiny.weights, tiny.gradient, BATCH, LENGTH);
    PriorDivergence divergence =
        new PriorDivergence(
            tiny.workspace, SHAPE, tiny.weights, tiny.gradient, Heads.ONE, BATCH, LENGTH);
    Distributions byPosterior = Distributions.rows(SHAPE.state(), ROWS);
    float[] weights = tiny.draw(ROWS);
    assertThat(
            Allocation.by(
                () -> {
                  sequence.forward(embeddings, actions, noise);
                  divergence.forward(sequence, heads, losses);
                  divergence.backward(sequence, weights, weights, byFeatures, byPosterior);
                  sequence.backward(byFeatures, byPosterior, toEmbeddings);
                }))
        .isZero();
  }
}
