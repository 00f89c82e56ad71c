package dev.visor.core.leaderboard;

import java.util.Locale;

/** A way to write a leaderboard down. */
public enum LeaderboardFormat {
  /** Columns that stand under each other, for a terminal. */
  TEXT,
  /** The rows of {@code leaderboard.csv}. */
  CSV,
  /** Tables for a README. */
  MD,
  /** A page of its own. */
  HTML,
  /** Rows, pairs and warnings as one object. */
  JSON,
  /** Tables for a paper. */
  LATEX;

  /** As it is written in an option. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** A leaderboard in this format, ending in a line feed. */
  public String render(Leaderboard leaderboard) {
    return switch (this) {
      case TEXT -> LeaderboardText.plain(leaderboard);
      case CSV -> LeaderboardTables.LEADERBOARD.text(leaderboard.rows());
      case MD -> LeaderboardText.markdown(leaderboard);
      case HTML -> LeaderboardHtml.of(leaderboard);
      case JSON -> LeaderboardJson.of(leaderboard);
      case LATEX -> LeaderboardLatex.of(leaderboard);
    };
  }
}
