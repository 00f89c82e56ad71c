package dev.visor.core.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.core.ExitCode;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class GateTest {
  private static final String BC = "bc/" + Sides.GROUP;
  private static final double[] TEN = {70, 72, 68, 71, 69, 73, 67, 70, 72, 68};
  private static final double[] FIVE = {70.1, 71.8, 68.2, 71.3, 68.9};

  @Test
  void sameEpisodesOfFewerSeeds_areIdentical_andNothingIsTested() {
    GateReport report = judge(side("now").ok("bc", 70, 72, 68, 71, 69), before());

    assertThat(report.verdict()).isEqualTo(Verdict.IDENTICAL);
    assertThat(report.verdict().exit()).isEqualTo(ExitCode.OK);
    assertThat(report.cells()).extracting(CellJudgement::finding).containsOnly(Finding.IDENTICAL);
    assertThat(report.suite()).isEmpty();
  }

  @Test
  void otherScoresOfTheSameHeight_pass_andSayWhatTheyWouldHaveSeen() {
    GateReport report = judge(side("now").ok("bc", FIVE), before());

    assertThat(report.verdict()).isEqualTo(Verdict.PASS);
    CellJudgement cell = report.cells().get(0);
    assertThat(cell.finding()).isEqualTo(Finding.NO_WORSE);
    assertThat(cell.detectable().getAsDouble()).isBetween(2.0, 6.0);
    assertThat(report.suite().orElseThrow().detectable()).isBetween(1.0, 6.0);
  }

  @Test
  void valuesAtThirtyPercent_areARegression() {
    GateReport report = judge(side("now").ok("bc", scaled(FIVE, 0.3)), before());

    assertThat(report.verdict()).isEqualTo(Verdict.REGRESSION);
    assertThat(report.verdict().exit()).isEqualTo(ExitCode.REGRESSION);
    assertThat(report.cells().get(0).finding()).isEqualTo(Finding.WORSE);
    assertThat(report.cells().get(0).change().getAsDouble()).isBetween(-50.0, -48.0);
    assertThat(report.suite().orElseThrow().worse()).isTrue();
  }

  @Test
  void threeSeedsOfSixCellsAtThirtyPercent_areARegressionOfTheSuite() {
    Sides now = side("now");
    Sides before = side("before");
    for (String variant : List.of("a", "b", "c", "d", "e", "f")) {
      before.ok(variant, 70, 75, 60);
      now.ok(variant, 21, 22.5, 18);
    }
    GateReport report = judge(now, before);

    assertThat(report.verdict()).isEqualTo(Verdict.REGRESSION);
    assertThat(report.suite().orElseThrow().worse()).isTrue();
  }

  @Test
  void variantsThatFallTogetherByTheirLuck_areOneWitness_andNotMany() {
    // Of each variant alone: by chance once in 70 times. Of four that rise and fall as one: as
    // often.
    Sides now = side("now");
    Sides before = side("before");
    for (String variant : List.of("a", "b", "c", "d")) {
      before.ok(variant, 70, 75, 60, 72, 68);
      now.ok(variant, 58, 52, 59, 55, 54);
    }
    assertThat(judge(now, before).suite().orElseThrow().p()).isEqualTo(1.0 / 252);

    now.kind = "medium";
    before.kind = "medium";
    now.ok("a", 58, 52, 59, 55, 54);
    before.ok("a", 70, 75, 60, 72, 68);
    assertThat(judge(now, before).suite().orElseThrow().p()).isLessThan(0.001);
  }

  @Test
  void dropThatIsSureButSmall_doesNotCount() {
    double[] lower = Arrays.stream(TEN).limit(5).map(x -> 70 + (x - 70) / 100 - 0.9).toArray();
    double[] narrow = Arrays.stream(TEN).map(x -> 70 + (x - 70) / 100).toArray();

    GateReport report = judge(side("now").ok("bc", lower), side("before").ok("bc", narrow));

    assertThat(report.cells().get(0).p().getAsDouble()).isLessThan(0.001);
    assertThat(report.verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void metricOfWhichLessIsBetter_isWorseWhereItRises() {
    Sides now = side("now");
    Sides before = side("before");
    for (Sides side : List.of(now, before)) {
      side.metric = "error";
      side.higherIsBetter = false;
    }
    GateReport report = judge(now.ok("bc", scaled(FIVE, 1.5)), before.ok("bc", TEN));

    assertThat(report.verdict()).isEqualTo(Verdict.REGRESSION);
    assertThat(report.cells().get(0).change().getAsDouble()).isPositive();
  }

  @Test
  void failedTrial_isAFailure_andNotMissingData() {
    Sides now = side("now").failed("bc", 0, 5);
    for (int seed = 1; seed < 5; seed++) {
      now.one("bc", seed, 5, TEN[seed]);
    }
    GateReport report = judge(now, before());

    assertThat(report.verdict()).isEqualTo(Verdict.REGRESSION);
    assertThat(report.cells().get(0).finding()).isEqualTo(Finding.FAILED);
    assertThat(report.cells().get(0).reason()).contains("1 diverged of 5 trials", "NaN");
  }

  @Test
  void missingSeed_orCell_cannotBeCompared() {
    GateReport seed = judge(side("now").one("bc", 0, 5, 70), before());
    assertThat(seed.verdict()).isEqualTo(Verdict.NOT_COMPARABLE);
    assertThat(seed.differences()).containsExactly(new Difference(BC, "trials", "10", "1 of 5"));

    GateReport cell = judge(side("now").ok("bc", FIVE).ok("lompo", FIVE), before());
    assertThat(cell.verdict().exit()).isEqualTo(ExitCode.NOT_COMPARABLE);
    assertThat(cell.differences())
        .containsExactly(new Difference("lompo/" + Sides.GROUP, "trials", "none", "5"));
  }

  @Test
  void whatDecidesAScore_isNamedWhereItDiffers() {
    Sides now = side("now");
    now.dataset = "0".repeat(64);
    now.parameters = "penalty=max-std;updates=500";
    now.episodes = 10;

    GateReport report = judge(now.ok("bc", FIVE), before());

    assertThat(report.verdict()).isEqualTo(Verdict.NOT_COMPARABLE);
    assertThat(report.differences())
        .contains(
            new Difference(BC, "parameters", "penalty=none", "penalty=max-std"),
            new Difference(BC, "eval_episodes", "20", "10"))
        .extracting(Difference::what)
        .containsExactly("parameters", "dataset_identity", "eval_episodes");
  }

  @Test
  void newVersionOfAnAlgorithm_isComparedAndTold() {
    Sides now = side("now");
    now.version = 2;

    GateReport report = judge(now.ok("bc", FIVE), before());

    assertThat(report.verdict()).isEqualTo(Verdict.PASS);
    assertThat(report.notes()).anyMatch(note -> note.contains("algorithm_version was 1 and is 2"));
  }

  @Test
  void oneSeedAgainstOne_isInconclusive() {
    GateReport report = judge(side("now").ok("bc", 20), side("before").ok("bc", 70));

    assertThat(report.verdict().exit()).isEqualTo(ExitCode.INCONCLUSIVE);
    assertThat(report.cells().get(0).detectable().getAsDouble()).isInfinite();
  }

  @Test
  void threeSeedsAgainstThree_showACollapse_withANoteOnWhatThatTakes() {
    GateReport report =
        judge(side("now").ok("bc", 21, 22.5, 18), side("before").ok("bc", 70, 75, 60));

    assertThat(report.verdict()).isEqualTo(Verdict.REGRESSION);
    assertThat(report.cells().get(0).p().getAsDouble()).isLessThan(0.001);
    assertThat(report.notes()).anyMatch(note -> note.contains("1 cell has too few seeds"));
  }

  @Test
  void dropThatThePolicyWantsSeen_andTheSeedsCannotShow_isInconclusive() {
    GatePolicy demanding = policy(List.of(), OptionalDouble.of(1));

    GateReport report = judge(demanding, side("now").ok("bc", FIVE), before());

    assertThat(report.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void waivedCell_mayBeWorse_untilTheDayAfterItsLast() {
    Waiver waiver = new Waiver(BC, "new encoder", LocalDate.of(2026, 12, 31), "gate.yaml:9:5");
    Sides now = side("now").ok("bc", scaled(FIVE, 0.3)).ok("lompo", FIVE);
    Sides before = before().ok("lompo", TEN);

    GateReport held = judge(policy(List.of(waiver)), now, before, "2026-12-31");
    assertThat(held.verdict()).isEqualTo(Verdict.PASS);
    assertThat(held.cells().get(0).finding()).isEqualTo(Finding.WORSE);
    assertThat(held.cells().get(0).waiver()).contains(waiver);

    GateReport over = judge(policy(List.of(waiver)), now, before, "2027-01-01");
    assertThat(over.verdict()).isEqualTo(Verdict.REGRESSION);
    assertThat(over.errors()).singleElement().asString().contains("2026-12-31", "gate.yaml:9:5");
  }

  @Test
  void waiverOfNoCell_namesTheNearest() {
    Waiver waiver = new Waiver("bx/" + Sides.GROUP, "?", LocalDate.MAX, "gate.yaml:9:5");

    assertThatThrownBy(() -> judge(policy(List.of(waiver)), side("now").ok("bc", FIVE), before()))
        .hasMessageContaining("bx/")
        .extracting("place", "remedy")
        .first()
        .isEqualTo("gate.yaml:9:5");
  }

  @Test
  void accusedCell_isClearedByMoreSeeds() {
    GateEvidence before = before().ok("lompo", TEN).evidence();
    GateEvidence now = side("now").ok("bc", 66, 66, 65, 66, 64).ok("lompo", FIVE).evidence();
    Gate gate = gate(GatePolicy.DEFAULT, "2026-11-20");
    GateReport first = gate.judge(now, before);
    assertThat(first.accused()).extracting(GateCell::variant).containsExactly("bc");

    Sides more = side("more");
    for (int seed = 5; seed < 10; seed++) {
      more.one("bc", seed, 10, 74);
    }
    GateReport second = gate.confirm(first, now, more.evidence(), before);

    assertThat(second.verdict()).isEqualTo(Verdict.PASS);
    assertThat(second.cells().get(0).finding()).isEqualTo(Finding.CLEARED);
    assertThat(second.cells().get(0).seedsNow()).isEqualTo(10);
  }

  @Test
  void accusedCell_isConfirmedByMoreSeeds() {
    GateEvidence before = before().evidence();
    GateEvidence now = side("now").ok("bc", scaled(FIVE, 0.3)).evidence();
    Gate gate = gate(GatePolicy.DEFAULT, "2026-11-20");
    Sides more = side("more");
    for (int seed = 5; seed < 10; seed++) {
      more.one("bc", seed, 10, 21);
    }

    GateReport second = gate.confirm(gate.judge(now, before), now, more.evidence(), before);

    assertThat(second.verdict()).isEqualTo(Verdict.REGRESSION);
    assertThat(second.cells().get(0).finding()).isEqualTo(Finding.WORSE);
  }

  private static Sides before() {
    return side("before").ok("bc", TEN);
  }

  private static Sides side(String name) {
    return new Sides(name);
  }

  private static double[] scaled(double[] values, double by) {
    return DoubleStream.of(values).map(value -> value * by).toArray();
  }

  private static GatePolicy policy(List<Waiver> waivers) {
    return policy(waivers, OptionalDouble.empty());
  }

  private static GatePolicy policy(List<Waiver> waivers, OptionalDouble mustSee) {
    return new GatePolicy(
        Optional.empty(),
        0.01,
        0.04,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        mustSee,
        5,
        Set.of(),
        waivers);
  }

  private static GateReport judge(Sides now, Sides before) {
    return judge(GatePolicy.DEFAULT, now, before);
  }

  private static GateReport judge(GatePolicy policy, Sides now, Sides before) {
    return judge(policy, now, before, "2026-11-20");
  }

  private static GateReport judge(GatePolicy policy, Sides now, Sides before, String today) {
    return gate(policy, today).judge(now.evidence(), before.evidence());
  }

  private static Gate gate(GatePolicy policy, String today) {
    Clock clock = Clock.fixed(Instant.parse(today + "T12:00:00Z"), ZoneOffset.UTC);
    return new Gate(policy, Remeasurement.NONE, clock);
  }
}
