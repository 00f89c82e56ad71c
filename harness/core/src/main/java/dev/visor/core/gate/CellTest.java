package dev.visor.core.gate;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether a cell is lower than it was, one among several that are looked at.
 *
 * <p><b>Why permutations.</b> A gate meets five seeds against ten, whose scores are anything but
 * Gaussian: they pile up at a ceiling, or one in five collapses. A test that takes a spread from
 * such a sample and a quantile from a table has an error that nobody knows. Here the labels
 * <i>now</i> and <i>before</i> are exchanged among the seeds of the cell in all 3,003 ways. If the
 * change did nothing, each of these ways was as likely as the one that is, whatever the scores look
 * like; so the share of them that shows as great a drop <i>is</i> the p-value. Holm's correction
 * keeps the chance of accusing any innocent cell below the level, however the cells hang together;
 * the rule for all cells ({@link SuiteTest}) exchanges those together whose luck is shared. So the
 * two levels add up to a bound on false alarms that needs no assumption but this one: that nothing
 * changed. It is a bound over baselines, too: one whose seeds were lucky makes false alarms
 * likelier for every change that is held against it, until there is a new one.
 *
 * <p>Seeds that both sides share draw the same random numbers, and so their scores may be alike.
 * That makes the two means closer than exchanges take them to be, and false alarms rarer.
 *
 * <p><b>What it costs.</b> With n seeds against m there are no more p-values than exchanges: three
 * against three cannot be below 0.05, five against ten not below 0.0003. Where even the smallest is
 * above the corrected level, the cell is tested by Student's t instead, which takes the scores to
 * be Gaussian, and the report says so: a fall of sixty points in three seeds should not pass for
 * want of a fourth. A cell of which two seeds in five collapse is not found by either: that much
 * happens by chance in one exchange of ten. More seeds help.
 *
 * @param worse p-value of a drop, corrected for the number of cells
 * @param better p-value of a rise, likewise
 * @param detectable the smallest drop that would have been found; infinite if none
 * @param exact whether it was by exchanges
 */
record CellTest(double worse, double better, double detectable, boolean exact) {
  /**
   * Tests cells together.
   *
   * @param level chance of accusing any cell in which nothing changed
   * @param least drop that counts
   * @param detectable says what would have been found
   */
  static Map<GateCell, CellTest> of(
      Map<GateCell, CellScores> cells, double level, double least, DetectableDrop detectable) {
    double[] worse = new double[cells.size()];
    double[] better = new double[cells.size()];
    boolean[] exact = new boolean[cells.size()];
    // The hardest case: that this cell is the only one, and so stands first in Holm's order.
    double corrected = level / Math.max(1, cells.size());
    Map<List<Integer>, Exchanges> byShape = new HashMap<>();
    int i = 0;
    for (CellScores scores : cells.values()) {
      Exchanges exchanges =
          byShape.computeIfAbsent(
              List.of(scores.now().length, scores.before().length),
              shape -> new Exchanges(shape.get(0), shape.get(1)));
      exact[i] = exchanges.reach(corrected);
      worse[i] = p(scores, exchanges, corrected);
      better[i] = p(scores.turned(), exchanges, corrected);
      i++;
    }
    double[] worseAdjusted = Holm.adjusted(worse);
    double[] betterAdjusted = Holm.adjusted(better);
    Map<GateCell, CellTest> tests = new LinkedHashMap<>();
    i = 0;
    for (Map.Entry<GateCell, CellScores> cell : cells.entrySet()) {
      tests.put(
          cell.getKey(),
          new CellTest(
              worseAdjusted[i],
              betterAdjusted[i],
              detectable.of(cell.getValue(), corrected, least),
              exact[i]));
      i++;
    }
    return tests;
  }

  /**
   * One-sided p-value of a drop: by exchanges, or by Student's t where there are too few of them
   * for the level, or 1 where a seed on either side is all there is.
   */
  static double p(CellScores scores, Exchanges exchanges, double level) {
    if (exchanges.reach(level)) {
      return Exchanges.share(exchanges.drops(scores.pooled()));
    }
    return scores.pooled().length > 2
        ? new StudentTest(scores.now().length, scores.before().length).p(scores)
        : 1;
  }
}
