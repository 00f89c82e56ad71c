package dev.visor.plugin.lompo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.api.RandomStream;
import dev.visor.nn.Mlp;
import dev.visor.nn.rssm.Gaussians;
import dev.visor.nn.rssm.Heads;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;

class LossGraphTest {
  private static double loss(SameDiff graph, Map<String, INDArray> inputs) {
    return graph.output(inputs, LossGraph.LOSS).get(LossGraph.LOSS).getDouble(0);
  }

  private static double[] rows(SameDiff graph, Map<String, INDArray> inputs, String name) {
    return graph.output(inputs, name).get(name).dup('c').data().asDouble();
  }

  /** Compares the gradient along one random direction for each array with central differences. */
  private static void assertGradientIsRight(TinyModel tiny) {
    SameDiff graph = tiny.doubleGraph();
    Map<String, INDArray> inputs = tiny.doubleInputs(graph);
    Map<String, INDArray> gradient =
        graph.calculateGradients(inputs, tiny.weights.names().toArray(new String[0]));
    RandomStream random = RandomStream.of("direction");
    for (String name : tiny.weights.names()) {
      INDArray array = graph.getVariable(name).getArr();
      INDArray before = array.dup();
      INDArray direction = array.ulike();
      for (long i = 0; i < direction.length(); i++) {
        direction.putScalar(i, random.nextGaussian());
      }
      double step = 1e-6;
      array.assign(before.add(direction.mul(step)));
      double above = loss(graph, inputs);
      array.assign(before.sub(direction.mul(step)));
      double below = loss(graph, inputs);
      array.assign(before);
      double expected = (above - below) / (2 * step);
      double actual = gradient.get(name).mul(direction).sumNumber().doubleValue();
      assertThat(actual).as(name).isCloseTo(expected, within(1e-5 * (1 + Math.abs(expected))));
    }
  }

  @ParameterizedTest
  @EnumSource(Heads.class)
  void gradient_byEveryArray_isThatOfTheLoss(Heads heads) {
    assertGradientIsRight(new TinyModel(Map.of("heads", heads)));
  }

  @Test
  void gradient_withATerminalHead_isThatOfTheLoss() {
    assertGradientIsRight(new TinyModel(Map.of("terminal", Terminal.ON, "terminalWeight", 2.0)));
  }

  @Test
  void gradient_withWhatABodyFeels_isThatOfTheLoss() {
    assertGradientIsRight(
        new TinyModel(Map.of("proprioception", true, "proprioceptionWeight", 2.0)));
  }

  @Test
  void losses_areMeansOverRowsThatAreNotPadding() {
    // Both episodes are shorter than the sequence.
    TinyModel tiny = new TinyModel(Map.of("sequence", 12));
    assertThat(tiny.batch.valid()).isLessThan(tiny.batch.rows());
    SameDiff graph = tiny.doubleGraph();
    Map<String, INDArray> inputs = tiny.doubleInputs(graph);
    double expected = 0;
    double[] image = rows(graph, inputs, LossGraph.IMAGE_LOSS);
    double[] reward = rows(graph, inputs, LossGraph.REWARD_LOSS);
    double[] kl = rows(graph, inputs, LossGraph.KL);
    for (int i = 0; i < image.length; i++) {
      expected +=
          tiny.batch.mask()[i] * (image[i] + 3 * reward[i] + 0.7 * kl[i]) / tiny.batch.valid();
    }
    assertThat(loss(graph, inputs)).isCloseTo(expected, within(1e-5 * expected));
  }

