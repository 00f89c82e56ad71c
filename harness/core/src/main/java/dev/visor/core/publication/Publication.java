package dev.visor.core.publication;

import dev.visor.api.Metric;
import dev.visor.core.ExitCode;
import dev.visor.core.VisorException;
import dev.visor.core.evidence.CurvesCsv;
import dev.visor.core.evidence.Manifest;
import dev.visor.core.evidence.RunFolder;
import dev.visor.core.evidence.Timings;
import dev.visor.core.evidence.TimingsCsv;
import dev.visor.core.evidence.TrialRow;
import dev.visor.core.evidence.TrialStatus;
import dev.visor.core.evidence.TrialsCsv;
import dev.visor.core.leaderboard.Asked;
import dev.visor.core.leaderboard.Leaderboard;
import dev.visor.core.leaderboard.LeaderboardOptions;
import dev.visor.core.leaderboard.LeaderboardTables;
import dev.visor.core.plan.Plan;
import dev.visor.core.plan.PlannedTrial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Puts the evidence of a run into a leaderboard.
 *
 * <p>What belongs is decided by identity: a trial whose algorithm, parameters, data, protocol or
 * seed is not what the leaderboard's suite asks for has another identity, and nothing is published.
 * What its variant is called is no part of that: evidence goes by the names of the leaderboard's
 * suite. The leaderboard's tables are never added to: they are computed again from all manifests,
 * old and new, so that they hold nothing that the manifests do not. The folder changes as a whole
 * or not at all.
 */
public final class Publication {
  /** Publishing takes seconds: who has waited longer wants to know what for. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Plan plan;
  private final List<Metric> metrics;
  private final Path leaderboard;

  /**
   * @param plan what the leaderboard's suite asks for
   * @param metrics those of the plan, in its order
   * @param leaderboard its folder
   */
  public Publication(Plan plan, List<Metric> metrics, Path leaderboard) {
    this.plan = plan;
    this.metrics = List.copyOf(metrics);
    this.leaderboard = leaderboard;
  }

  /** Puts a leaderboard's folder back that a publication was cut short in the middle of. */
  public static void recover(Path leaderboard) {
    FolderSwap swap = new FolderSwap(leaderboard);
    if (!Files.isDirectory(swap.lock().resolveSibling(""))) {
      return; // where nothing can be, nothing was cut short
    }
    try (BoardLock alone = BoardLock.take(swap.lock(), PATIENCE)) {
      swap.recover();
    } catch (IOException e) {
      throw unwritable(leaderboard, e);
    }
  }

  /**
   * Publishes what a run has, all of it or nothing.
   *
   * @param run the folder of a run, or of another leaderboard
   * @param replace whether evidence that the leaderboard has gives way where the run's is another,
   *     or where the suite no longer asks for it
   * @throws VisorException with exit code 2 if there is nothing to publish, 5 if something does not
   *     belong or contradicts what is there, 6 if evidence is damaged
   */
  public PublishedTrials publish(Path run, boolean replace) {
    Evidence found = read(run);
    refuseForeign(
        found,
        "publish it into a leaderboard whose suite asks for it; --common takes the trials that this"
            + " suite asks for, and leaves the others");
    return publish(found, replace);
  }

  /**
   * Publishes the trials that the leaderboard's suite has in common with that of a run or of
   * another leaderboard, so that no trial need be computed for two leaderboards.
   *
   * @param run the folder of a run, or of another leaderboard
   * @param replace as with {@link #publish(Path, boolean)}
   * @throws VisorException as {@link #publish(Path, boolean)} does, and with exit code 5 if there
   *     is no such trial
   */
  public PublishedTrials publishCommon(Path run, boolean replace) {
    Evidence found = read(run);
    Set<String> asked = identities();
    Evidence common = found.only(trial -> asked.contains(trial.identity()));
    if (common.manifests().isEmpty()) {
      refuseForeign(found, "nothing to take: run the suite itself");
    }
    return publish(common, replace);
  }

