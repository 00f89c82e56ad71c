package dev.visor.nn.rssm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.nn.Deviation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Disagreement against its definition, and its gradient against differences. */
class DisagreementTest {
  private static final int ROWS = 3;

  private static LatentShape shape(StochasticState state) {
    return new LatentShape(2, 4, state, 5, 6, 3);
  }

  static Stream<Arguments> statesAndKinds() {
    List<Arguments> all = new ArrayList<>();
    for (Disagreement.Kind kind : Disagreement.Kind.values()) {
      all.add(Arguments.of(new CategoricalState(2, 3), kind));
      all.add(Arguments.of(new GaussianState(4, new Deviation.Softplus(0, 0.1f)), kind));
    }
    return all.stream();
  }

  /** By the definition, from the heads' own distributions. */
  private static double expected(
      TinyModel tiny, LatentShape shape, Disagreement.Kind kind, float[] features, int row) {
    PriorEnsemble ensemble = new PriorEnsemble(tiny.workspace, shape, tiny.weights, 1);
    LatentStates states = new LatentStates(shape, 1);
    int from = row * shape.features();
    System.arraycopy(features, from, states.stoch(), 0, shape.stoch());
    System.arraycopy(features, from + shape.stoch(), states.deter(), 0, shape.deter());
    ensemble.forward(states, 1);
    return switch (kind) {
      case MEAN -> distance(ensemble.distributions(), shape.stoch());
      case LOG_DENSITY -> deviation(ensemble.distributions(), states);
    };
  }

  /** 1/K Σ ‖m_k − m̄‖. */
  private static double distance(List<Distributions> heads, int size) {
    float[] means = new float[heads.size() * size];
    double[] mean = new double[size];
    for (int k = 0; k < heads.size(); k++) {
      heads.get(k).mean(0, means, k * size);
      for (int i = 0; i < size; i++) {
        mean[i] += means[k * size + i] / heads.size();
      }
    }
    double sum = 0;
    for (int k = 0; k < heads.size(); k++) {
      double square = 0;
      for (int i = 0; i < size; i++) {
        square += Math.pow(means[k * size + i] - mean[i], 2);
      }
      sum += Math.sqrt(square);
    }
    return sum / heads.size();
  }

  private static double deviation(List<Distributions> heads, LatentStates states) {
    double mean = 0;
    double square = 0;
    for (Distributions head : heads) {
      double log = head.logDensity(states.stoch(), 0);
      mean += log / heads.size();
      square += log * log / heads.size();
    }
    return Math.sqrt(square - mean * mean);
  }

  @ParameterizedTest
  @MethodSource("statesAndKinds")
  void disagreement_isThatOfTheHeads_andNoneWhereTheyAreTheSame(
      StochasticState state, Disagreement.Kind kind) {
    LatentShape shape = shape(state);
    TinyModel tiny = new TinyModel(shape);
    float[] features = tiny.draw(ROWS * shape.features());
    Disagreement disagreement = new Disagreement(tiny.workspace, shape, tiny.weights, kind, ROWS);
    for (int row = 0; row < ROWS; row++) {
      double found = disagreement.of(features, ROWS)[row];
      assertThat(found).isPositive();
      assertThat(found).isCloseTo(expected(tiny, shape, kind, features, row), within(1e-4));
    }
    for (String name : tiny.weights.names()) {
      if (name.startsWith("prior/")) {
        float[] values = tiny.weights.get(name);
        int part = values.length / 3;
        System.arraycopy(values, 0, values, part, part);
        System.arraycopy(values, 0, values, 2 * part, part);
        tiny.weights.set(name, values);
      }
    }
    float[] byFeatures = new float[features.length];
    for (float none : disagreement.of(features, ROWS)) {
      assertThat(none).isCloseTo(0, within(1e-5f));
    }
    disagreement.backward(new float[] {1, 1, 1}, byFeatures, ROWS);
    for (float slope : byFeatures) {
      assertThat(slope).isFinite();
    }
  }

  @ParameterizedTest
  @MethodSource("statesAndKinds")
  void gradient_byEveryFeature_isTheDifferenceOfNearFeatures(
      StochasticState state, Disagreement.Kind kind) {
    LatentShape shape = shape(state);
    TinyModel tiny = new TinyModel(shape);
    float[] features = tiny.draw(ROWS * shape.features());
    float[] weights = tiny.draw(ROWS);
    Disagreement disagreement = new Disagreement(tiny.workspace, shape, tiny.weights, kind, ROWS);
    float[] byFeatures = new float[features.length];
    disagreement.of(features, ROWS);
    disagreement.backward(weights, byFeatures, ROWS);
    for (int i = 0; i < features.length; i++) {
      float before = features[i];
      double difference = 0;
      for (float step : new float[] {5e-3f, -5e-3f}) {
        features[i] = before + step;
        float[] found = disagreement.of(features, ROWS);
        for (int row = 0; row < ROWS; row++) {
          difference += Math.signum(step) * weights[row] * found[row] / 1e-2;
        }
      }
      features[i] = before;
      assertThat((double) byFeatures[i]).isCloseTo(difference, within(5e-3));
    }
  }
}
