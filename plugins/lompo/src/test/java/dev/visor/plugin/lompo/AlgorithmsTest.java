package dev.visor.plugin.lompo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.api.Parameter;
import dev.visor.api.Profile;
import dev.visor.api.RandomStream;
import dev.visor.nn.Precision;
import dev.visor.nn.rssm.Heads;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AlgorithmsTest {
  private static final List<LatentAlgorithm> ALL = List.of(new Lompo(), new Lmrl(), new Slac());

  @Test
  void ids_areTheNamesOfThePaper() {
    assertThat(ALL)
        .extracting(algorithm -> algorithm.describe().id())
        .containsExactly("lompo", "lmrl", "slac");
  }

  @ParameterizedTest
  @EnumSource(Profile.class)
  void defaults_ofTheThree_differInPenaltyAndImaginationAlone(Profile profile) {
    LompoParameters lompo = new Lompo().defaults(profile);
    LompoParameters lmrl = new Lmrl().defaults(profile);
    LompoParameters slac = new Slac().defaults(profile);
    assertThat(lmrl).isEqualTo(Vary.of(lompo, Map.of("penalty", Penalty.NONE)));
    assertThat(slac)
        .isEqualTo(Vary.of(lmrl, Map.of("realRows", 2 * lompo.realRows(), "imaginedRows", 0)));
  }

  @ParameterizedTest
  @EnumSource(Profile.class)
  void defaults_passTheirOwnCheckAndLieWithinTheirBounds(Profile profile) throws Exception {
    for (LatentAlgorithm algorithm : ALL) {
      LompoParameters defaults = algorithm.defaults(profile);
      algorithm.check(defaults);
      for (RecordComponent component : LompoParameters.class.getRecordComponents()) {
        if (component.getAccessor().invoke(defaults) instanceof Number number) {
          Parameter parameter = component.getAnnotation(Parameter.class);
          assertThat(number.doubleValue())
              .as(component.getName())
              .isBetween(parameter.min(), parameter.max());
        }
      }
    }
  }

  @Test
  void paper_hasTheNumbersOfTheAuthorsCode() {
    LompoParameters paper = new Lompo().defaults(Profile.PAPER);
    assertThat(paper)
        .isEqualTo(
            new LompoParameters(
                Penalty.LOG_PROB,
                5,
                0,
                false,
                Heads.ONE,
                7,
                256,
                64,
                256,
                32,
                0,
                false,
                Terminal.AUTO,
                1,
                1,
                10,
                1,
                25_000,
                64,
                50,
                6e-4,
                Precision.FLOAT,
                0,
                10,
                5,
                0.2,
                50_000,
                0,
                200,
                ActorKind.DETERMINISTIC,
                -1,
                1,
                100_000,
                256,
                256,
                4,
                256,
                3,
                256,
                3e-4,
                3e-4,
                0.99,
                0.005,
                false,
                0,
                0,
                100));
  }

  @Test
  void parameters_areAllDocumented() {
    for (RecordComponent component : LompoParameters.class.getRecordComponents()) {
      Parameter parameter = component.getAnnotation(Parameter.class);
      assertThat(parameter).as(component.getName()).isNotNull();
      assertThat(parameter.value()).isNotBlank();
      assertThat(parameter.source()).isNotBlank();
    }
  }

  @Test
  void ablations_withParametersThatMakeThemLompo_pointToIt() {
    LompoParameters lompo = new Lompo().defaults(Profile.SMOKE);
    for (LatentAlgorithm ablation : List.of(new Lmrl(), new Slac())) {
      TestContext context =
          new TestContext(
              TinyModel.randomDataset(RandomStream.of("x"), 3),
              ToyPointMass.spec(50),
              lompo,
              "seed");
      assertThatThrownBy(() -> ablation.offline(context))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("use lompo");
    }
  }
}