  private static Evidence read(Path run) {
    try {
      Evidence found = Evidence.read(run);
      if (found.manifests().isEmpty()) {
        throw VisorException.usage(
            "no trial has ended here", run.toString(), "name the folder of a run");
      }
      return found;
    } catch (IOException e) {
      throw unwritable(run, e);
    }
  }

  private PublishedTrials publish(Evidence found, boolean replace) {
    FolderSwap swap = new FolderSwap(leaderboard);
    try (BoardLock alone = BoardLock.take(swap.lock(), PATIENCE)) {
      Evidence old = Evidence.read(leaderboard);
      if (!replace) {
        refuseForeign(old, "take it away with --replace, or put the suite back as it was");
      }
      Merge merge = merge(old, found, replace);
      swap.apply(copy -> write(copy, found.folder(), merge));
      return merge.counts(plan.trials().size());
    } catch (IOException e) {
      throw unwritable(leaderboard, e);
    }
  }

  private Set<String> identities() {
    return plan.trials().stream().map(PlannedTrial::identity).collect(Collectors.toSet());
  }

  private void refuseForeign(Evidence evidence, String remedy) {
    Set<String> wanted = identities();
    List<PlannedTrial> foreign =
        evidence.manifests().values().stream()
            .map(Manifest::trial)
            .filter(trial -> !wanted.contains(trial.identity()))
            .toList();
    if (foreign.isEmpty()) {
      return;
    }
    PlannedTrial first = foreign.get(0);
    String more = foreign.size() == 1 ? "" : ", as " + (foreign.size() - 1) + " more";
    throw VisorException.of(
        ExitCode.NOT_COMPARABLE,
        "the suite '"
            + plan.suite().name()
            + "' does not ask for the trial "
            + first.id()
            + more
            + ": "
            + reason(first),
        evidence.folder().toString(),
        remedy);
  }

  /** In what a trial differs from the nearest one that is asked for. */
  private String reason(PlannedTrial trial) {
    List<PlannedTrial> ofVariant =
        plan.trials().stream().filter(other -> other.variant().equals(trial.variant())).toList();
    if (ofVariant.isEmpty()) {
      return "it has no variant '" + trial.variant() + "'";
    }
    List<PlannedTrial> ofCell =
        ofVariant.stream().filter(other -> other.group().equals(trial.group())).toList();
    if (ofCell.isEmpty()) {
      return "it has no cell " + trial.group() + " of " + trial.variant();
    }
    PlannedTrial asked = ofCell.get(0);
    if (!asked.algorithm().equals(trial.algorithm())
        || asked.algorithmVersion() != trial.algorithmVersion()) {
      return "the algorithm is "
          + trial.algorithm()
          + " in version "
          + trial.algorithmVersion()
          + ", not "
          + asked.algorithm()
          + " in version "
          + asked.algorithmVersion();
    }
    Set<String> names = new TreeSet<>(asked.parameters().keySet());
    names.addAll(trial.parameters().keySet());
    for (String name : names) {
      Optional<String> there = Optional.ofNullable(trial.parameters().get(name));
      Optional<String> wanted = Optional.ofNullable(asked.parameters().get(name));
      if (!there.equals(wanted)) {
        return "the parameter "
            + name
            + " is "
            + there.orElse("left out")
            + ", not "
            + wanted.orElse("left out");
      }
    }
    if (!asked.datasetIdentity().equals(trial.datasetIdentity())) {
      return "the data of " + trial.dataset() + " is other data";
    }
    if (ofCell.stream().noneMatch(other -> other.seedIndex() == trial.seedIndex())) {
      return "it has no seed " + trial.seedIndex();
    }
    return "the protocol, the picture or the seed of the suite is another";
  }

