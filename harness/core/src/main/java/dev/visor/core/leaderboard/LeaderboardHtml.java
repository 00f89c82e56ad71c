package dev.visor.core.leaderboard;

import com.google.common.html.HtmlEscapers;
import java.util.List;

/** A leaderboard as one page that needs nothing else: no script, no style sheet, no network. */
final class LeaderboardHtml {
  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Leaderboard</title>
      <style>
      :root { color-scheme: light dark; }
      body { font: 15px/1.4 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem;
        padding: 0 1rem; }
      .table { overflow-x: auto; margin-bottom: 2rem; }
      table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
      caption { text-align: left; font-weight: 600; padding-bottom: .3rem; }
      th, td { text-align: right; padding: .15rem .8rem; white-space: nowrap; }
      th.text, td.text { text-align: left; }
      thead th { border-bottom: 1px solid; }
      @media print { body { margin: 0; } .table { break-inside: avoid; } }
      </style>
      </head>
      <body>
      """;

  private LeaderboardHtml() {}

  static String of(Leaderboard leaderboard) {
    StringBuilder page = new StringBuilder(HEAD);
    for (LeaderboardTable table : LeaderboardTable.of(leaderboard)) {
      page.append("<div class=\"table\"><table>\n<caption>")
          .append(escaped(table.title()))
          .append("</caption>\n<thead>\n");
      line(page, "th scope=\"col\"", "th", table.header());
      page.append("</thead>\n<tbody>\n");
      table.lines().forEach(line -> line(page, "td", "td", line));
      page.append("</tbody>\n</table></div>\n");
    }
    if (!leaderboard.warnings().isEmpty()) {
      page.append("<ul>\n");
      leaderboard
          .warnings()
          .forEach(warning -> page.append("<li>").append(escaped(warning)).append("</li>\n"));
      page.append("</ul>\n");
    }
    return page.append("</body>\n</html>\n").toString();
  }

  private static void line(StringBuilder page, String open, String close, List<String> cells) {
    page.append("<tr>");
    for (int column = 0; column < cells.size(); column++) {
      page.append('<')
          .append(open)
          .append(LeaderboardTable.isText(column) ? " class=\"text\">" : ">")
          .append(escaped(cells.get(column)))
          .append("</")
          .append(close)
          .append('>');
    }
    page.append("</tr>\n");
  }

  private static String escaped(String text) {
    return HtmlEscapers.htmlEscaper().escape(text);
  }
}
