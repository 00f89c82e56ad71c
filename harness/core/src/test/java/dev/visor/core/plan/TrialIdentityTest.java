package dev.visor.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.api.DatasetId;
import dev.visor.api.TaskId;
import dev.visor.core.suite.CheckpointRule;
import dev.visor.core.suite.DatasetSize;
import dev.visor.core.suite.Protocol;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TrialIdentityTest {
  /** Computed by a few lines of Python over the same text. A change makes all evidence stale. */
  @Test
  void identity_never_changes() {
    assertThat(identity(Map.of("updates", "5000", "name", "\u00fc\n1")).ofSeed(3))
        .isEqualTo("9a77647d88195a3ebf2cfc00487b2f121c873bc843daa6010a8c89615ebc75cf");
  }

  @Test
  void text_in_a_parameter_cannot_pass_for_another_parameter() {
    TrialIdentity one = identity(Map.of("a", "1\nparameter b 1 2"));
    TrialIdentity two = identity(Map.of("a", "1", "b", "2"));

    assertThat(one.ofSeed(0)).isNotEqualTo(two.ofSeed(0));
  }

  private static TrialIdentity identity(Map<String, String> parameters) {
    return new TrialIdentity(
        "bc",
        2,
        new TreeMap<>(parameters),
        new TaskId("walker-walk", 1),
        new DatasetId("walker-walk", "expert", 1),
        "d".repeat(64),
        DatasetSize.parse("10k"),
        64,
        new Protocol(20, 10, CheckpointRule.LAST3, 1, Duration.ofHours(1)),
        -7);
  }
}
