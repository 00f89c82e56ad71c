package dev.visor.plugin.lompo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.visor.nn.Parameters;
import dev.visor.nn.Team;
import dev.visor.nn.rssm.Heads;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The loss that training uses against {@link LossGraph}, in double precision. */
class WorldModelLossTest {
  private static void assertAgreesWithTheGraph(TinyModel tiny) {
    SameDiff graph = tiny.doubleGraph();
    Map<String, INDArray> inputs = tiny.doubleInputs(graph);
    Map<String, INDArray> expected =
        graph.calculateGradients(inputs, tiny.weights.names().toArray(new String[0]));
    double loss = graph.output(inputs, LossGraph.LOSS).get(LossGraph.LOSS).getDouble(0);

    for (int members = 1; members <= Math.min(2, tiny.batch.batch()); members++) {
      try (Team team = new Team(members)) {
        SharedLoss actual =
            new SharedLoss(tiny.workspace, team, tiny.shape, tiny.parameters, tiny.weights);
        // What was there before does not matter.
        actual.compute(tiny.batch, tiny.noise, tiny.heads);
        ModelLosses losses = actual.compute(tiny.batch, tiny.noise, tiny.heads);
        assertThat(losses.total()).isCloseTo(loss, within(1e-6 * loss));
        assertAgree(tiny, actual.gradient(), expected);
      }
    }
  }

  private static void assertAgree(
      TinyModel tiny, Parameters gradient, Map<String, INDArray> expected) {
    for (String name : tiny.weights.names()) {
      float[] found = gradient.get(name);
      assertThat(found).as(name).hasSize((int) expected.get(name).length());
      double[] exact = expected.get(name).dup('c').data().asDouble();
      double square = 0;
      double largest = 0;
      double difference = 0;
      for (int i = 0; i < exact.length; i++) {
        square += exact[i] * exact[i];
        largest = Math.max(largest, Math.abs(exact[i]));
        double error = found[i] - exact[i];
        difference += error * error;
        assertThat((double) found[i])
            .as("%s[%d]", name, i)
            .isCloseTo(exact[i], within(1e-3 * largest + 1e-9));
      }
      assertThat(Math.sqrt(difference)).as(name).isLessThanOrEqualTo(1e-4 * Math.sqrt(square));
    }
  }

  @ParameterizedTest
  @EnumSource(Heads.class)
  void gradient_withOneHeadOrAll_isThatOfTheGraph(Heads heads) {
    assertAgreesWithTheGraph(new TinyModel(Map.of("heads", heads)));
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 128})
  void gradient_onLargerPictures_isThatOfTheGraph(int edge) {
    assertAgreesWithTheGraph(
        new TinyModel(edge, Map.of("depth", 1, "modelBatch", 1, "sequence", 2)));
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 16})
  void gradient_ofChannelsThatAreFilteredByWinograd_isThatOfTheGraph(int depth) {
    assertAgreesWithTheGraph(
        new TinyModel(64, Map.of("depth", depth, "modelBatch", 1, "sequence", 2)));
  }

  @Test
  void gradient_withATerminalHead_isThatOfTheGraph() {
    assertAgreesWithTheGraph(new TinyModel(Map.of("terminal", Terminal.ON, "terminalWeight", 2.0)));
  }

  @Test
  void gradient_withWhatABodyFeels_isThatOfTheGraph() {
    assertAgreesWithTheGraph(
        new TinyModel(Map.of("proprioception", true, "proprioceptionWeight", 2.0)));
  }

  @Test
  void gradient_ofPaddedSequencesWithWhatABodyFeels_isThatOfTheGraph() {
    assertAgreesWithTheGraph(
        new TinyModel(Map.of("sequence", 12, "proprioception", true, "terminal", Terminal.ON)));
  }

  @Test
  void gradient_ofPaddedSequences_isThatOfTheGraph() {
    TinyModel tiny = new TinyModel(Map.of("sequence", 12));
    assertThat(tiny.batch.valid()).isLessThan(tiny.batch.rows());
    assertAgreesWithTheGraph(tiny);
  }

  @ParameterizedTest
  @EnumSource(Heads.class)
  void gradient_ofAnEnsembleOfOne_isThatOfTheGraph(Heads heads) {
    assertAgreesWithTheGraph(new TinyModel(Map.of("ensemble", 1, "heads", heads)));
  }

  @Test
  void gradient_ofMoreRowsThanGoThroughAtOnce_isThatOfTheGraph() {
    assertAgreesWithTheGraph(new TinyModel(Map.of("modelBatch", 9, "sequence", 9)));
  }

  @Test
  void gradient_ofTwoThreads_hasTheSameBitsEveryTime() {
    TinyModel tiny = new TinyModel(Map.of());
    try (Team team = new Team(2)) {
      SharedLoss loss =
          new SharedLoss(tiny.workspace, team, tiny.shape, tiny.parameters, tiny.weights);
      loss.compute(tiny.batch, tiny.noise, tiny.heads);
      float[] first = loss.gradient().values().toArray();
      for (int i = 0; i < 20; i++) {
        loss.compute(tiny.batch, tiny.noise, tiny.heads);
        assertThat(loss.gradient().values().toArray()).isEqualTo(first);
      }
    }
  }

  @Test
  void moreThreadsThanSequences_areRefused() {
    TinyModel tiny = new TinyModel(Map.of("modelBatch", 2));
    try (Team team = new Team(3)) {
      assertThatThrownBy(
              () -> new SharedLoss(tiny.workspace, team, tiny.shape, tiny.parameters, tiny.weights))
          .hasMessageContaining("3 threads share 2 sequences");
    }
  }
}
