package dev.visor.core.trial;

import dev.visor.api.Algorithm;
import dev.visor.api.EnvironmentCatalogue;
import dev.visor.core.VisorException;
import dev.visor.core.dataset.DatasetStore;
import dev.visor.core.dataset.StoredDataset;
import dev.visor.core.evidence.TrialFolder;
import dev.visor.core.plugin.LoadedPlugin;
import dev.visor.core.plugin.PluginHost;
import dev.visor.core.plugin.PluginRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The main class of a trial's processes: {@code TrialMain train|evaluate <work folder>}.
 *
 * <p>It ends by halting, so that no shutdown hook and no forgotten thread of a plugin can keep it
 * alive. What it exits with is for people who look; the parent goes by the outcome file.
 */
final class TrialMain {
  static final int FINISHED = 0;
  static final int BROKEN = 10;
  static final int INTERRUPTED = 11;
  static final int ORPHANED = 12;
  static final int DEFECT = 13;

  /** The disk did not take the outcome file. */
  static final int UNWRITTEN = 14;

  private TrialMain() {}

  /** Runs one phase of the trial whose request lies in the work folder. */
  public static void main(String[] arguments) {
    Stopwatch stopwatch = Stopwatch.ofProcess();
    // Both pipes belong to the parent. A plugin that prints lands in the log, one that reads waits
    // for nothing.
    PrintStream out = System.out;
    InputStream in = System.in;
    System.setOut(System.err);
    System.setIn(InputStream.nullInputStream());
    ParentLink parent = ParentLink.open(in, out, () -> halt(ORPHANED));
    int code;
    try {
      code =
          run(
              TrialPhase.parse(arguments[0]),
              new TrialFiles(new TrialFolder(Path.of(arguments[1]))),
              parent,
              stopwatch);
    } catch (UnwrittenException e) {
      e.printStackTrace();
      code = UNWRITTEN;
    } catch (Throwable thrown) {
      thrown.printStackTrace();
      code = DEFECT;
    }
    System.err.flush();
    halt(code);
  }

  private static int run(TrialPhase phase, TrialFiles files, ParentLink parent, Stopwatch stopwatch)
      throws IOException, InterruptedException {
    TrialRequest request =
        files.request().orElseThrow(() -> new IOException("no request in " + files.path()));
    try (TrialLock lock = TrialLock.take(files.lock())) {
      return exitCode(
          PhaseExecution.run(
              phase, request, files, () -> new Host(phase, request), parent, stopwatch));
    }
  }

  private static int exitCode(PhaseOutcome outcome) {
    if (outcome instanceof PhaseOutcome.Finished) {
      return FINISHED;
    }
    return outcome instanceof PhaseOutcome.Interrupted ? INTERRUPTED : BROKEN;
  }

  /** Ends this process and what it started. */
  private static void halt(int code) {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    Runtime.getRuntime().halt(code);
  }

  /** Plugins and data as a child finds them. */
  private static final class Host implements TrialHost {
    private final TrialRequest request;
    private final PluginRegistry plugins;

    Host(TrialPhase phase, TrialRequest request) {
      this.request = request;
      this.plugins =
          PluginHost.start(
              phase == TrialPhase.TRAIN ? request.trainingPlugins() : request.evaluationPlugins());
      plugins.plugins().forEach(Host::requireSound);
    }

    /** A trial is handed the plugins that it needs and no other: none of them may be missing. */
    private static void requireSound(LoadedPlugin plugin) {
      if (plugin.state() instanceof LoadedPlugin.Broken broken) {
        String what =
            "the plugin '"
                + plugin.id()
                + "' ("
                + plugin.jar().getFileName()
                + ") cannot be used: "
                + broken.reason();
        if (broken.late()) {
          throw new LatePluginException(what);
        }
        throw VisorException.integrity(what, plugin.jar().toString(), "repair the plugin");
      }
    }

    @Override
    public Algorithm algorithm(String id) {
      return plugins.algorithm(id);
    }

    @Override
    public EnvironmentCatalogue environments() {
      return plugins.environments();
    }

    @Override
    public Optional<StoredDataset> dataset(String identity) {
      return new DatasetStore(request.data()).find(identity);
    }
  }
}
