package dev.visor.core.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.visor.core.ExitCode;
import dev.visor.core.VisorException;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class GatePolicyReaderTest {
  private static final Path OWN = Path.of("..", "..", "ci", "gate.yaml");

  @Test
  void policyOfNothingButItsSchema_isTheDefault() {
    assertThat(GatePolicyReader.read("schema: 1\n", "p")).isEqualTo(GatePolicy.DEFAULT);
  }

  @Test
  void policyOfThisRepository_saysWhatTheDefaultsAre() {
    GatePolicy own = GatePolicyReader.read(OWN);

    assertThat(own.suiteLevel()).isEqualTo(GatePolicy.DEFAULT.suiteLevel());
    assertThat(own.cellLevel()).isEqualTo(GatePolicy.DEFAULT.cellLevel());
    assertThat(own.suiteDrop("score_0_100")).isEqualTo(GatePolicy.DEFAULT.suiteDrop("score_0_100"));
    assertThat(own.cellDrop("score_0_100")).isEqualTo(GatePolicy.DEFAULT.cellDrop("score_0_100"));
    assertThat(own.mustSee("score_0_100")).isEqualTo(GatePolicy.DEFAULT.mustSee("score_0_100"));
    assertThat(own.confirmSeeds()).isEqualTo(GatePolicy.DEFAULT.confirmSeeds());
    assertThat(own.mayDiffer()).isEqualTo(GatePolicy.DEFAULT.mayDiffer());
    assertThat(own.waivers()).isEmpty();
  }

  @Test
  void everyKey_isRead() {
    GatePolicy policy =
        GatePolicyReader.read(
            """
            schema: 1
            metric: return_raw
            false_alarms: { suite: 0.5%, cells: 2 % }
            smallest_drop: { suite: 3, cell: 7.5 }
            must_see: 30
            confirm_seeds: 10
            may_differ: []
            waivers:
              - cell: bc/walker-walk@1/expert/full
                reason: the new encoder
                expires: 2027-01-31
            """,
            "p");

    assertThat(policy.metric()).contains("return_raw");
    assertThat(policy.suiteLevel()).isEqualTo(0.005);
    assertThat(policy.cellLevel()).isEqualTo(0.02);
    assertThat(policy.suiteDrop("return_raw")).isEqualTo(3);
    assertThat(policy.cellDrop("return_raw")).isEqualTo(7.5);
    assertThat(policy.mustSee("return_raw")).isEqualTo(30);
    assertThat(policy.confirmSeeds()).isEqualTo(10);
    assertThat(policy.mayDiffer()).isEmpty();
    assertThat(policy.waivers())
        .containsExactly(
            new Waiver(
                "bc/walker-walk@1/expert/full",
                "the new encoder",
                LocalDate.of(2027, 1, 31),
                "p:9:5"));
  }

  @Test
  void unknownKey_isToldWithItsPlace_andTheNearest() {
    assertRefused("schema: 1\nwaiver: []\n", "p:2:1", "did you mean 'waivers'?");
    assertRefused("schema: 1\nfalse_alarms: { cell: 4% }\n", "p:2:17", "did you mean 'cells'?");
    assertRefused(
        "schema: 1\nwaivers: [{ cell: a, reason: b, expire: 2027-01-01 }]\n",
        "p:2:33",
        "did you mean 'expires'?");
  }

  @Test
  void valueThatCannotBe_isToldWithAnExample() {
    assertRefused("schema: 1\nfalse_alarms: { suite: 0.05 }\n", "p:2:24", "suite: 1%");
    assertRefused("schema: 1\nmust_see: much\n", "p:2:11", "must_see: 30");
    assertRefused("schema: 1\nmay_differ: [parameter]\n", "p:2:14", "may_differ");
    assertRefused(
        "schema: 1\nwaivers: [{ cell: a, reason: b, expires: 31.01.2027 }]\n",
        "p:2:42",
        "expires: 2027-01-31");
    assertRefused("schema: 2\n", "p:1:9", "schema: 1");
  }

  @Test
  void waiverWithoutAReason_isRefused() {
    assertRefused("schema: 1\nwaivers: [{ cell: a, expires: 2027-01-31 }]\n", "p:2:11", "reason:");
  }

  private static void assertRefused(String text, String place, String remedy) {
    VisorException refused =
        catchThrowableOfType(VisorException.class, () -> GatePolicyReader.read(text, "p"));
    assertThat(refused).as(text).isNotNull();
    assertThat(refused.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.place()).isEqualTo(place);
    assertThat(refused.remedy()).contains(remedy);
  }
}