  @Test
  void forward_inJava_isThatOfTheGraph() {
    TinyModel tiny = new TinyModel(Map.of());
    SameDiff graph = tiny.doubleGraph();
    Map<String, INDArray> inputs = tiny.doubleInputs(graph);
    double[] deter = rows(graph, inputs, LossGraph.DETER);
    double[] stoch = rows(graph, inputs, LossGraph.STOCH);
    double[] reward = rows(graph, inputs, LossGraph.REWARD_MEAN);

    WorldModel model = tiny.model();
    Mlp.Pass rewardPass = model.reward();
    float[] features = new float[tiny.batch.batch() * tiny.shape.features()];
    int[] row = {0};
    tiny.filter(
        model,
        (t, states) -> {
          int count = tiny.batch.batch();
          states.features(features, count);
          float[] rewards = rewardPass.forward(features, count);
          for (int b = 0; b < count; b++, row[0]++) {
            for (int i = 0; i < tiny.shape.deter(); i++) {
              assertThat((double) states.deter()[b * tiny.shape.deter() + i])
                  .isCloseTo(deter[row[0] * tiny.shape.deter() + i], within(1e-5));
            }
            for (int i = 0; i < tiny.shape.stoch(); i++) {
              assertThat((double) states.stoch()[b * tiny.shape.stoch() + i])
                  .isCloseTo(stoch[row[0] * tiny.shape.stoch() + i], within(1e-5));
            }
            assertThat((double) rewards[b]).isCloseTo(reward[row[0]], within(1e-5));
          }
        });
    assertThat(row[0]).isEqualTo(tiny.batch.rows());
  }

  @ParameterizedTest
  @EnumSource(Heads.class)
  void divergence_isTheIntegralThatDefinesIt(Heads heads) {
    TinyModel tiny = new TinyModel(Map.of("heads", heads));
    SameDiff graph = tiny.doubleGraph();
    double[] kl = rows(graph, tiny.doubleInputs(graph), LossGraph.KL);
    WorldModel model = tiny.model();
    tiny.filter(
        model,
        (t, states) -> {
          int count = tiny.batch.batch();
          model.ensemble().forward(states, count);
          List<Gaussians> all = model.ensemble().priors();
          List<Gaussians> priors = heads == Heads.ALL ? all : List.of(all.get(tiny.heads[t]));
          for (int b = 0; b < count; b++) {
            double expected = 0;
            for (Gaussians prior : priors) {
              for (int i = b * tiny.shape.stoch(); i < (b + 1) * tiny.shape.stoch(); i++) {
                Gaussians posterior = (Gaussians) model.filter().posterior();
                expected +=
                    integral(
                            posterior.mean()[i],
                            posterior.std()[i],
                            prior.mean()[i],
                            prior.std()[i])
                        / priors.size();
              }
            }
            assertThat(kl[t * count + b]).isCloseTo(expected, within(1e-5 * (1 + expected)));
          }
        });
  }

  /** ∫ q ln(q / p) over ten deviations of q to both sides, by the midpoint rule. */
  private static double integral(double meanQ, double stdQ, double meanP, double stdP) {
    int cells = 4000;
    double width = 20 * stdQ / cells;
    double sum = 0;
    for (int i = 0; i < cells; i++) {
      double x = meanQ - 10 * stdQ + (i + 0.5) * width;
      double q = (x - meanQ) / stdQ;
      double p = (x - meanP) / stdP;
      double density = Math.exp(-0.5 * q * q) / (stdQ * Math.sqrt(2 * Math.PI));
      sum += density * (0.5 * p * p + Math.log(stdP) - 0.5 * q * q - Math.log(stdQ)) * width;
    }
    return sum;
  }

  @Test
  void imageLoss_isHalfTheSquaredDistanceOfTheDecodedPicture() {
    TinyModel tiny = new TinyModel(Map.of());
    SameDiff graph = tiny.doubleGraph();
    Map<String, INDArray> inputs = tiny.doubleInputs(graph);
    double[] stoch = rows(graph, inputs, LossGraph.STOCH);
    double[] deter = rows(graph, inputs, LossGraph.DETER);
    double[] image = rows(graph, inputs, LossGraph.IMAGE_LOSS);
    for (int row = 0; row < tiny.batch.rows(); row++) {
      double[] features = new double[tiny.shape.features()];
      System.arraycopy(stoch, row * tiny.shape.stoch(), features, 0, tiny.shape.stoch());
      System.arraycopy(
          deter, row * tiny.shape.deter(), features, tiny.shape.stoch(), tiny.shape.deter());
      double[] picture = PlainDecoder.decode(tiny.shape, tiny.weights, features);
      double expected = 0;
      for (int i = 0; i < picture.length; i++) {
        int value = tiny.batch.images()[row * picture.length + i] & 0xff;
        double difference = picture[i] - (value / 255.0 - 0.5);
        expected += 0.5 * difference * difference;
      }
      assertThat(image[row]).isCloseTo(expected, within(1e-6 * expected));
    }
  }
}