  private Merge merge(Evidence folder, Evidence run, boolean replace) {
    Evidence old = folder.as(plan.trials());
    Evidence found = run.as(plan.trials());
    Merge merge = new Merge(folder);
    for (PlannedTrial trial : plan.trials()) {
      Manifest before = old.manifests().get(trial.id());
      Manifest after = found.manifests().get(trial.id());
      if (after == null) {
        if (before != null) {
          merge.keep(before, old);
        }
      } else if (before == null) {
        merge.added++;
        merge.take(after, found);
      } else if (sameResult(before, after) || after.status() != TrialStatus.OK) {
        merge.unchanged++;
        merge.keep(before, old);
      } else if (before.status() != TrialStatus.OK || replace) {
        merge.replaced++;
        merge.take(after, found);
      } else {
        throw VisorException.of(
            ExitCode.NOT_COMPARABLE,
            "the trial " + trial.id() + " has another result in the leaderboard than in the run",
            found.folder().toString(),
            "find out what changed (visor compare shows how far they are apart);"
                + " with --replace the run's result takes the place");
      }
    }
    return merge;
  }

  /** The same episodes: with other code or on another machine, a trial may still repeat. */
  private static boolean sameResult(Manifest before, Manifest after) {
    return before.status() == after.status() && before.evaluations().equals(after.evaluations());
  }

  /** What the leaderboard is to hold, in plan order. */
  private static final class Merge {
    private final Evidence folder;
    final Map<String, Manifest> manifests = new LinkedHashMap<>();
    final Map<String, Timings> timings = new HashMap<>();
    final Set<String> kept = new HashSet<>();
    int added;
    int replaced;
    int unchanged;

    Merge(Evidence folder) {
      this.folder = folder;
    }

    void keep(Manifest manifest, Evidence old) {
      take(manifest, old);
      if (folder.manifests().containsKey(manifest.trial().id())) {
        kept.add(manifest.trial().id());
      }
    }

    void take(Manifest manifest, Evidence from) {
      String id = manifest.trial().id();
      manifests.put(id, manifest);
      Timings cost = from.timings().get(id);
      if (cost != null) {
        timings.put(id, cost);
      }
    }

    PublishedTrials counts(int planned) {
      Set<String> there =
          manifests.values().stream()
              .map(manifest -> manifest.trial().identity())
              .collect(Collectors.toSet());
      int removed =
          (int)
              folder.manifests().values().stream()
                  .filter(manifest -> !there.contains(manifest.trial().identity()))
                  .count();
      return new PublishedTrials(added, replaced, unchanged, removed, planned - manifests.size());
    }
  }

  private void write(Path copy, Path run, Merge merge) throws IOException {
    Path manifests = copy.resolve(Evidence.MANIFESTS);
    if (Files.isDirectory(manifests)) {
      Set<Path> stay =
          merge.kept.stream().map(id -> file(manifests, id)).collect(Collectors.toSet());
      try (Stream<Path> files = Files.list(manifests)) {
        for (Path file : files.filter(file -> !stay.contains(file)).toList()) {
          Files.delete(file);
        }
      }
    }
    for (Manifest manifest : merge.manifests.values()) {
      String id = manifest.trial().id();
      if (!merge.kept.contains(id)) {
        manifest.write(file(manifests, id));
      }
    }
    RunFolder folder = new RunFolder(copy);
    List<TrialRow> rows = TrialsCsv.rows(plan, merge.manifests, metrics);
    TrialsCsv.write(folder.trialsCsv(), rows);
    TimingsCsv.write(folder.timingsCsv(), TimingsCsv.rows(plan, merge.manifests, merge.timings));
    CurvesCsv.write(folder.curvesCsv(), CurvesCsv.rows(plan, merge.manifests));
    LeaderboardTables.write(
        folder, Leaderboard.of(rows, Asked.of(plan.suite()), LeaderboardOptions.DEFAULT));
    Path environment = new RunFolder(run).environment();
    if (merge.added + merge.replaced > 0 && Files.exists(environment)) {
      Files.copy(environment, folder.environment(), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static Path file(Path manifests, String trial) {
    return manifests.resolve(trial + ".json");
  }

  private static VisorException unwritable(Path folder, IOException e) {
    return VisorException.usage(
            "the evidence could not be published: " + e,
            folder.toString(),
            "check that the folder is there, its permissions and the disk's free space")
        .causedBy(e);
  }
}
