package dev.visor.core.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.api.RandomStream;
import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * How often the whole gate is wrong, over simulated suites of three variants on three datasets, at
 * five seeds against ten. The spreads of the nine cells are those of {@code leaderboards/quick}:
 * from 0.2 to 12 points, log-uniform. Where luck is shared, four fifths of a seed's variance are
 * the same for the variants of a dataset, as those of one world model may have it.
 */
@Tag("slow")
class GateSimulationTest {
  private static final int SUITES = 400;
  private static final int VARIANTS = 3;
  private static final int DATASETS = 3;
  private static final int CELLS = VARIANTS * DATASETS;
  private static final double SHARED_LUCK = 0.8;
  private static final int NOW = 5;
  private static final int BEFORE = 10;
  private static final double LEAST_SPREAD = 0.2;
  private static final double GREATEST_SPREAD = 12;

  private static final Gate GATE =
      new Gate(GatePolicy.DEFAULT, Remeasurement.NONE, Clock.systemUTC());

  /** How seeds scatter, with mean 0 and standard deviation 1. */
  enum Scatter {
    GAUSSIAN {
      @Override
      double next(RandomStream stream) {
        return stream.nextGaussian();
      }
    },
    /** Near a ceiling, with a tail below. */
    SKEWED {
      @Override
      double next(RandomStream stream) {
        return 1 - stream.nextExponential();
      }
    },
    /** One seed in five collapses. */
    COLLAPSING {
      @Override
      double next(RandomStream stream) {
        return stream.nextDouble() < 0.2 ? -2 : 0.5;
      }
    };

    abstract double next(RandomStream stream);
  }

  @ParameterizedTest
  @CsvSource({
    "GAUSSIAN, 0",
    "SKEWED, 0",
    "COLLAPSING, 0",
    "GAUSSIAN, 0.8",
    "SKEWED, 0.8",
    "COLLAPSING, 0.8"
  })
  void nothingChanged_isCalledARegressionInAtMostSevenOfAHundred(
      Scatter scatter, double sharedLuck) {
    double rate = rate(scatter, sharedLuck, 0, 0);
    tell(scatter + ", luck shared " + sharedLuck + ": false alarms", rate);
    assertThat(rate).isLessThanOrEqualTo(0.07);
  }

  @Test
  void nothingChangedAndLuckIsShared_theRuleForAllKeepsItsLevel() {
    RandomStream stream = RandomStream.of("simulation", "suite rule");
    int alarms = 0;
    for (int i = 0; i < SUITES; i++) {
      GateReport report = judged(Scatter.GAUSSIAN, SHARED_LUCK, 0, 0, stream);
      alarms += report.suite().orElseThrow().p() <= 0.05 ? 1 : 0;
    }
    tell("p of all cells at most 5 %", (double) alarms / SUITES);
    // Of 400 at 5 %, more than 31 are seen once in a hundred times.
    assertThat(alarms).isLessThanOrEqualTo(31);
  }

  @ParameterizedTest
  @EnumSource
  void dropOfTwentyPointsInOneCell_isFoundInAtLeastEightyFiveOfAHundred(Scatter scatter) {
    double rate = rate(scatter, 0, 20, 0);
    tell(scatter + ": one cell lower by 20", rate);
    assertThat(rate).isGreaterThanOrEqualTo(0.85);
  }

  @ParameterizedTest
  @EnumSource
  void dropOfFivePointsInAllCells_isFoundInAtLeastNinetyFiveOfAHundred(Scatter scatter) {
    double rate = rate(scatter, SHARED_LUCK, 5, 5);
    tell(scatter + ": all cells lower by 5, luck shared", rate);
    assertThat(rate).isGreaterThanOrEqualTo(0.95);
  }

  @ParameterizedTest
  @CsvSource({"3, 3", "5, 5", "5, 10"})
  void dropsThatReportsCallVisible_areFoundFourTimesOutOfFive(int now, int before) {
    RandomStream stream = RandomStream.of("simulation", "power");
    double level = GatePolicy.DEFAULT.cellLevel() / CELLS;
    DetectableDrop detectable = new DetectableDrop();
    int cells = 5 * SUITES;
    int found = 0;
    for (int i = 0; i < cells; i++) {
      // A report knows of the spread what its own seeds tell; the next run has others.
      CellScores reported = gaussian(now, before, 0, stream);
      CellScores next = gaussian(now, before, detectable.of(reported, level, 0), stream);
      found += CellTest.p(next, new Exchanges(now, before), level) <= level ? 1 : 0;
    }
    tell(now + " against " + before + ": visible", (double) found / cells);
    assertThat((double) found / cells).isBetween(0.75, 0.85);
  }

  private static CellScores gaussian(int now, int before, double drop, RandomStream stream) {
    return new CellScores(
        DoubleStream.generate(() -> 60 - drop + 6 * stream.nextGaussian()).limit(now).toArray(),
        DoubleStream.generate(() -> 60 + 6 * stream.nextGaussian()).limit(before).toArray());
  }

  /** The share of suites that are called a regression. */
  private static double rate(
      Scatter scatter, double sharedLuck, double dropOfFirst, double dropOfOthers) {
    RandomStream stream = RandomStream.of("simulation", scatter.name());
    int regressions = 0;
    for (int i = 0; i < SUITES; i++) {
      GateReport report = judged(scatter, sharedLuck, dropOfFirst, dropOfOthers, stream);
      regressions += report.verdict() == Verdict.REGRESSION ? 1 : 0;
    }
    return (double) regressions / SUITES;
  }

  private static GateReport judged(
      Scatter scatter,
      double sharedLuck,
      double dropOfFirst,
      double dropOfOthers,
      RandomStream stream) {
    Sides now = new Sides("now");
    Sides before = new Sides("before");
    for (int dataset = 0; dataset < DATASETS; dataset++) {
      now.kind = "kind-" + dataset;
      before.kind = now.kind;
      double[] luckNow = luck(scatter, NOW, stream);
      double[] luckBefore = luck(scatter, BEFORE, stream);
      for (int variant = 0; variant < VARIANTS; variant++) {
        double spread =
            StrictMath.exp(
                StrictMath.log(LEAST_SPREAD)
                    + stream.nextDouble()
                        * (StrictMath.log(GREATEST_SPREAD) - StrictMath.log(LEAST_SPREAD)));
        double drop = dataset == 0 && variant == 0 ? dropOfFirst : dropOfOthers;
        now.ok("v" + variant, scores(60 - drop, spread, sharedLuck, luckNow, scatter, stream));
        before.ok("v" + variant, scores(60, spread, sharedLuck, luckBefore, scatter, stream));
      }
    }
    return GATE.judge(now.evidence(), before.evidence());
  }

  private static double[] luck(Scatter scatter, int seeds, RandomStream stream) {
    return DoubleStream.generate(() -> scatter.next(stream)).limit(seeds).toArray();
  }

  private static double[] scores(
      double mean,
      double spread,
      double sharedLuck,
      double[] luck,
      Scatter scatter,
      RandomStream stream) {
    double ofAll = Math.sqrt(sharedLuck);
    double own = Math.sqrt(1 - sharedLuck);
    return Arrays.stream(luck)
        .map(shared -> mean + spread * (ofAll * shared + own * scatter.next(stream)))
        .toArray();
  }

  private static void tell(String what, double rate) {
    System.out.printf(Locale.ROOT, "%s: %.1f %%%n", what, 100 * rate);
  }
}
