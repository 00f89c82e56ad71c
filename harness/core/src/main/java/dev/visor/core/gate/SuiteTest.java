package dev.visor.core.gate;

import dev.visor.api.RandomStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether all cells together are lower: the mean over cells of their drops, against what it is when
 * the labels are exchanged. A small drop that many cells share shows here long before it shows in
 * any of them.
 *
 * <p>Cells that share their {@link Luck} are exchanged together, as one cell whose scores are the
 * means of theirs: each by itself, they would be taken for that many witnesses, and five variants
 * whose scores are half luck would raise false alarms at five times the level. Other cells are
 * exchanged each by itself. Where cells of one luck are all there are, and have too few seeds for
 * exchanges, Student's t stands in, as it does for a single cell.
 *
 * <p>It is the mean, and not the interquartile mean of a leaderboard: over several variants, that
 * would leave out the best and the worst of them.
 */
final class SuiteTest {
  private static final int REPLICATES = 9_999;
  private static final int SIMULATED_REPLICATES = 499;
  private static final int SIMULATIONS = 200;

  private final List<CellScores> means = new ArrayList<>();
  private final List<Exchanges> exchanges = new ArrayList<>();
  private final double[] shares;
  private final double level;
  private final DetectableDrop single;

  /**
   * @param cells those of each luck; one or more, of one or more each
   * @param level of the test
   * @param single says what would have been found in one cell
   */
  SuiteTest(Collection<List<CellScores>> cells, double level, DetectableDrop single) {
    this.level = level;
    this.single = single;
    double count = cells.stream().mapToInt(List::size).sum();
    shares = cells.stream().mapToDouble(alike -> alike.size() / count).toArray();
    Map<List<Integer>, Exchanges> byShape = new HashMap<>();
    for (List<CellScores> alike : cells) {
      CellScores mean = CellScores.mean(alike);
      means.add(mean);
      exchanges.add(
          byShape.computeIfAbsent(
              List.of(mean.now().length, mean.before().length),
              shape -> new Exchanges(shape.get(0), shape.get(1))));
    }
  }

  /** The mean of the cells' drops. */
  double drop() {
    double drop = 0;
    for (int i = 0; i < shares.length; i++) {
      drop += shares[i] * means.get(i).drop();
    }
    return drop;
  }

  /** One-sided p-value; the labels as they are count as one of the exchanges. */
  double p() {
    return means.size() == 1 ? CellTest.p(means.get(0), exchanges.get(0), level) : pOfSeveral();
  }

  /** From random exchanges. */
  private double pOfSeveral() {
    RandomStream stream = RandomStream.of("gate", "suite");
    double[] drops = new double[REPLICATES + 1];
    for (int i = 0; i < shares.length; i++) {
      double[] ofCell = exchanges.get(i).drops(means.get(i).pooled());
      drops[0] += shares[i] * ofCell[0];
      for (int replicate = 1; replicate <= REPLICATES; replicate++) {
        drops[replicate] += shares[i] * ofCell[stream.nextInt(ofCell.length)];
      }
    }
    return Exchanges.share(drops);
  }

  /**
   * The smallest drop of all cells alike that would be found, with a power of 80 %, if seeds
   * scatter as they do here: see {@link DetectableDrop}.
   *
   * @param least drop that counts
   * @return infinite if none would be
   */
  double detectable(double least) {
    if (means.size() == 1) {
      return single.of(means.get(0), level, least);
    }
    RandomStream stream = RandomStream.of("gate", "suite", "power");
    double[] needed = new double[SIMULATIONS];
    for (int i = 0; i < SIMULATIONS; i++) {
      needed[i] = needed(least, stream);
    }
    return DetectableDrop.powered(needed);
  }

  /** The shift that one simulated suite needs to be found lower. */
  private double needed(double least, RandomStream stream) {
    double observed = 0;
    double[] drops = new double[SIMULATED_REPLICATES];
    double[] moved = new double[SIMULATED_REPLICATES];
    for (int i = 0; i < shares.length; i++) {
      CellScores mean = means.get(i);
      Exchanges ways = exchanges.get(i);
      double[] seeds = DetectableDrop.scatter(mean, stream);
      double total = Exchanges.total(seeds);
      observed += shares[i] * ways.drop(seeds, total, 0);
      for (int j = 0; j < SIMULATED_REPLICATES; j++) {
        int way = stream.nextInt(ways.count());
        drops[j] += shares[i] * ways.drop(seeds, total, way);
        moved[j] += shares[i] * DetectableDrop.moved(ways.kept(way), mean);
      }
    }
    double[] outdone = new double[SIMULATED_REPLICATES];
    for (int j = 0; j < SIMULATED_REPLICATES; j++) {
      outdone[j] = moved[j] > 0 ? (drops[j] - observed) / moved[j] : Double.POSITIVE_INFINITY;
    }
    return Math.max(DetectableDrop.shift(outdone, level), least - observed);
  }
}
