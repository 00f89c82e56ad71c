package dev.visor.core.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.api.RandomStream;
import java.time.Clock;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * How often the whole gate is wrong, over simulated suites of nine cells at five seeds against ten.
 * The spreads are those of {@code leaderboards/quick}: from 0.2 to 12 points, log-uniform.
 */
@Tag("slow")
class GateSimulationTest {
  private static final int SUITES = 400;
  private static final int CELLS = 9;
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
  @EnumSource
  void nothingChanged_isCalledARegressionInAtMostSevenOfAHundred(
      Scatter scatter, TestReporter reporter) {
    double rate = rate(scatter, 0, 0);
    tell(reporter, scatter + ": false alarms", rate);
    assertThat(rate).isLessThanOrEqualTo(0.07);
  }

  @ParameterizedTest
  @EnumSource
  void dropOfTwentyPointsInOneCell_isFoundInAtLeastEightyFiveOfAHundred(
      Scatter scatter, TestReporter reporter) {
    double rate = rate(scatter, 20, 0);
    tell(reporter, scatter + ": one cell lower by 20", rate);
    assertThat(rate).isGreaterThanOrEqualTo(0.85);
  }

  @ParameterizedTest
  @EnumSource
  void dropOfFivePointsInAllCells_isFoundInAtLeastNinetyFiveOfAHundred(
      Scatter scatter, TestReporter reporter) {
    double rate = rate(scatter, 5, 5);
    tell(reporter, scatter + ": all cells lower by 5", rate);
    assertThat(rate).isGreaterThanOrEqualTo(0.95);
  }

  @Test
  void dropThatAReportCallsVisible_isFoundFourTimesOutOfFive(TestReporter reporter) {
    RandomStream stream = RandomStream.of("simulation", "power");
    CellScores shape = cell(Scatter.GAUSSIAN, 6, 0, stream);
    double level = GatePolicy.DEFAULT.cellLevel() / CELLS;
    int found = 0;
    double scale = 0;
    for (int i = 0; i < SUITES; i++) {
      CellScores drawn = cell(Scatter.GAUSSIAN, 6, 0, stream);
      scale += drawn.deviation() * drawn.deviation() / SUITES;
    }
    double deviation = shape.deviation();
    double detectable = new DetectableDrop().of(shape, level, 0) * Math.sqrt(scale) / deviation;
    Exchanges exchanges = new Exchanges(NOW, BEFORE);
    for (int i = 0; i < SUITES; i++) {
      CellScores lower = cell(Scatter.GAUSSIAN, 6, detectable, stream);
      found += Exchanges.share(exchanges.drops(lower.pooled())) <= level ? 1 : 0;
    }
    tell(reporter, "a drop that is called visible", (double) found / SUITES);
    assertThat((double) found / SUITES).isBetween(0.75, 0.85);
  }

  /** The share of suites that are called a regression. */
  private static double rate(Scatter scatter, double dropOfFirst, double dropOfOthers) {
    RandomStream stream = RandomStream.of("simulation", scatter.name());
    int regressions = 0;
    for (int i = 0; i < SUITES; i++) {
      Sides now = new Sides("now");
      Sides before = new Sides("before");
      for (int j = 0; j < CELLS; j++) {
        double spread =
            StrictMath.exp(
                StrictMath.log(LEAST_SPREAD)
                    + stream.nextDouble()
                        * (StrictMath.log(GREATEST_SPREAD) - StrictMath.log(LEAST_SPREAD)));
        CellScores cell = cell(scatter, spread, j == 0 ? dropOfFirst : dropOfOthers, stream);
        now.ok("v" + j, cell.now());
        before.ok("v" + j, cell.before());
      }
      regressions +=
          GATE.judge(now.evidence(), before.evidence()).verdict() == Verdict.REGRESSION ? 1 : 0;
    }
    return (double) regressions / SUITES;
  }

  private static CellScores cell(Scatter scatter, double spread, double drop, RandomStream stream) {
    double[] now = new double[NOW];
    double[] before = new double[BEFORE];
    for (int i = 0; i < NOW; i++) {
      now[i] = 60 - drop + spread * scatter.next(stream);
    }
    for (int i = 0; i < BEFORE; i++) {
      before[i] = 60 + spread * scatter.next(stream);
    }
    return new CellScores(now, before);
  }

  private static void tell(TestReporter reporter, String what, double rate) {
    reporter.publishEntry(what, String.format(Locale.ROOT, "%.1f %%", 100 * rate));
  }
}
