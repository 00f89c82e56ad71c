package dev.visor.cli;

import dev.visor.core.benchmark.BenchmarkProgress;
import dev.visor.core.benchmark.BenchmarkRow;
import java.util.ArrayList;
import java.util.List;

/**
 * Says on standard error how far a benchmark is: a line for each phase, and for a person who
 * watches a count of steps that stays in its place. Keeps the rows.
 */
final class BenchProgress implements BenchmarkProgress {
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final Console console;
  private final List<BenchmarkRow> rows = new ArrayList<>();
  private boolean counting;

  BenchProgress(Console console) {
    this.console = console;
  }

  @Override
  public void phase(String what) {
    end();
    console.err().println("visor: " + what);
  }

  @Override
  public void steps(int done, int of) {
    if (console.terminal()) {
      counting = true;
      console.err().print(CLEAR_LINE + "  step " + done + " of " + of);
      console.err().flush();
    }
  }

  @Override
  public void row(BenchmarkRow row) {
    rows.add(row);
  }

  /** All rows so far. */
  List<BenchmarkRow> rows() {
    return rows;
  }

  /** Takes the count away. */
  void end() {
    if (counting) {
      console.err().print(CLEAR_LINE);
      counting = false;
    }
  }
}
