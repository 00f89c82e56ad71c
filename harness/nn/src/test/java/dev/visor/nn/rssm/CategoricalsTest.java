package dev.visor.nn.rssm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Choices against what defines them: frequencies, sums over all classes, differences. */
class CategoricalsTest {
  private static final int GROUPS = 2;
  private static final int CLASSES = 3;
  private static final int SIZE = GROUPS * CLASSES;
  private static final CategoricalState STATE = new CategoricalState(GROUPS, CLASSES);

  private final Random random = new Random(91);
  private final float[] outputsQ = draw(2);
  private final float[] outputsP = draw(3);

  private float[] draw(int rows) {
    float[] values = new float[rows * SIZE];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (2 * random.nextGaussian());
    }
    return values;
  }

  private static Categoricals of(float[] outputs) {
    Categoricals made = Categoricals.rows(outputs.length / SIZE, GROUPS, CLASSES);
    for (int row = 0; row < outputs.length / SIZE; row++) {
      made.set(row, outputs, row * SIZE);
    }
    return made;
  }

  private static double probability(float[] outputs, int row, int group, int index) {
    double sum = 0;
    for (int i = 0; i < CLASSES; i++) {
      sum += Math.exp(outputs[(row * GROUPS + group) * CLASSES + i]);
    }
    return Math.exp(outputs[(row * GROUPS + group) * CLASSES + index]) / sum;
  }

  @Test
  void samples_areOneHot_asOftenAsTheirProbabilities() {
    Categoricals q = of(outputsQ);
    int draws = 20_000;
    double[] counts = new double[2 * SIZE];
    float[] noise = new float[2 * GROUPS];
    float[] state = new float[2 * SIZE];
    for (int n = 0; n < draws; n++) {
      STATE.draw(random, noise, 2);
      q.sample(noise, state, 2);
      for (int i = 0; i < state.length; i++) {
        counts[i] += state[i] / draws;
      }
      for (int group = 0; group < 2 * GROUPS; group++) {
        float[] choice = Arrays.copyOfRange(state, group * CLASSES, (group + 1) * CLASSES);
        assertThat(choice).containsOnly(0, 1);
        assertThat(choice[0] + choice[1] + choice[2]).isEqualTo(1);
      }
    }
    for (int i = 0; i < counts.length; i++) {
      int group = i / CLASSES;
      double expected = probability(outputsQ, group / GROUPS, group % GROUPS, i % CLASSES);
      assertThat(counts[i]).isCloseTo(expected, within(0.015));
    }
  }

  @Test
  void logDensity_isTheLogarithmOfTheProbability() {
    Categoricals q = of(outputsQ);
    float[] state = new float[2 * SIZE];
    state[SIZE + 1] = 1;
    state[SIZE + CLASSES + 2] = 1;
    double expected = probability(outputsQ, 1, 0, 1) * probability(outputsQ, 1, 1, 2);
    assertThat(q.logDensity(state, 1)).isCloseTo(Math.log(expected), within(1e-5));
  }

  private double divergence() {
    double sum = 0;
    for (int group = 0; group < GROUPS; group++) {
      for (int i = 0; i < CLASSES; i++) {
        double q = probability(outputsQ, 1, group, i);
        sum += q * Math.log(q / probability(outputsP, 2, group, i));
      }
    }
    return sum;
  }

  private double slope(float[] outputs, int i) {
    float before = outputs[i];
    outputs[i] = before + 1e-3f;
    double above = divergence();
    double to = outputs[i];
    outputs[i] = before - 1e-3f;
    double below = divergence();
    double from = outputs[i];
    outputs[i] = before;
    return (above - below) / (to - from);
  }

  @Test
  void divergence_isTheSumThatDefinesIt() {
    assertThat(of(outputsQ).divergence(1, of(outputsP), 2))
        .isCloseTo(divergence(), within(1e-5 * (1 + divergence())));
    assertThat(of(outputsQ).divergence(1, of(outputsQ), 1)).isZero();
  }

  @Test
  void gradient_isTheSlope_addedToTheFirstAndSetForTheSecond() {
    Categoricals q = of(outputsQ);
    Categoricals p = of(outputsP);
    Categoricals toQ = Categoricals.rows(2, GROUPS, CLASSES);
    Categoricals toP = of(outputsP);
    for (int time = 0; time < 2; time++) {
      q.addDivergenceToFirst(1, p, 2, 0.5f, toQ);
      q.divergenceToSecond(1, p, 2, 0.5f, toP);
    }
    for (int i = 0; i < SIZE; i++) {
      assertThat((double) toQ.logs()[SIZE + i]).isCloseTo(slope(outputsQ, SIZE + i), within(1e-3));
      assertThat((double) toP.logs()[2 * SIZE + i])
          .isCloseTo(0.5 * slope(outputsP, 2 * SIZE + i), within(1e-3));
      assertThat(toQ.logs()[i]).isZero();
    }
  }

  @Test
  void backToTheOutputs_isTheSlopeOfTheProbabilities() {
    float[] byProbabilities = draw(1);
    float[] errors = new float[SIZE + 1];
    of(outputsQ).toOutputs(1, byProbabilities, 0, errors, 1);
    for (int i = 0; i < SIZE; i++) {
      float before = outputsQ[SIZE + i];
      double[] found = new double[2];
      for (int side = 0; side < 2; side++) {
        outputsQ[SIZE + i] = before + (side == 0 ? 1e-3f : -1e-3f);
        for (int j = 0; j < SIZE; j++) {
          found[side] += byProbabilities[j] * probability(outputsQ, 1, j / CLASSES, j % CLASSES);
        }
      }
      outputsQ[SIZE + i] = before;
      assertThat((double) errors[1 + i]).isCloseTo((found[0] - found[1]) / 2e-3, within(1e-3));
    }
  }

  @Test
  void outputsThatAreLarge_giveProbabilitiesThatAreSure() {
    float[] outputs = {300, -300, 0, 1e30f, 0, 0};
    Categoricals sure = of(outputs);
    float[] state = new float[SIZE];
    sure.sample(new float[] {0.999f, 0.999f}, state, 1);
    assertThat(state).containsExactly(1, 0, 0, 1, 0, 0);
    assertThat(sure.divergence(0, sure, 0)).isZero();
  }

  @Test
  void whatIsNotANumber_showsInTheState() {
    float[] outputs = {Float.NaN, 0, 0, 0, 0, 0};
    float[] state = new float[SIZE];
    of(outputs).sample(new float[] {0.5f, 0.5f}, state, 1);
    assertThat(Arrays.copyOf(state, CLASSES)).contains(Float.NaN);
    assertThat(Arrays.copyOfRange(state, CLASSES, SIZE)).containsExactly(0, 1, 0);
  }

  @Test
  void shapes_thatDoNotFit_areRefused() {
    assertThatThrownBy(() -> new Categoricals(new float[7], 2, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("7 values for rows of 2 choices from 3");
    assertThatThrownBy(() -> new CategoricalState(0, 3))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
