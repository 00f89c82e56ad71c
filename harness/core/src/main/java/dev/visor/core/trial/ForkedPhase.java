package dev.visor.core.trial;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.visor.api.Cancellation;
import dev.visor.core.evidence.TrialStatus;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One phase in a process of its own, seen from the parent.
 *
 * <p>The child says by itself how its phase ended, in a file. This class is there for the children
 * that cannot: one that is over its time or its memory is killed with all that it started, one that
 * ends without a word is looked after. The order of judgement is: killed by us for a limit, then
 * what the child wrote, then what its exit code tells.
 *
 * <p>Durations are measured by the monotonic clock: a machine whose time is set does not lose its
 * trials.
 */
public final class ForkedPhase {
  /** What a phase may use, and how long it may take to stop. */
  public record Limits(long memoryBytes, Duration wall, Duration grace) {}

  private static final long LOOK_MILLIS = 100;
  private static final long SAMPLE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long DEATH_SECONDS = 10;
  private static final long DRAIN_MILLIS = 2000;
  private static final double NANOS = 1e9;

  private final TrialPhase phase;
  private final TrialFiles files;
  private final Limits limits;
  private final PhaseListener listener;
  private final Cancellation cancellation;
  private final ObjectMapper json = TrialJson.mapper();

  private final long begin = System.nanoTime();
  private Usage sampled = Usage.NONE;
  private long lastSample = begin;
  private long cancelledAt;
  private boolean cancelled;
  private volatile PhaseProgress reached;

  /**
   * Prepares a phase of the trial whose request lies in its work folder.
   *
   * @param limits of this phase
   * @param listener is told on a thread of its own
   * @param cancellation asked several times a second
   */
  public ForkedPhase(
      TrialPhase phase,
      TrialFiles files,
      Limits limits,
      PhaseListener listener,
      Cancellation cancellation) {
    this.phase = phase;
    this.files = files;
    this.limits = limits;
    this.listener = listener;
    this.cancellation = cancellation;
    this.reached = new PhaseProgress(phase, 0, 0);
  }

  /**
   * Starts the process and waits for its end.
   *
   * @param processor to bind it to, where the settings ask for it
   * @throws IOException if it cannot be started or its files cannot be read
   */
  public PhaseOutcome run(ChildJvm jvm, OptionalInt processor)
      throws IOException, InterruptedException {
    files.forgetOutcome(phase);
    Files.deleteIfExists(files.fatalErrorLog());
    Process process = jvm.process(phase, files, processor).start();
    try (OutputStream toChild = process.getOutputStream()) {
      Thread reader = new Thread(() -> listen(process), "progress-" + process.pid());
      reader.setDaemon(true);
      reader.start();
      Optional<PhaseOutcome> stopped = watch(process, toChild);
      // Whoever is done with the process may move its folder: nothing of it must be left.
      process.waitFor(DEATH_SECONDS, TimeUnit.SECONDS);
      reader.join(DRAIN_MILLIS);
      return stopped.isPresent() ? stopped.get() : judge(process.exitValue());
    } finally {
      kill(process);
    }
  }

  /** Waits for the end; gives an outcome if this class brought it about. */
  private Optional<PhaseOutcome> watch(Process process, OutputStream toChild)
      throws InterruptedException {
    while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
      long now = System.nanoTime();
      if (!cancelled && cancellation.requested()) {
        cancelled = true;
        cancelledAt = now;
        say(toChild, ParentLink.CANCEL);
      }
      if (cancelled && now - cancelledAt > limits.grace().toNanos()) {
        kill(process);
        return Optional.of(
            new PhaseOutcome.Interrupted(reached.done(), reached.updates(), spent()));
      }
      if (now - begin > limits.wall().toNanos()) {
        kill(process);
        return broken(
            TrialStatus.TIMEOUT, "killed at its wall limit, in the " + phase.id() + " phase");
      }
      if (now - lastSample > SAMPLE_NANOS) {
        lastSample = now;
        sample(process.toHandle());
        long used = ProcessStatistics.privateBytes(process.toHandle());
        if (used > limits.memoryBytes()) {
          kill(process);
          return broken(
              TrialStatus.OOM,
              "killed with "
                  + mebibytes(used)
                  + " of memory; a trial may use "
                  + mebibytes(limits.memoryBytes()));
        }
      }
    }
    return Optional.empty();
  }

  private PhaseOutcome judge(int exitCode) throws IOException {
    Optional<PhaseOutcome> own = files.outcome(phase);
    if (own.isPresent()) {
      return own.get();
    }
    if (cancelled) {
      return new PhaseOutcome.Interrupted(reached.done(), reached.updates(), spent());
    }
    TrialStatus status = CrashReport.killed(exitCode) ? TrialStatus.KILLED : TrialStatus.CRASHED;
    return new PhaseOutcome.Broken(
        status,
        CrashReport.describe(phase, exitCode, files),
        status == TrialStatus.KILLED,
        reached.done(),
        reached.updates(),
        spent());
  }

  private Optional<PhaseOutcome> broken(TrialStatus status, String reason) {
    return Optional.of(
        new PhaseOutcome.Broken(status, reason, false, reached.done(), reached.updates(), spent()));
  }

  private void sample(ProcessHandle process) {
    sampled =
        new Usage(0, ProcessStatistics.cpuSeconds(process), ProcessStatistics.peakBytes(process));
  }

  private Usage spent() {
    return new Usage(
        (System.nanoTime() - begin) / NANOS, sampled.cpuSeconds(), sampled.peakBytes());
  }

  /** Passes progress on; whatever else is on the child's standard output belongs into its log. */
  private void listen(Process process) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        PhaseProgress progress = parse(line);
        if (progress != null) {
          reached = progress;
          listener.progressed(progress);
        } else {
          Files.writeString(files.log(), line + "\n", StandardOpenOption.APPEND);
        }
      }
    } catch (IOException e) {
      // The pipe of a killed process may break; what it was about to say is of no interest.
      return;
    }
  }

  private @Nullable PhaseProgress parse(String line) {
    if (!line.startsWith("{\"phase\":")) {
      return null;
    }
    try {
      return json.readValue(line, PhaseProgress.class);
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  private static void say(OutputStream toChild, String line) {
    try {
      toChild.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      toChild.flush();
    } catch (IOException e) {
      // It has just ended by itself, which is what the line asked for.
      return;
    }
  }

  /** Ends a process with everything below it, and what it has left behind. */
  private static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    ProcessSession.end(process.pid());
  }

  private static String mebibytes(long bytes) {
    return (bytes >> 20) + " MiB";
  }
}
