package dev.visor.plugin.behaviours;

import dev.visor.api.TaskId;
import dev.visor.nn.ActorSnapshot;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The trained actors that ship with this plugin, by the list that lies beside them: {@code
 * snapshots/snapshots.csv}, written together with them.
 */
final class Snapshots {
  static final String INDEX = "snapshots.csv";
  static final String HEADER =
      "schema,task,decisions,env_steps,return,return_drawn,episodes,file,sha256";
  private static final String FOLDER = "snapshots/";
  private static final int COLUMNS = 9;

  private Snapshots() {}

  /**
   * A line of the list.
   *
   * @param task in which it was measured, and plays: the one it was trained on, or that with legacy
   *     capsules
   * @param decisions in an episode of it
   * @param environmentSteps control steps that its training had taken
   * @param meanReturn of the most likely actions, over some episodes
   * @param drawnReturn of actions drawn as in training, over as many
   * @param episodes how many
   * @param file below the list
   * @param sha256 of the file, in hexadecimal
   */
  record Entry(
      TaskId task,
      int decisions,
      long environmentSteps,
      double meanReturn,
      double drawnReturn,
      int episodes,
      String file,
      String sha256) {
    String line() {
      return "1,%s,%d,%d,%.1f,%.1f,%d,%s,%s"
          .formatted(
              task, decisions, environmentSteps, meanReturn, drawnReturn, episodes, file, sha256);
    }

    static Entry parse(String line) {
      String[] cells = line.split(",", -1);
      if (cells.length != COLUMNS || !cells[0].equals("1")) {
        throw new IllegalArgumentException("'" + line + "' is no line of " + INDEX);
      }
      return new Entry(
          TaskId.parse(cells[1]),
          Integer.parseInt(cells[2]),
          Long.parseLong(cells[3]),
          Double.parseDouble(cells[4]),
          Double.parseDouble(cells[5]),
          Integer.parseInt(cells[6]),
          cells[7],
          cells[8]);
    }
  }

  /** All of them, by task and by steps. */
  static List<Entry> all() {
    try (InputStream in = resource(INDEX)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return parse(text);
    } catch (IOException e) {
      throw new UncheckedIOException("the list of snapshots cannot be read", e);
    }
  }

  /** The entries of a list's text. */
  static List<Entry> parse(String text) {
    List<Entry> entries = new ArrayList<>();
    List<String> lines = text.lines().toList();
    if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
      throw new IllegalArgumentException(INDEX + " does not begin with " + HEADER);
    }
    lines.stream().skip(1).map(Entry::parse).forEach(entries::add);
    return entries;
  }

  /** Reads an actor. */
  static ActorSnapshot read(Entry entry) {
    try (InputStream in = new BufferedInputStream(resource(entry.file()))) {
      return ActorSnapshot.read(in);
    } catch (IOException e) {
      throw new UncheckedIOException("the snapshot " + entry.file() + " cannot be read", e);
    }
  }

  private static InputStream resource(String name) throws IOException {
    InputStream in = Snapshots.class.getResourceAsStream(FOLDER + name);
    if (in == null) {
      throw new IOException(FOLDER + name + " is missing from the plugin's jar");
    }
    return in;
  }
}
