package dev.visor.core.leaderboard;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** A leaderboard as JSON; fields are named like the columns of the CSV files. */
final class LeaderboardJson {
  private LeaderboardJson() {}

  static String of(Leaderboard leaderboard) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = new JsonFactory().createGenerator(text)) {
      out.setPrettyPrinter(
          new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));
      out.writeStartObject();
      out.writeNumberField("schema", 1);
      out.writeFieldName("rows");
      LeaderboardTables.LEADERBOARD.writeJson(out, leaderboard.rows());
      out.writeFieldName("pairs");
      LeaderboardTables.PAIRWISE.writeJson(out, leaderboard.pairs());
      out.writeArrayFieldStart("warnings");
      for (String warning : leaderboard.warnings()) {
        out.writeString(warning);
      }
      out.writeEndArray();
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text + "\n";
  }
}
