package dev.visor.core.statistics;

/** What a bootstrap draws anew, and so what its intervals speak of. */
public enum Resampling {
  /**
   * The training seeds of every cell: what another run of the same suite would have given. The
   * cells are those that they are.
   */
  SEEDS("stratified percentile bootstrap over seeds"),
  /**
   * The cells, and the seeds of each cell that was drawn: what a suite of other cells like these
   * would have given. Wider, and the only one that says anything where every cell has one seed.
   */
  CELLS("percentile bootstrap over cells and their seeds"),
  /**
   * The training seeds of every cell, and the starts that all of them were evaluated from: what
   * another run of the same suite from other starts would have given. See {@link StartBootstrap}.
   */
  STARTS("stratified percentile bootstrap over seeds and starts");

  private final String method;

  Resampling(String method) {
    this.method = method;
  }

  /** As it is told beside an interval. */
  public String method() {
    return method;
  }

  /** Whether there is anything to choose from, so that an interval has a meaning. */
  public boolean hasReplication(Scores scores) {
    return scores.count() > scores.cells() || this == CELLS && scores.cells() > 1;
  }
}
