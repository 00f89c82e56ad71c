package dev.visor.core.run;

import dev.visor.core.VisorException;
import dev.visor.core.evidence.RunFolder;
import dev.visor.core.evidence.TrialStatus;
import dev.visor.core.plan.Plan;
import dev.visor.core.plan.PlannedDataset;
import dev.visor.core.plan.PlannedTrial;
import dev.visor.core.trial.PhaseListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Carries out the trials of a plan.
 *
 * <p>The folder is the only memory. What is there when a run begins is looked through once: a trial
 * that is {@code ok} is done, whatever else is there is evidence with a reason and is tried again,
 * and a half-done one goes on from its checkpoint. So an interrupted run, a killed one, one with a
 * failed trial and one that was never begun are all the same case, and running again into a
 * finished folder does nothing.
 *
 * <p>Trials depend on nothing but their own request: which of them run at the same time, and in
 * which order they end, shows in {@code timings.csv} alone. All tables are written from the
 * manifests, in plan order, after the last trial, and after a signal. A run that was killed, or
 * that found no place to write, leaves them as they were; running again writes them.
 */
public final class Runner {
  private final RunHost host;
  private final ProgressListener listener;

  /**
   * @param listener is told what happens; one event at a time
   */
  public Runner(RunHost host, ProgressListener listener) {
    this.host = host;
    this.listener = new OneAtATime(listener);
  }

  /**
   * Carries out what is missing.
   *
   * @param plan the whole grid, which the tables show
   * @param wanted the part of it that is to be run; the plan itself for all
   * @param folder where everything is kept
   * @param interruption asked all the time
   * @throws VisorException if another process runs into the folder, if it holds a run of another
   *     suite, if a dataset or manifest is damaged, or if the folder cannot be written
   */
  public RunReport run(
      Plan plan, Plan wanted, RunFolder folder, RunOptions options, Interruption interruption) {
    Optional<RunReport> report = Optional.empty();
    try (RunLock lock = RunLock.take(folder)) {
      report = Optional.of(run(plan, wanted.trials(), new Bench(folder, options, interruption)));
      return report.get();
    } catch (IOException e) {
      throw VisorException.usage(
              "the run cannot go on: " + e,
              folder.path().toString(),
              "check the disk's free space and the folder's permissions, then run again;"
                  + " what is finished is kept")
          .causedBy(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the thread of the run was interrupted", e);
    } finally {
      listener.on(new RunEvent.Ended(report));
    }
  }

  /** What one call of {@link #run} works with. */
  private record Bench(RunFolder folder, RunOptions options, Interruption interruption) {}

  private RunReport run(Plan plan, List<PlannedTrial> wanted, Bench bench)
      throws IOException, InterruptedException {
    RunTables tables = new RunTables(plan, bench.folder, host.plugins());
    tables.refuseOtherSuite();
    CodeBase code = CodeBase.of(host);
    Inventory inventory = Inventory.of(wanted, bench.folder, code, bench.options.rerunStale());
    inventory.remarks().forEach(remark -> listener.on(new RunEvent.Noticed(remark)));
    Engine engine = engine(plan, bench.options, code);
    listener.on(
        new RunEvent.Planned(
            plan.suite().name(),
            wanted.size(),
            inventory.pending(),
            engine.jobs(),
            inventory.costs()));

    int executed = 0;
    Map<String, TrialStatus> outcomes = new ConcurrentHashMap<>();
    inventory.done().keySet().forEach(trial -> outcomes.put(trial, TrialStatus.OK));
    if (!inventory.pending().isEmpty()) {
      DatasetPreparation datasets =
          new DatasetPreparation(host, listener, bench.interruption, engine.jobs());
      List<PlannedDataset> absent = datasets.absent(plan, inventory.pending());
      tables.describe(code);
      Map<String, String> missing = datasets.build(absent);
      if (!absent.isEmpty()) {
        code.requireUnreplaced();
      }
      Requests requests = new Requests(plan, host, code, engine, bench.options, missing);
      executed = execute(inventory.pending(), requests, bench, engine, outcomes);
      tellReplaced(code);
    }
    RunTables.Written written = tables.write(inventory.done());
    int missing = wanted.size() - outcomes.size();
    // A signal that came after the last trial interrupted nothing.
    boolean interrupted = bench.interruption.requested() && missing > 0;
    return new RunReport(executed, outcomes, missing, interrupted, written.leaderboard());
  }

  /** Trials run from copies, but this process reads its own classes as it needs them. */
  private void tellReplaced(CodeBase code) {
    List<Path> replaced = code.replaced();
    if (!replaced.isEmpty()) {
      listener.on(
          new RunEvent.Noticed(
              CodeBase.names(replaced)
                  + " changed while trials ran; all of them ran the code that this run began with"));
    }
  }

  /**
   * @param outcomes receives how each trial ended
   */
  private int execute(
      List<PlannedTrial> pending,
      Requests requests,
      Bench bench,
      Engine engine,
      Map<String, TrialStatus> outcomes)
      throws IOException, InterruptedException {
    TrialQueue queue = new TrialQueue(pending, bench.options.failFast(), bench.interruption);
    return queue.work(
        engine.jobs(),
        (trial, job, cancellation) -> {
          Requests.Asked asked = requests.of(trial);
          TrialExecution execution = new TrialExecution(asked, bench.folder);
          if (!asked.missing().isEmpty()) {
            return Optional.of(ended(trial, execution.skip(), outcomes));
          }
          listener.on(new RunEvent.TrialStarted(trial));
          PhaseListener progress =
              reached -> listener.on(new RunEvent.TrialProgressed(trial, reached));
          TrialExecution.Place place =
              new TrialExecution.Place(engine, job, progress, cancellation);
          Optional<TrialExecution.Evidence> evidence = execution.run(place);
          if (evidence.isPresent() && evidence.get().again() && !cancellation.requested()) {
            String reason = evidence.get().manifest().reason();
            listener.on(
                new RunEvent.Noticed(trial.id() + ": " + reason + "; it is begun once more"));
            evidence = execution.run(place);
          }
          if (evidence.isEmpty()) {
            listener.on(new RunEvent.TrialInterrupted(trial));
          }
          return evidence.map(found -> ended(trial, found, outcomes));
        });
  }

  private TrialStatus ended(
      PlannedTrial trial, TrialExecution.Evidence evidence, Map<String, TrialStatus> outcomes) {
    outcomes.put(trial.id(), evidence.manifest().status());
    listener.on(new RunEvent.TrialEnded(trial, evidence.manifest(), evidence.timings()));
    return evidence.manifest().status();
  }

  private Engine engine(Plan plan, RunOptions options, CodeBase code) throws IOException {
    return switch (options.engine()) {
      case INLINE -> new InlineEngine(host, code);
      case FORK ->
          new ForkEngine(code.host(), host.home(), plan.suite().protocol().threads(), options);
    };
  }

  /** Events come from every trial's thread; a listener sees one after the other. */
  private static final class OneAtATime implements ProgressListener {
    private final ProgressListener listener;

    OneAtATime(ProgressListener listener) {
      this.listener = listener;
    }

    @Override
    public synchronized void on(RunEvent event) {
      listener.on(event);
    }
  }
}
