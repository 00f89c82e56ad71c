package dev.visor.core.gate;

import dev.visor.api.RandomStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether all cells together are lower: the mean over cells of their drops, against what it is when
 * in every cell the labels are exchanged, each cell by itself. A small drop that many cells share
 * shows here long before it shows in any of them.
 *
 * <p>It is the mean, and not the interquartile mean of a leaderboard: over several variants, that
 * would leave out the best and the worst of them.
 */
final class SuiteTest {
  private static final int REPLICATES = 9_999;
  private static final int SIMULATED_REPLICATES = 499;
  private static final int SIMULATIONS = 200;

  private final List<CellScores> cells;
  private final List<Exchanges> exchanges = new ArrayList<>();

  /**
   * @param cells one or more
   */
  SuiteTest(List<CellScores> cells) {
    this.cells = List.copyOf(cells);
    Map<List<Integer>, Exchanges> byShape = new HashMap<>();
    for (CellScores cell : cells) {
      exchanges.add(
          byShape.computeIfAbsent(
              List.of(cell.now().length, cell.before().length),
              shape -> new Exchanges(shape.get(0), shape.get(1))));
    }
  }

  /** The mean of the cells' drops. */
  double drop() {
    return cells.stream().mapToDouble(CellScores::drop).sum() / cells.size();
  }

  /** One-sided p-value, from random exchanges; the labels as they are count as one of them. */
  double p() {
    RandomStream stream = RandomStream.of("gate", "suite");
    double[] drops = new double[REPLICATES + 1];
    for (int i = 0; i < cells.size(); i++) {
      double[] ofCell = exchanges.get(i).drops(cells.get(i).pooled());
      drops[0] += ofCell[0] / cells.size();
      for (int replicate = 1; replicate <= REPLICATES; replicate++) {
        drops[replicate] += ofCell[stream.nextInt(ofCell.length)] / cells.size();
      }
    }
    return Exchanges.share(drops);
  }

  /**
   * The smallest drop of all cells alike that would be found, with a power of 80 %, if seeds
   * scatter as they do here: see {@link DetectableDrop}.
   *
   * @param level of the test
   * @param least drop that counts
   * @return infinite if none would be
   */
  double detectable(double level, double least) {
    RandomStream stream = RandomStream.of("gate", "suite", "power");
    double[] needed = new double[SIMULATIONS];
    for (int i = 0; i < SIMULATIONS; i++) {
      needed[i] = needed(level, least, stream);
    }
    return DetectableDrop.powered(needed);
  }

  /** The shift that one simulated suite needs to be found lower. */
  private double needed(double level, double least, RandomStream stream) {
    double observed = 0;
    double[] drops = new double[SIMULATED_REPLICATES];
    double[] moved = new double[SIMULATED_REPLICATES];
    for (int i = 0; i < cells.size(); i++) {
      CellScores cell = cells.get(i);
      Exchanges ways = exchanges.get(i);
      double[] seeds = DetectableDrop.scatter(cell, stream);
      double total = Exchanges.total(seeds);
      observed += ways.drop(seeds, total, 0);
      for (int j = 0; j < SIMULATED_REPLICATES; j++) {
        int way = stream.nextInt(ways.count());
        drops[j] += ways.drop(seeds, total, way);
        moved[j] += DetectableDrop.moved(ways.kept(way), cell);
      }
    }
    double[] outdone = new double[SIMULATED_REPLICATES];
    for (int j = 0; j < SIMULATED_REPLICATES; j++) {
      outdone[j] = moved[j] > 0 ? (drops[j] - observed) / moved[j] : Double.POSITIVE_INFINITY;
    }
    return Math.max(DetectableDrop.shift(outdone, level), least - observed / cells.size());
  }
}
