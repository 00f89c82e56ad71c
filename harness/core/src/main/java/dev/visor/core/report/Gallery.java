package dev.visor.core.report;

import dev.visor.api.EvaluatedEpisode;
import dev.visor.api.TaskDescriptor;
import dev.visor.core.evidence.Manifest;
import dev.visor.core.evidence.TrialRow;
import dev.visor.core.evidence.TrialStatus;
import dev.visor.core.report.film.AnimatedGif;
import dev.visor.core.report.film.Film;
import dev.visor.core.report.film.Frame;
import dev.visor.core.report.film.KeptPolicy;
import dev.visor.core.report.film.Theatre;
import dev.visor.core.report.markup.Cell;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Pictures for a page: of each cell, a film of every variant, as far as policies were kept; of a
 * task without any film, a still picture.
 *
 * <p>Nothing is chosen by how it looks. A variant is shown by its first seed that is ok, in the
 * episode of the median return of its last evaluation. What cannot be shown, for a plugin is
 * missing or fails, costs its picture and leaves a note.
 *
 * @param exhibits in the order of the suite
 * @param notes what could not be shown and why, as sentences
 */
public record Gallery(List<Exhibit> exhibits, List<String> notes) {
  private static final int EDGE = 160;
  private static final int FRAMES = 50;
  private static final int CENTISECONDS = 10;

  /** With these, a picture of a rendered scene can hardly be told from its original. */
  private static final int COLOURS = 95;

  /** A film may weigh so much; one that is heavier loses every second picture until it does not. */
  private static final int MOST_BYTES = 300_000;

  /**
   * A picture.
   *
   * @param task what it shows
   * @param title of whom it is
   * @param caption what happens
   * @param still as a PNG file
   * @param film as a GIF file; empty if there is none
   */
  @SuppressWarnings("ArrayRecordComponent") // files, which are written and never compared
  public record Exhibit(
      String task, String title, String caption, byte[] still, Optional<byte[]> film) {}

  public Gallery {
    exhibits = List.copyOf(exhibits);
    notes = List.copyOf(notes);
  }

  /** No pictures. */
  public static Gallery empty(String why) {
    return new Gallery(List.of(), List.of(why));
  }

  /**
   * Makes the pictures of a run.
   *
   * @param most films
   * @param working is told what is being made
   */
  public static Gallery of(
      ReportEvidence evidence, Theatre theatre, int most, Consumer<String> working) {
    Making making = new Making(evidence, theatre, working);
    Map<String, TrialRow> shown = new LinkedHashMap<>();
    for (TrialRow row : evidence.trialsOnce()) {
      if (row.status() == TrialStatus.OK) {
        shown.putIfAbsent(row.group() + "\n" + row.variant(), row);
      }
    }
    Set<String> seen = new LinkedHashSet<>();
    int left = 0;
    for (TrialRow row : shown.values()) {
      if (making.exhibits.size() == most) {
        left++;
      } else if (making.film(row)) {
        seen.add(row.task());
      }
    }
    if (left > 0) {
      making.notes.add(
          left == 1
              ? "There is 1 more film to be had; visor video makes it."
              : "There are " + left + " more films to be had; visor video makes them.");
    }
    for (TrialRow row : shown.values()) {
      if (seen.add(row.task())) {
        making.still(row);
      }
    }
    return new Gallery(making.exhibits, making.notes);
  }

  /** What the making of a gallery goes on with. */
  private static final class Making {
    private final ReportEvidence evidence;
    private final Theatre theatre;
    private final Consumer<String> working;
    private final List<Exhibit> exhibits = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    Making(ReportEvidence evidence, Theatre theatre, Consumer<String> working) {
      this.evidence = evidence;
      this.theatre = theatre;
      this.working = working;
    }

    /** Adds the film of a trial, if it has a policy and nothing goes wrong. */
    boolean film(TrialRow row) {
      Optional<Manifest> manifest = evidence.manifest(row.trial());
      Optional<KeptPolicy> policy =
          manifest.flatMap(found -> KeptPolicy.find(evidence.trial(row.trial()), found));
      if (policy.isEmpty()) {
        return false;
      }
      working.accept("filming " + row.trial());
      try {
        exhibits.add(exhibit(row, policy.get()));
        return true;
      } catch (IOException | RuntimeException | LinkageError e) {
        notes.add("No film of " + row.trial() + ": " + message(e) + ".");
        return false;
      }
    }

    private Exhibit exhibit(TrialRow row, KeptPolicy policy) throws IOException {
      TaskDescriptor task = theatre.task(policy.trial().task());
      int between = Math.max(1, (int) Math.ceil(task.decisions() / (double) FRAMES));
      int episode = median(policy.recorded());
      Film film =
          theatre
              .play(policy, List.of(episode), new Theatre.Shot(EDGE, between), decided -> {})
              .get(0);
      double speed = film.secondsBetween() * 100 / CENTISECONDS;
      String caption =
          String.format(
              Locale.ROOT,
              "seed %d, episode %d of %d: return %.1f, %s times as fast",
              row.seedIndex(),
              episode + 1,
              Math.max(episode + 1, policy.recorded().size()),
              film.episode().totalReward(),
              Cell.rounded(speed, 1).replace(".0", ""));
      List<Frame> frames = film.frames();
      return new Exhibit(
          row.task(),
          row.variant() + " · " + row.kind() + "/" + row.size(),
          caption,
          frames.get(frames.size() / 2).png(),
          Optional.of(gif(frames)));
    }

    void still(TrialRow row) {
      Optional<Manifest> manifest = evidence.manifest(row.trial());
      if (manifest.isEmpty()) {
        notes.add("No picture of " + row.task() + ": the trials' manifests are not here.");
        return;
      }
      working.accept("drawing " + row.task());
      try {
        byte[] picture = theatre.still(manifest.get().trial(), EDGE).png();
        exhibits.add(
            new Exhibit(
                row.task(),
                "The start",
                "of the first episode of every evaluation",
                picture,
                Optional.empty()));
      } catch (RuntimeException | LinkageError e) {
        notes.add("No picture of " + row.task() + ": " + message(e) + ".");
      }
    }
  }

  /** The episode of the median return: half are better, half are worse. */
  private static int median(List<EvaluatedEpisode> recorded) {
    return IntStream.range(0, recorded.size())
        .boxed()
        .sorted(Comparator.comparingDouble(i -> recorded.get(i).totalReward()))
        .skip(recorded.size() / 2)
        .findFirst()
        .orElse(0);
  }

  private static byte[] gif(List<Frame> frames) {
    byte[] gif = AnimatedGif.of(frames, CENTISECONDS, COLOURS);
    int delay = CENTISECONDS;
    List<Frame> fewer = frames;
    while (gif.length > MOST_BYTES && fewer.size() > 2) {
      List<Frame> from = fewer;
      fewer = IntStream.range(0, from.size()).filter(i -> i % 2 == 0).mapToObj(from::get).toList();
      delay *= 2;
      gif = AnimatedGif.of(fewer, delay, COLOURS);
    }
    return gif;
  }

  private static String message(Throwable failure) {
    return failure.getMessage() == null ? failure.toString() : failure.getMessage();
  }
}
