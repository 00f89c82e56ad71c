package dev.visor.nn.rssm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.visor.nn.DoubleGraph;
import dev.visor.nn.Layout;
import dev.visor.nn.Parameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * The posterior along sequences and its divergence from the priors, against their definition in
 * double precision and SameDiff's gradient of that.
 */
class PosteriorSequenceTest {
  private static final LatentShape SHAPE = TinyModel.SHAPE;
  private static final int BATCH = 3;
  private static final int LENGTH = 4;
  private static final int ROWS = BATCH * LENGTH;

  private final TinyModel tiny = new TinyModel();
  private final float[] embeddings = tiny.draw(ROWS * SHAPE.embedding());
  private final float[] actions = tiny.draw(ROWS * SHAPE.actions());
  private final float[] noise = tiny.draw(ROWS * SHAPE.stoch());
  private final float[] byFeatures = tiny.draw(ROWS * SHAPE.features());
  private final Gaussians byGaussians =
      new Gaussians(
          tiny.draw(ROWS * SHAPE.stoch()), tiny.draw(ROWS * SHAPE.stoch()), SHAPE.stoch());
  private final float[] toEmbeddings = new float[ROWS * SHAPE.embedding()];
  private final int[] heads = {2, 0, 2, 1};
  private final double[] losses = new double[ROWS];

  private final PosteriorSequence sequence =
      new PosteriorSequence(tiny.workspace, SHAPE, tiny.weights, tiny.gradient, BATCH, LENGTH);

  /** The sequence once more, as a graph. */
  private final class Plain {
    final TinyModel.Plain model = new TinyModel.Plain();
    final DoubleGraph graph = model.graph;
    final List<SDVariable> stochs = new ArrayList<>();
    final List<SDVariable> deters = new ArrayList<>();
    final List<TinyModel.Gaussian> posteriors = new ArrayList<>();

    Plain() {
      graph.with(tiny.weights);
      SDVariable[] embedded =
          model.ops.split(
              graph.variable("embeddings", embeddings, ROWS, SHAPE.embedding()), LENGTH, 0);
      SDVariable z = graph.rows(new float[BATCH * SHAPE.stoch()], SHAPE.stoch());
      SDVariable h = graph.rows(new float[BATCH * SHAPE.deter()], SHAPE.deter());
      for (int t = 0; t < LENGTH; t++) {
        SDVariable action = graph.rows(part(actions, t, SHAPE.actions()), SHAPE.actions());
        h = model.recurrence(z, action, h);
        TinyModel.Gaussian posterior = model.posterior(h, embedded[t]);
        SDVariable draws = graph.rows(part(noise, t, SHAPE.stoch()), SHAPE.stoch());
        z = posterior.mean().add(posterior.std().mul(draws));
        stochs.add(z);
        deters.add(h);
        posteriors.add(posterior);
      }
    }

    SDVariable features(int t) {
      return model.ops.concat(1, stochs.get(t), deters.get(t));
    }

    SDVariable divergence(int t, int k) {
      return posteriors.get(t).divergence(model.ops, model.prior(k, deters.get(t))).sum(true, 1);
    }

    /** Features and posteriors times their slopes. */
    SDVariable loss() {
      SDVariable loss = graph.graph().constant(0.0);
      for (int t = 0; t < LENGTH; t++) {
        TinyModel.Gaussian q = posteriors.get(t);
        loss =
            loss.add(
                    graph.along(
                        features(t), part(byFeatures, t, SHAPE.features()), SHAPE.features()))
                .add(
                    graph.along(
                        q.mean(), part(byGaussians.mean(), t, SHAPE.stoch()), SHAPE.stoch()))
                .add(
                    graph.along(q.std(), part(byGaussians.std(), t, SHAPE.stoch()), SHAPE.stoch()));
      }
      return loss;
    }
  }

  private Gaussians gaussians() {
    return (Gaussians) sequence.distributions();
  }

  private static float[] part(float[] values, int t, int length) {
    return Arrays.copyOfRange(values, t * BATCH * length, (t + 1) * BATCH * length);
  }

