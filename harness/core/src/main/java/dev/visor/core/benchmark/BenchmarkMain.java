package dev.visor.core.benchmark;

import dev.visor.api.Benchmark;
import dev.visor.api.BenchmarkContext;
import dev.visor.api.RandomStreams;
import dev.visor.api.Workload;
import dev.visor.core.ExitCode;
import dev.visor.core.VisorException;
import dev.visor.core.VisorVersion;
import dev.visor.core.plugin.PluginContext;
import dev.visor.core.plugin.PluginHost;
import dev.visor.core.plugin.PluginRegistry;
import dev.visor.core.trial.ProcessStatistics;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The main class of a benchmark's process: {@code BenchmarkMain <order file>}. What it says and
 * hears is in {@link Reply}.
 *
 * <p>It halts as soon as its standard input ends, even within a step: then nobody is left to hear
 * of it. It ends by halting in any case, so that no thread of a plugin can keep it alive.
 */
final class BenchmarkMain {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double BYTES_PER_MEGABYTE = 1 << 20;

  private final BlockingQueue<String> orders = new LinkedBlockingQueue<>();
  private final PrintStream out;

  private BenchmarkMain(PrintStream out) {
    this.out = out;
  }

  /** Opens what the file asks for, and steps when it is told to. */
  public static void main(String[] arguments) {
    // Both pipes belong to the parent: what a plugin prints must not be taken for an answer.
    BenchmarkMain child = new BenchmarkMain(System.out);
    InputStream in = System.in;
    System.setOut(System.err);
    System.setIn(InputStream.nullInputStream());
    Thread listener = new Thread(() -> child.listen(in), "parent");
    listener.setDaemon(true);
    listener.start();
    int code;
    try {
      child.run(BenchmarkOrder.read(Path.of(arguments[0])));
      code = ExitCode.OK.code();
    } catch (VisorException told) {
      System.err.println(told.what() + "; " + told.remedy());
      code = told.exit().code();
    } catch (Throwable thrown) { // a plugin may throw anything at all
      thrown.printStackTrace();
      code = ExitCode.TRIALS_NOT_OK.code();
    }
    System.err.flush();
    Runtime.getRuntime().halt(code);
  }

  private void listen(InputStream in) {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        orders.add(line);
      }
    } catch (IOException e) {
      Runtime.getRuntime().halt(ExitCode.INTERRUPTED.code());
    }
    Runtime.getRuntime().halt(ExitCode.INTERRUPTED.code());
  }

  @SuppressWarnings("try") // the context works by being open
  private void run(BenchmarkOrder order) throws IOException, InterruptedException {
    PluginRegistry plugins = OwnBenchmarks.in(PluginHost.start(order.pluginJars()));
    Benchmark benchmark = plugins.benchmark(order.benchmark());
    try (PluginContext context = PluginContext.of(benchmark);
        Workload work = benchmark.open(order.variant(), new Context(order))) {
      if (order.exportFolder().isPresent()) {
        work.export(new InputFolder(order.exportFolder().get()));
      }
      say(Reply.ready("Visor " + VisorVersion.current()));
      serve(work);
    }
  }

  private void serve(Workload work) throws InterruptedException {
    for (String line = orders.take(); !line.equals("end"); line = orders.take()) {
      Workload wanted =
          switch (line) {
            case "step" -> work;
            case "reference" -> work.reference().orElseThrow();
            default -> throw new IllegalArgumentException("the parent said: " + line);
          };
      long begin = System.nanoTime();
      double loss = wanted.step();
      long nanos = System.nanoTime() - begin;
      say(Reply.step(new Step(nanos / NANOS_PER_MILLI, loss)));
    }
    long peak = ProcessStatistics.peakBytes(ProcessHandle.current());
    say(Reply.peak(peak / BYTES_PER_MEGABYTE));
  }

  private void say(String line) {
    out.println(line);
    out.flush();
  }

  /** What the benchmark is given. */
  private static final class Context implements BenchmarkContext {
    private final BenchmarkOrder order;
    private final BenchmarkStreams streams;

    Context(BenchmarkOrder order) {
      this.order = order;
      this.streams = new BenchmarkStreams(order.benchmark());
    }

    @Override
    public RandomStreams random() {
      return streams;
    }

    @Override
    public int threads() {
      return order.threads();
    }

    @Override
    public Path folder() {
      return Path.of(order.folder());
    }
  }
}
