package dev.visor.core.run;

import dev.visor.api.Cancellation;
import dev.visor.core.trial.ChildJvm;
import dev.visor.core.trial.CodeEntry;
import dev.visor.core.trial.ForkedPhase;
import dev.visor.core.trial.MachineMemory;
import dev.visor.core.trial.PhaseListener;
import dev.visor.core.trial.PhaseOutcome;
import dev.visor.core.trial.Processors;
import dev.visor.core.trial.TrialFiles;
import dev.visor.core.trial.TrialPhase;
import dev.visor.core.trial.TrialRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/**
 * Each phase in a JVM of its own, as many trials at a time as the processors allow.
 *
 * <p>Where the trials fill the machine, each is bound to one processor. Where they do not, the
 * kernel places them better than we could, for something else may be running.
 */
final class ForkEngine implements Engine {
  private final ChildJvm jvm;
  private final List<Integer> processors;
  private final int jobs;
  private final long memoryBytes;
  private final Duration grace;

  ForkEngine(List<CodeEntry> classPath, Path home, int threads, RunOptions options)
      throws IOException {
    this.processors = Processors.allowed();
    this.jobs = options.jobs().orElse(Math.max(1, Processors.count() / threads));
    this.memoryBytes = MachineMemory.usable() / jobs;
    this.grace = options.grace();
    boolean fills = jobs * threads == processors.size();
    this.jvm = new ChildJvm(classPath, home, threads, memoryBytes, options.pin() && fills);
  }

  @Override
  public int jobs() {
    return jobs;
  }

  @Override
  public boolean isolates() {
    return true;
  }

  @Override
  public PhaseOutcome run(
      TrialPhase phase,
      TrialRequest request,
      TrialFiles files,
      int job,
      Duration wall,
      PhaseListener listener,
      Cancellation cancellation)
      throws IOException, InterruptedException {
    return new ForkedPhase(
            phase, files, new ForkedPhase.Limits(memoryBytes, wall, grace), listener, cancellation)
        .run(jvm, OptionalInt.of(processors.get(job % processors.size())));
  }
}