  @Test
  void sequence_isThatOfTheDefinition_withItsGradient() {
    Plain plain = new Plain();
    // What was there before does not matter.
    sequence.forward(toEmbeddings, actions, noise);
    sequence.forward(embeddings, actions, noise);
    for (int t = 0; t < LENGTH; t++) {
      DoubleGraph.assertSame(
          "features " + t,
          part(sequence.features(), t, SHAPE.features()),
          plain.graph.value(plain.features(t)));
      DoubleGraph.assertSame(
          "deviations " + t,
          part(gaussians().std(), t, SHAPE.stoch()),
          plain.graph.value(plain.posteriors.get(t).std()));
    }
    sequence.backward(byFeatures, byGaussians, toEmbeddings);
    assertGradient(plain, plain.loss());
  }

  private void assertGradient(Plain plain, SDVariable loss) {
    // The priors have no part in every loss: SameDiff has no gradient by them then.
    Parameters used = tiny.gradient.only(name -> !name.startsWith("prior/"));
    Map<String, double[]> expected = plain.graph.assertGradient(loss, used, "embeddings");
    DoubleGraph.assertSame("embeddings", toEmbeddings, DoubleGraph.of(expected, "embeddings"));
  }

  @ParameterizedTest
  @EnumSource(Heads.class)
  void divergence_isThatOfTheDefinition_withItsGradient(Heads which) {
    float[] weights = tiny.draw(ROWS);
    Plain plain = new Plain();
    SDVariable loss = plain.loss();
    List<SDVariable> divergences = new ArrayList<>();
    for (int t = 0; t < LENGTH; t++) {
      SDVariable sum = plain.divergence(t, which == Heads.ALL ? 0 : heads[t]);
      for (int k = 1; which == Heads.ALL && k < SHAPE.ensemble(); k++) {
        sum = sum.add(plain.divergence(t, k));
      }
      divergences.add(which == Heads.ALL ? sum.div(SHAPE.ensemble()) : sum);
      loss = loss.add(plain.graph.along(divergences.get(t), part(weights, t, 1), 1));
    }

    PriorDivergence divergence =
        new PriorDivergence(
            tiny.workspace, SHAPE, tiny.weights, tiny.gradient, which, BATCH, LENGTH);
    sequence.forward(embeddings, actions, noise);
    divergence.forward(sequence, heads, losses);
    for (int t = 0; t < LENGTH; t++) {
      double[] expected = plain.graph.value(divergences.get(t));
      for (int b = 0; b < BATCH; b++) {
        assertThat(losses[t * BATCH + b])
            .isPositive()
            .isCloseTo(expected[b], within(1e-5 * (1 + expected[b])));
      }
    }
    divergence.backward(sequence, weights, weights, byFeatures, byGaussians);
    sequence.backward(byFeatures, byGaussians, toEmbeddings);
    plain.graph.assertGradient(loss, tiny.gradient);
  }

  @Test
  void divergence_canBeBalanced() {
    float[] ones = new float[ROWS];
    Arrays.fill(ones, 1);
    float[] none = new float[ROWS];
    PriorDivergence divergence =
        new PriorDivergence(
            tiny.workspace, SHAPE, tiny.weights, tiny.gradient, Heads.ONE, BATCH, LENGTH);
    sequence.forward(embeddings, actions, noise);
    divergence.forward(sequence, heads, losses);
    float[] features = new float[ROWS * SHAPE.features()];
    Gaussians posterior = Gaussians.rows(ROWS, SHAPE.stoch());

    divergence.backward(sequence, ones, none, features, posterior);
    assertThat(features).containsOnly(0);
    assertThat(tiny.gradient.values().toArray()).containsOnly(0);
    assertThat(posterior.mean()).doesNotContain(0);
    Arrays.fill(posterior.mean(), 0);
    Arrays.fill(posterior.std(), 0);

    divergence.backward(sequence, none, ones, features, posterior);
    assertThat(posterior.mean()).containsOnly(0);
    assertThat(posterior.std()).containsOnly(0);
    assertThat(tiny.gradient.get("prior/out/bias")).doesNotContain(0);
    for (int row = 0; row < ROWS; row++) {
      int from = row * SHAPE.features();
      assertThat(Arrays.copyOfRange(features, from, from + SHAPE.stoch())).containsOnly(0);
      assertThat(features[from + SHAPE.stoch()]).isNotZero();
    }
  }

