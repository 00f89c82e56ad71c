package dev.visor.plugin.dreamer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.visor.nn.Workspace;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PenaltyWeightTest {
  private final Workspace workspace = new Workspace();

  private PenaltyWeight weight(Map<String, Object> changes) {
    return new PenaltyWeight(workspace, Vary.smoke(changes));
  }

  @Test
  void weight_thatIsFixed_staysAsItIs() {
    PenaltyWeight weight = weight(Map.of("lambda", 7.0));
    weight.adapt(100);
    assertThat(weight.value()).isEqualTo(7);
  }

  @Test
  void weight_thatAdapts_goesTowardsThePenaltyThatIsWanted() {
    PenaltyWeight weight = weight(Map.of("lambda", 1.0, "autoLambda", true, "lambdaTarget", 1.5));
    assertThat(weight.value()).isCloseTo(1, within(1e-6));
    for (int i = 0; i < 5000; i++) {
      weight.adapt(0.5);
    }
    assertThat(weight.value() * 0.5).isCloseTo(1.5, within(0.1));
    double before = weight.value();
    weight.adapt(50);
    for (int i = 0; i < 500; i++) {
      weight.adapt(50);
    }
    assertThat(weight.value()).isLessThan(before);
  }

  @Test
  void weightOfNothing_cannotAdapt() {
    assertThatThrownBy(() -> weight(Map.of("lambda", 0.0, "autoLambda", true)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("begin above 0");
  }
}
