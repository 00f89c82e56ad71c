package dev.visor.plugin.lompo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.api.Cancellation;
import dev.visor.api.Profile;
import dev.visor.api.RandomStream;
import dev.visor.nn.rssm.Gaussians;
import dev.visor.nn.rssm.LatentStates;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PenaltyScaleTest {
  private static LompoParameters parameters(Map<String, Object> changes) {
    return Vary.of(LompoParameters.defaults(Profile.PAPER, Penalty.LOG_PROB, true), changes);
  }

  @Test
  void byDefault_itIsThePapersLambda_andNothingIsMeasured() {
    assertThat(PenaltyScale.measured(parameters(Map.of()))).isFalse();
    assertThat(PenaltyScale.of(parameters(Map.of()), 3, 7)).isEqualTo(new PenaltyScale(5, 0));
  }

  @Test
  void relative_isThatManyDeviationsOfTheRewardForTheMeanPenalty() {
    LompoParameters relative = parameters(Map.of("relativeLambda", 1.5));
    assertThat(PenaltyScale.measured(relative)).isTrue();
    PenaltyScale scale = PenaltyScale.of(relative, 0.6, 0.3);
    assertThat(scale.lambda()).isCloseTo(3, within(1e-12));
    assertThat(scale.charge(0.3)).isCloseTo(1.5 * 0.6, within(1e-12));
  }

  @Test
  void relative_whereHeadsNeverDisagree_chargesNothing() {
    PenaltyScale scale = PenaltyScale.of(parameters(Map.of("relativeLambda", 1.5)), 0.6, 0);
    assertThat(scale.charge(0)).isZero();
  }

  @Test
  void centred_chargesNothingForTheMeanPenalty_andPaysForLess() {
    LompoParameters centred = parameters(Map.of("penaltyCentred", true));
    assertThat(PenaltyScale.measured(centred)).isTrue();
    PenaltyScale scale = PenaltyScale.of(centred, 0.6, 0.3);
    assertThat(scale.charge(0.3)).isZero();
    assertThat(scale.charge(0.5)).isCloseTo(1, within(1e-12));
    assertThat(scale.charge(0.1)).isCloseTo(-1, within(1e-12));
  }

  @Test
  void meanOnTheData_isThatOfOneStepFromEveryRecordedState() {
    TinyModel tiny = new TinyModel(Map.of());
    WorldModel model = tiny.model();
    RealLatents real = new RealLatents(tiny.dataset, tiny.shape.features(), true);
    new LatentEncoder(tiny.dataset, model, real, RandomStream.of("noise"))
        .encodeAll(Cancellation.NEVER);
    // The greatest deviation depends on no draw but that of the transition.
    double expected = 0;
    AgentBatch one = new AgentBatch(1, tiny.shape.features(), TinyModel.ACTIONS);
    LatentStates state = new LatentStates(tiny.shape.latent(), 1);
    for (int transition = 0; transition < real.size(); transition++) {
      real.copy(transition, one, 0);
      state.set(0, one.features(), 0);
      model.filter().recurrence().step(state, one.actions(), 1);
      model.ensemble().forward(state, 1);
      List<Gaussians> heads = model.ensemble().priors();
      expected += Penalty.MAX_STD.of(heads, state.stoch(), 0) / real.size();
    }
    double found = DataPenalty.mean(model, real, Penalty.MAX_STD, 7, RandomStream.of("rows"));
    assertThat(found).isCloseTo(expected, within(0.01 * expected));
    assertThat(DataPenalty.mean(model, real, Penalty.NONE, 7, RandomStream.of("rows"))).isZero();
    assertThat(DataPenalty.mean(model, real, Penalty.LOG_PROB, 7, RandomStream.of("rows")))
        .isPositive();
  }
}