  @Test
  void filter_takesTheSameSteps() {
    StateFilter filter = new StateFilter(tiny.workspace, SHAPE, tiny.weights, BATCH + 2);
    LatentStates states = new LatentStates(SHAPE, BATCH);
    sequence.forward(embeddings, actions, noise);
    float[] features = new float[BATCH * SHAPE.features()];
    for (int t = 0; t < LENGTH; t++) {
      filter.step(
          states,
          part(actions, t, SHAPE.actions()),
          part(embeddings, t, SHAPE.embedding()),
          part(noise, t, SHAPE.stoch()),
          BATCH);
      states.features(features, BATCH);
      assertThat(features)
          .containsExactly(part(sequence.features(), t, SHAPE.features()), within(1e-5f));
      assertThat(Arrays.copyOf(((Gaussians) filter.posterior()).mean(), BATCH * SHAPE.stoch()))
          .containsExactly(part(gaussians().mean(), t, SHAPE.stoch()), within(1e-5f));
    }
  }

  @Test
  void whatIsNotANumber_staysInItsSequence_fromItsTimeOn() {
    sequence.forward(embeddings, actions, noise);
    float[] clean = sequence.features().clone();
    // Time 1 of sequence 2.
    embeddings[(BATCH + 2) * SHAPE.embedding()] = Float.NaN;
    sequence.forward(embeddings, actions, noise);
    for (int row = 0; row < ROWS; row++) {
      int from = row * SHAPE.features();
      float[] found = Arrays.copyOfRange(sequence.features(), from, from + SHAPE.features());
      boolean reached = row % BATCH == 2 && row / BATCH >= 1;
      if (reached) {
        assertThat(Arrays.copyOf(found, SHAPE.stoch())).containsOnly(Float.NaN);
      } else {
        assertThat(found).containsExactly(Arrays.copyOfRange(clean, from, from + found.length));
      }
    }
  }

  @Test
  void sameNumbers_giveTheSameBits() {
    Parameters other = tiny.weights.zeros();
    PosteriorSequence twin =
        new PosteriorSequence(tiny.workspace, SHAPE, tiny.weights, other, BATCH, LENGTH);
    for (PosteriorSequence each : List.of(sequence, twin)) {
      each.forward(embeddings, actions, noise);
      each.backward(byFeatures, byGaussians, toEmbeddings);
    }
    assertThat(other.values().toArray()).containsExactly(tiny.gradient.values().toArray());
  }

  @Test
  void shapes_thatDoNotFit_areRefused() {
    assertThatThrownBy(
            () -> new LatentShape(2, 4, SHAPE.state(), 0, 6, 3).declare(Layout.builder()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("lengths 2, 4, 3, 0, 6 and 3 heads");
    assertThatThrownBy(() -> new Gaussians(new float[4], new float[6], 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("4 means and 6 deviations");
    assertThatThrownBy(() -> sequence.forward(actions, actions, noise))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("24 values of embeddings, where 12 rows of 4 are needed");
    PriorDivergence divergence =
        new PriorDivergence(
            tiny.workspace, SHAPE, tiny.weights, tiny.gradient, Heads.ONE, BATCH, LENGTH);
    for (int[] wrong : List.of(new int[] {0, 1, 2}, new int[] {0, 1, 2, 3})) {
      assertThatThrownBy(() -> divergence.forward(sequence, wrong, losses))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("4 time steps need one each from 0 to 2");
    }
    StateFilter filter = new StateFilter(tiny.workspace, SHAPE, tiny.weights, BATCH);
    LatentStates states = new LatentStates(SHAPE, BATCH + 1);
    assertThatThrownBy(() -> filter.step(states, actions, embeddings, noise, BATCH + 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("room for 1 to 3");
  }
}
