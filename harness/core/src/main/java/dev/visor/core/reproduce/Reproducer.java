package dev.visor.core.reproduce;

import dev.visor.core.VisorException;
import dev.visor.core.evidence.DeterminismTier;
import dev.visor.core.evidence.Fingerprint;
import dev.visor.core.evidence.Manifest;
import dev.visor.core.evidence.RunFolder;
import dev.visor.core.evidence.TrialStatus;
import dev.visor.core.plan.Plan;
import dev.visor.core.plan.PlannedTrial;
import dev.visor.core.run.CodeBase;
import dev.visor.core.run.Interruption;
import dev.visor.core.run.ProgressListener;
import dev.visor.core.run.RunHost;
import dev.visor.core.run.RunOptions;
import dev.visor.core.run.RunReport;
import dev.visor.core.run.Runner;
import dev.visor.core.trial.CodeEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Makes trials again and compares.
 *
 * <p>Dataset, training and evaluation go the way that every run goes, in a folder and in a store of
 * their own, so that nothing of the recorded trial can slip into the new one. What the tier of a
 * trial promises, as far as this machine can give it, is what the result is held to; see {@link
 * PossibleTier} and {@link Judgement}.
 */
public final class Reproducer {
  private final RunHost host;
  private final ProgressListener listener;

  /**
   * @param host with the store that datasets are made into
   * @param listener is told what happens
   */
  public Reproducer(RunHost host, ProgressListener listener) {
    this.host = host;
    this.listener = listener;
  }

  /**
   * How exactly trials can be repeated here.
   *
   * @return for each claim, in the same order
   */
  public List<PossibleTier> possible(List<Claim> claims) {
    CodeBase code = CodeBase.ofInstalled(host);
    List<CodeEntry> natives = code.host().stream().filter(CodeEntry::natives).toList();
    return claims.stream()
        .map(
            claim -> {
              Fingerprint here = code.fingerprint(claim.manifest().trial());
              return PossibleTier.of(claim.manifest().fingerprint(), here, natives);
            })
        .toList();
  }

  /**
   * Makes them again.
   *
   * @param folder for their files; made again into the same folder, only what is missing is done,
   *     or was done by other code
   * @return for each claim, in the same order; fewer if it was interrupted
   * @throws VisorException with exit code 5 if what is installed cannot make a trial again
   */
  public List<Reproduction> reproduce(
      List<Claim> claims, Path folder, RunOptions options, Interruption interruption) {
    List<PossibleTier> possible = possible(claims);
    List<Plan> plans = plans(claims);
    Map<String, Again> again = new HashMap<>();
    for (int i = 0; i < plans.size() && !interruption.requested(); i++) {
      Plan plan = plans.get(i);
      RunFolder files = new RunFolder(folder.resolve("run-" + (i + 1)));
      RunReport report =
          new Runner(host, listener).run(plan, plan, files, options.rerunStale(true), interruption);
      report.outcomes().forEach((trial, status) -> again.put(trial, new Again(files, status)));
    }
    List<Reproduction> reproductions = new ArrayList<>();
    for (int i = 0; i < claims.size(); i++) {
      Again made = again.get(claims.get(i).manifest().trial().id());
      if (made != null) {
        reproductions.add(judge(claims.get(i), possible.get(i), made));
      }
    }
    return reproductions;
  }

  /**
   * A trial that was made again. What the folder holds of one that did not end well may be of
   * before, and is not looked at.
   */
  private record Again(RunFolder folder, TrialStatus status) {}

  /** A run has one protocol; a folder that grew may hold trials of several. */
  private List<Plan> plans(List<Claim> claims) {
    Map<Object, List<PlannedTrial>> byProtocol = new LinkedHashMap<>();
    for (Claim claim : claims) {
      PlannedTrial trial = claim.manifest().trial();
      List<PlannedTrial> same =
          byProtocol.computeIfAbsent(
              List.of(trial.protocol(), trial.imageSize(), trial.suiteSeed()),
              unused -> new ArrayList<>());
      if (!same.contains(trial)) {
        same.add(trial);
      }
    }
    Reconstruction reconstruction = new Reconstruction(host.plugins(), host.datasets());
    return byProtocol.values().stream().map(reconstruction::plan).toList();
  }

  private static Reproduction judge(Claim claim, PossibleTier possible, Again made) {
    Manifest recorded = claim.manifest();
    DeterminismTier asked = possible.asked(recorded.determinism());
    double before = Judgement.meanReturn(recorded);
    Optional<Manifest> found = made.folder.manifest(recorded.trial());
    if (made.status != TrialStatus.OK || found.isEmpty()) {
      String reason =
          found
              .filter(manifest -> manifest.status() == made.status)
              .map(Manifest::reason)
              .orElse("");
      return new Reproduction(
          recorded.trial(),
          recorded.determinism(),
          possible,
          asked,
          Reproduction.Verdict.NOT_MADE,
          made.status.id() + (reason.isEmpty() ? "" : ": " + reason),
          Optional.empty(),
          before,
          OptionalDouble.empty());
    }
    Manifest obtained = found.get();
    try {
      Optional<Departure> departure =
          new Retrace(claim, obtained, made.folder.trial(recorded.trial())).departure();
      Judgement judgement = Judgement.of(asked, claim, obtained, departure);
      return new Reproduction(
          recorded.trial(),
          recorded.determinism(),
          possible,
          asked,
          judgement.verdict(),
          judgement.reason(),
          departure,
          before,
          OptionalDouble.of(Judgement.meanReturn(obtained)));
    } catch (IOException e) {
      throw VisorException.integrity(
              "what the trial left cannot be read: " + e,
              recorded.trial().id(),
              "check the folder of the trial")
          .causedBy(e);
    }
  }
}
