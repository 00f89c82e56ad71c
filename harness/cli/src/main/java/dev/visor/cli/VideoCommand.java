package dev.visor.cli;

import dev.visor.api.EvaluatedEpisode;
import dev.visor.api.TaskDescriptor;
import dev.visor.core.VisorException;
import dev.visor.core.evidence.TrialFolder;
import dev.visor.core.plugin.PluginRegistry;
import dev.visor.core.report.film.AnimatedGif;
import dev.visor.core.report.film.Film;
import dev.visor.core.report.film.Frame;
import dev.visor.core.report.film.KeptPolicy;
import dev.visor.core.report.film.Theatre;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code visor video TRIAL}: plays a finished trial's policy into an animated GIF. */
@Command(
    name = "video",
    description = {
      "Plays the last policy of a finished trial and writes an animated GIF.",
      "The episodes are those of its evaluation: the same starts, the same random numbers."
    })
final class VideoCommand implements Runnable {
  private static final double FRAMES_PER_SECOND = 25;
  private static final double PAUSE_SECONDS = 1;
  private static final int CENTISECONDS = 100;

  /** Another number of threads, or another processor, changes returns by less. */
  private static final double NEARLY = 1e-6;

  /** More pictures than fit beside everything else in the heap that the launcher asks for. */
  private static final long MOST_BYTES = 400L << 20;

  @Parameters(paramLabel = "TRIAL", description = "A folder in the folder trials of a run.")
  Path trial = Path.of("");

  @Option(
      names = "--episodes",
      paramLabel = "N",
      description = "How many, from the first of the evaluation (default: ${DEFAULT-VALUE}).")
  int episodes = 1;

  @Option(
      names = "--size",
      paramLabel = "PIXELS",
      description = "Edge of the square picture, 16 to 2048 (default: ${DEFAULT-VALUE}).")
  int size = 256;

  @Option(
      names = "--every",
      paramLabel = "N",
      description = "A picture after every N decisions (default: up to 25 pictures a second).")
  @Nullable Integer every;

  @Option(
      names = "--out",
      paramLabel = "FILE.gif",
      description = "Where the film goes (default: <trial>.gif in the current folder).")
  @Nullable Path out;

  @Option(
      names = "--frames",
      paramLabel = "DIR",
      description = "Writes every picture as a PNG file, too, with all of its colours.")
  @Nullable Path frames;

  private final Provider<PluginRegistry> plugins;
  private final Console console;

  @Inject
  VideoCommand(Provider<PluginRegistry> plugins, Console console) {
    this.plugins = plugins;
    this.console = console;
  }

  @Override
  public void run() {
    KeptPolicy policy = KeptPolicy.in(new TrialFolder(trial));
    Theatre theatre = new Theatre(plugins.get());
    TaskDescriptor task = theatre.task(policy.trial().task());
    double decisionSeconds = task.controlSeconds() * task.actionRepeat();
    Theatre.Shot shot = shot(policy, task, decisionSeconds);
    Path file = out == null ? Path.of(policy.trial().id() + ".gif") : out;
    try {
      List<Film> films = play(theatre, policy, task, shot);
      int centiseconds =
          (int) Math.max(2, Math.round(CENTISECONDS * films.get(0).secondsBetween()));
      List<Frame> shown = withPauses(films, centiseconds);
      create(file.toAbsolutePath().getParent());
      Files.write(file, AnimatedGif.of(shown, centiseconds, AnimatedGif.MOST_COLOURS));
      console.out().println(file);
      if (frames != null) {
        writeFrames(films, frames);
        console.out().println(frames);
      }
      tellReturns(films, policy.recorded());
    } catch (IOException e) {
      throw VisorException.usage(
              "the film cannot be made: " + e, file.toString(), "name another file with --out")
          .causedBy(e);
    }
  }

  private Theatre.Shot shot(KeptPolicy policy, TaskDescriptor task, double decisionSeconds) {
    int most = policy.trial().protocol().evalEpisodes();
    if (episodes < 1 || episodes > most) {
      throw VisorException.usage(
          episodes + " episodes", "--episodes", "an evaluation of this trial has 1 to " + most);
    }
    if (size < 16 || size > 2048) {
      throw VisorException.usage("pictures of " + size + " pixels", "--size", "give 16 to 2048");
    }
    if (every != null && every < 1) {
      throw VisorException.usage(
          "a picture after every " + every + " decisions", "--every", "give 1 or more");
    }
    int between =
        every != null
            ? every
            : (int) Math.max(1, Math.ceil(1 / (FRAMES_PER_SECOND * decisionSeconds) - 1e-9));
    long pictures = (long) episodes * (task.decisions() / between + 2);
    if (pictures * size * size * 3 > MOST_BYTES) {
      throw VisorException.usage(
          pictures + " pictures of " + size + " × " + size + " pixels do not fit into memory",
          "--episodes, --size, --every",
          "take fewer episodes, smaller pictures, or a picture less often");
    }
    return new Theatre.Shot(size, between);
  }

  private List<Film> play(
      Theatre theatre, KeptPolicy policy, TaskDescriptor task, Theatre.Shot shot)
      throws IOException {
    int decisions = episodes * task.decisions();
    try (BuildBar bar = new BuildBar(console, policy.trial().id(), "decisions")) {
      return theatre.play(
          policy,
          IntStream.range(0, episodes).boxed().toList(),
          shot,
          decided -> bar.progressed(decided, decisions));
    }
  }

  /** Each episode ends with a pause, which in a GIF costs a few bytes. */
  private static List<Frame> withPauses(List<Film> films, int centiseconds) {
    int pause = (int) Math.ceil(PAUSE_SECONDS * CENTISECONDS / centiseconds);
    List<Frame> shown = new ArrayList<>();
    for (Film film : films) {
      shown.addAll(film.frames());
      shown.addAll(Collections.nCopies(pause, film.frames().get(film.frames().size() - 1)));
    }
    return shown;
  }

  private static void writeFrames(List<Film> films, Path folder) throws IOException {
    create(folder);
    for (int episode = 0; episode < films.size(); episode++) {
      List<Frame> pictures = films.get(episode).frames();
      for (int i = 0; i < pictures.size(); i++) {
        String name = String.format(Locale.ROOT, "episode-%02d-%05d.png", episode, i);
        Files.write(folder.resolve(name), pictures.get(i).png());
      }
    }
  }

  private static void create(@Nullable Path folder) throws IOException {
    if (folder != null) {
      Files.createDirectories(folder);
    }
  }

  /** Whether what is seen is what was scored. */
  private void tellReturns(List<Film> films, List<EvaluatedEpisode> recorded) {
    for (int i = 0; i < films.size(); i++) {
      EvaluatedEpisode played = films.get(i).episode();
      console
          .err()
          .printf(
              Locale.ROOT,
              "episode %d: return %.4f in %d decisions%s%n",
              i,
              played.totalReward(),
              played.decisions(),
              i < recorded.size() ? comparison(played, recorded.get(i)) : "");
    }
  }

  private static String comparison(EvaluatedEpisode played, EvaluatedEpisode recorded) {
    double difference = Math.abs(played.totalReward() - recorded.totalReward());
    if (played.equals(recorded)) {
      return ", as recorded";
    }
    return difference <= NEARLY * Math.abs(recorded.totalReward())
        ? ", as recorded but for the last digits"
        : String.format(
            Locale.ROOT,
            ", recorded as %.4f by other code or another machine",
            recorded.totalReward());
  }
}
