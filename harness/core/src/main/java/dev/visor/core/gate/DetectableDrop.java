package dev.visor.core.gate;

import dev.visor.api.RandomStream;
import dev.visor.core.statistics.Selection;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The smallest drop of one cell that the gate would find four times out of five, if seeds scatter
 * as they do here. A gate that is silent must say how loud something would have had to be.
 *
 * <p>Seeds are simulated with a Gaussian. Its standard deviation is not the cell's, which few seeds
 * tell only roughly: each simulation draws another one, as the chi-squared law of that estimate has
 * it. So of all the drops that reports say would be found, four of five would be, though of one
 * report's it may be more or fewer. Lowering the seeds of <i>now</i> by a shift moves the drop of
 * the labels as they are by the whole shift, and that of an exchange by less, in proportion to the
 * seeds that it moves away. So each exchange has a shift beyond which it is outdone, and the shift
 * that a simulated cell needs is an order statistic of them; nothing has to be searched for. What
 * seeds of standard deviation 1 need is kept, for cells differ by their deviations alone.
 */
final class DetectableDrop {
  private static final double POWER = 0.8;
  private static final int SIMULATIONS = 400;

  private final Map<Question, double[][]> simulated = new ConcurrentHashMap<>();

  private record Question(int now, int before, double level) {}

  /**
   * The drop; infinite if no drop would be found, for there is one seed against one.
   *
   * @param level of the test of one cell, corrected for the number of cells
   * @param least drop that counts
   */
  double of(CellScores cell, double level, double least) {
    double[][] unit =
        simulated.computeIfAbsent(
            new Question(cell.now().length, cell.before().length, level), DetectableDrop::simulate);
    double deviation = cell.deviation();
    double[] needed = new double[SIMULATIONS];
    for (int i = 0; i < SIMULATIONS; i++) {
      // Without scatter the smallest shift is enough, unless the seeds are too few for any.
      double shift = Double.isInfinite(unit[0][i]) ? unit[0][i] : deviation * unit[0][i];
      needed[i] = Math.max(shift, least - deviation * unit[1][i]);
    }
    return powered(needed);
  }

  /**
   * For seeds whose standard deviation was found to be 1, the shifts that are needed, and the drops
   * without any.
   */
  private static double[][] simulate(Question of) {
    Exchanges exchanges = new Exchanges(of.now, of.before);
    return exchanges.reach(of.level)
        ? simulateExchanges(of, exchanges)
        : simulateStudent(of, new StudentTest(of.now, of.before));
  }

  private static double[][] simulateStudent(Question of, StudentTest test) {
    RandomStream stream = RandomStream.of("gate", "cell", "power");
    double[][] results = new double[2][SIMULATIONS];
    boolean scatters = of.now + of.before > 2;
    double critical = scatters ? test.critical(of.level) : Double.POSITIVE_INFINITY;
    for (int i = 0; i < SIMULATIONS; i++) {
      double[] seeds = scatter(of.now + of.before, 1, stream);
      CellScores cell =
          new CellScores(
              Arrays.copyOf(seeds, of.now), Arrays.copyOfRange(seeds, of.now, seeds.length));
      double deviation = deviation(seeds.length, stream);
      results[1][i] = deviation * cell.drop();
      results[0][i] =
          scatters
              ? deviation
                  * Math.max(0, critical * test.standardError(cell.deviation()) - cell.drop())
              : critical;
    }
    return results;
  }

  private static double[][] simulateExchanges(Question of, Exchanges exchanges) {
    RandomStream stream = RandomStream.of("gate", "cell", "power");
    CellScores cell = new CellScores(new double[of.now], new double[of.before]);
    double[][] results = new double[2][SIMULATIONS];
    for (int i = 0; i < SIMULATIONS; i++) {
      double[] drops = exchanges.drops(scatter(of.now + of.before, 1, stream));
      double[] outdone = new double[drops.length - 1];
      for (int j = 1; j < drops.length; j++) {
        double moved = moved(exchanges.kept(j), cell);
        outdone[j - 1] = moved > 0 ? (drops[j] - drops[0]) / moved : Double.POSITIVE_INFINITY;
      }
      double deviation = deviation(of.now + of.before, stream);
      results[0][i] = deviation * shift(outdone, of.level);
      results[1][i] = deviation * drops[0];
    }
    return results;
  }

  /**
   * The shift at which so few exchanges are left that the p-value is at the level.
   *
   * @param outdone the shift beyond which each exchange, but for the labels as they are, no longer
   *     shows as great a drop; changes its order
   */
  static double shift(double[] outdone, double level) {
    int mayBeLeft = (int) Math.floor(level * (outdone.length + 1) + 1e-9) - 1;
    if (mayBeLeft < 0) {
      return Double.POSITIVE_INFINITY;
    }
    // As many are to be greater as may be left.
    int place = outdone.length - 1 - mayBeLeft;
    return place >= 0 ? Math.max(0, Selection.of(outdone, place)) : 0;
  }

  /** By how much less than the whole an exchange's drop moves, for each unit of the shift. */
  static double moved(int kept, CellScores cell) {
    return (cell.now().length - kept) * (1.0 / cell.now().length + 1.0 / cell.before().length);
  }

  /** Seeds of no change, that scatter as those of a cell may. */
  static double[] scatter(CellScores cell, RandomStream stream) {
    int seeds = cell.now().length + cell.before().length;
    return scatter(seeds, cell.deviation() * deviation(seeds, stream), stream);
  }

  /**
   * A standard deviation from which so many seeds, on two sides, may have been drawn where theirs
   * was found to be 1.
   */
  private static double deviation(int seeds, RandomStream stream) {
    int free = seeds - 2;
    double squares = 0;
    for (int i = 0; i < free; i++) {
      double next = stream.nextGaussian();
      squares += next * next;
    }
    return free < 1 ? 1 : Math.sqrt(free / squares);
  }

  private static double[] scatter(int seeds, double deviation, RandomStream stream) {
    double[] values = new double[seeds];
    for (int i = 0; i < seeds; i++) {
      values[i] = stream.nextGaussian(0, deviation);
    }
    return values;
  }

  /** What is enough in four of five simulations. */
  static double powered(double[] needed) {
    double[] sorted = needed.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.ceil(POWER * sorted.length) - 1];
  }
}
