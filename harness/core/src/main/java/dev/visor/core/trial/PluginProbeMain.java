package dev.visor.core.trial;

import dev.visor.core.VisorException;
import dev.visor.core.plugin.LoadedPlugin;
import dev.visor.core.plugin.PluginHost;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * The main class of the process that plugins are tried in: {@code PluginProbeMain <limit> <jar>…}.
 * It reports line by line, each before the next step: {@value #READING} with a jar whose code is
 * about to run, {@value #BROKEN} with a jar and a reason, {@value #DONE} at the end, or {@value
 * #UNTRIED} if no code ran because the jars do not go together.
 */
final class PluginProbeMain {
  static final String READING = "reading";
  static final String BROKEN = "broken";
  static final String DONE = "done";
  static final String UNTRIED = "untried";

  private PluginProbeMain() {}

  /** Has plugins describe themselves. */
  public static void main(String[] arguments) {
    PrintStream out = System.out;
    InputStream in = System.in;
    System.setOut(System.err);
    System.setIn(InputStream.nullInputStream());
    ParentLink.open(in, out, () -> Runtime.getRuntime().halt(TrialMain.ORPHANED));
    List<Path> jars = Arrays.stream(arguments).skip(1).map(Path::of).toList();
    try {
      for (LoadedPlugin plugin :
          PluginHost.probe(
                  jars, Duration.parse(arguments[0]), jar -> say(out, READING + "\t" + jar))
              .plugins()) {
        if (plugin.state() instanceof LoadedPlugin.Broken broken) {
          say(out, BROKEN + "\t" + plugin.jar() + "\t" + broken.reason().replaceAll("\\s+", " "));
        }
      }
      say(out, DONE);
    } catch (VisorException e) {
      // Whoever loads them finds the same without their code.
      System.err.println(e.what());
      say(out, UNTRIED);
    }
    Runtime.getRuntime().halt(TrialMain.FINISHED);
  }

  private static void say(PrintStream out, String line) {
    out.println(line);
    out.flush();
  }
}
