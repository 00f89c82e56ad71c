package dev.visor.core.benchmark;

import dev.visor.core.ExitCode;
import dev.visor.core.VisorException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A process that steps when it is told to, seen from the parent. It ends when its standard input
 * does, which a parent that was killed closes too.
 */
final class BenchmarkProcess implements AutoCloseable {
  /** Compiling a model takes minutes, and the first step of it may; a step takes seconds. */
  private static final Duration LONGEST_ANSWER = Duration.ofMinutes(15);

  private static final int TAIL_LINES = 12;
  private static final int LONGEST_LINE = 200;
  private static final long DEATH_SECONDS = 5;

  private final String name;
  private final Process process;
  private final Path log;
  private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();

  private boolean ready;
  private volatile boolean closed;

  private BenchmarkProcess(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  /**
   * Starts a process.
   *
   * @param name whom a message names
   * @param log where its standard error goes
   */
  static BenchmarkProcess start(String name, ProcessBuilder builder, Path log) throws IOException {
    builder.redirectError(log.toFile());
    BenchmarkProcess started = new BenchmarkProcess(name, builder.start(), log);
    Thread reader = new Thread(started::listen, "answers of " + name);
    reader.setDaemon(true);
    reader.start();
    return started;
  }

  private void listen() {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(Optional.of(line));
      }
    } catch (IOException e) {
      // The pipe of a killed process may break: it has ended either way.
      lines.add(Optional.empty());
      return;
    }
    lines.add(Optional.empty());
  }

  String name() {
    return name;
  }

  /** Waits until it is ready; gives what it computes with. */
  String engine() throws InterruptedException {
    String engine = answer("getting ready", Reply::engine);
    ready = true;
    return engine;
  }

  /**
   * Has it do a step.
   *
   * @param line {@code step} or {@code reference}
   */
  Step step(String line) throws InterruptedException {
    say(line);
    return answer("at a " + line, Reply::step);
  }

  /** Has it end; gives the peak of its memory, in MB of 2²⁰ bytes. */
  double end() throws InterruptedException {
    say("end");
    return answer("at its end", Reply::peakMegabytes);
  }

  private void say(String line) {
    try {
      process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
    } catch (IOException e) {
      // It has died; that there is no answer will tell.
      return;
    }
  }

  private <T> T answer(String when, Function<Reply, T> read) throws InterruptedException {
    Optional<String> line = lines.poll(LONGEST_ANSWER.toSeconds(), TimeUnit.SECONDS);
    if (line == null) {
      throw failure(
          "has not answered for " + LONGEST_ANSWER.toMinutes() + " minutes, " + when, tail());
    }
    if (line.isEmpty()) {
      if (closed) {
        throw VisorException.of(
            ExitCode.INTERRUPTED, "the benchmark was interrupted", "", "run it again");
      }
      throw death(when);
    }
    try {
      return read.apply(Reply.parse(line.get()));
    } catch (IllegalArgumentException e) {
      throw failure(
          "answered nonsense, " + when + " (" + e.getMessage() + "): " + cut(line.get()), tail());
    }
  }

  /** It ended by itself; with 2 at the very start if it was asked for the impossible. */
  private VisorException death(String when) throws InterruptedException {
    if (!process.waitFor(DEATH_SECONDS, TimeUnit.SECONDS)) {
      return failure("closed its output, " + when, tail());
    }
    List<String> said = tail();
    if (!ready && process.exitValue() == ExitCode.USAGE.code() && !said.isEmpty()) {
      return VisorException.usage(
          name + " cannot run: " + said.get(said.size() - 1),
          "",
          said.stream().anyMatch(line -> line.contains("No module named"))
              ? "python3 -m venv torch && torch/bin/pip install torch numpy, and then: visor bench"
                  + " … --python torch/bin/python"
              : "mend that, and run it again");
    }
    return failure("ended with code " + process.exitValue() + ", " + when, said);
  }

  private VisorException failure(String how, List<String> said) {
    String last =
        said.isEmpty()
            ? "; it said nothing"
            : "; it last said:\n    " + String.join("\n    ", said);
    return VisorException.of(
        ExitCode.TRIALS_NOT_OK, name + " " + how + last, "", "mend that, and run it again");
  }

  /** The last lines of its standard error. */
  private List<String> tail() {
    try {
      List<String> all =
          new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.isBlank())
              .map(BenchmarkProcess::cut)
              .toList();
      return all.subList(Math.max(0, all.size() - TAIL_LINES), all.size());
    } catch (IOException e) {
      return List.of(log + " cannot be read: " + e);
    }
  }

  private static String cut(String line) {
    return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + " …";
  }

  /** Ends it with everything below it. */
  @Override
  public void close() {
    closed = true;
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    try {
      // Whoever deletes its folder needs it dead.
      process.waitFor(DEATH_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
