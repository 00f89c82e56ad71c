package dev.visor.core.trial;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.visor.api.Artifacts;
import dev.visor.api.Evaluation;
import dev.visor.core.FileTree;
import dev.visor.core.dataset.Sha256;
import dev.visor.core.evidence.ArtifactDigests;
import dev.visor.core.evidence.AtomicFile;
import dev.visor.core.evidence.ScalarsCsv;
import dev.visor.core.evidence.TrialFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files of a trial that is under way: those that it will leave behind, and those that only its
 * processes need. The latter are gone when it is done; see {@link #tidy}.
 */
public final class TrialFiles {
  private static final String POLICY = ".policy";

  private final TrialFolder folder;
  private final ObjectMapper json = TrialJson.mapper();

  /**
   * @param folder the trial's own, which need not exist yet
   */
  public TrialFiles(TrialFolder folder) {
    this.folder = folder;
  }

  /** The folder. */
  public Path path() {
    return folder.path();
  }

  /** What plugins and libraries printed, and the stack trace of what went wrong. */
  Path log() {
    return folder.log();
  }

  Path checkpoint() {
    return folder.checkpoint();
  }

  Path scalars() {
    return folder.scalars();
  }

  /** Where training leaves pictures and the like. */
  Artifacts artifacts() {
    return new ArtifactFiles(folder.artifacts());
  }

  /** What the JVM writes when native code breaks it. */
  Path fatalErrorLog() {
    return path().resolve("hs_err.log");
  }

  /** Held by the process that writes here. */
  Path lock() {
    return path().resolve("lock");
  }

  /** The request that this work was begun with; empty if it was not, or not to be understood. */
  public Optional<TrialRequest> request() throws IOException {
    return read(requestFile(), TrialRequest.class);
  }

  /** Writes the request that the trial's processes follow. */
  public void request(TrialRequest request) throws IOException {
    AtomicFile.write(requestFile(), json.writeValueAsString(request));
  }

  void forgetRequest() throws IOException {
    Files.deleteIfExists(requestFile());
  }

  /** How a phase ended; empty if it has not, or not by itself. */
  public Optional<PhaseOutcome> outcome(TrialPhase phase) throws IOException {
    return read(outcomeFile(phase), PhaseOutcome.class);
  }

  void outcome(TrialPhase phase, PhaseOutcome outcome) throws IOException {
    write(outcomeFile(phase), json.writerFor(PhaseOutcome.class).writeValueAsString(outcome));
  }

  void forgetOutcome(TrialPhase phase) throws IOException {
    Files.deleteIfExists(outcomeFile(phase));
  }

  /** Makes the place where policies are written. */
  void beginPolicies() throws IOException {
    UnwrittenException.unless(folder.policies(), () -> Files.createDirectories(folder.policies()));
  }

  /** Where the policy after an update is written. */
  Path policy(long update) {
    return folder.policies().resolve(name(update) + POLICY);
  }

  /** The policies that were written, by update. */
  SortedMap<Long, Path> policies() throws IOException {
    SortedMap<Long, Path> policies = new TreeMap<>();
    for (Path file : filesIn(folder.policies(), POLICY)) {
      String name = file.getFileName().toString();
      policies.put(Long.parseLong(name.substring(0, name.length() - POLICY.length())), file);
    }
    return policies;
  }

  Optional<Evaluation> evaluation(long update) throws IOException {
    return read(evaluationFile(update), Evaluation.class);
  }

  void evaluation(Evaluation evaluation) throws IOException {
    write(evaluationFile(evaluation.update()), json.writeValueAsString(evaluation));
  }

  /** What was evaluated, by update. */
  public List<Evaluation> evaluations() throws IOException {
    List<Evaluation> evaluations = new ArrayList<>();
    for (long update : policies().keySet()) {
      evaluation(update).ifPresent(evaluations::add);
    }
    return evaluations;
  }

  /**
   * SHA-256 of what training left; to be asked before {@link #tidy} takes some of it away.
   *
   * @param dataset SHA-256 of what it learned from; empty if that is an environment
   */
  public ArtifactDigests digests(String dataset) throws IOException {
    SortedMap<Long, String> policies = new TreeMap<>();
    for (Map.Entry<Long, Path> policy : policies().entrySet()) {
      policies.put(policy.getKey(), Sha256.of(policy.getValue()));
    }
    return new ArtifactDigests(dataset, Sha256.of(scalars()), policies);
  }

  /** The last finite value of each scalar that training recorded, by name. */
  public SortedMap<String, Double> measures() {
    return ScalarsCsv.last(scalars());
  }

  /**
   * Takes away what a finished trial has no use for: what its processes told each other, the
   * policies that nobody asked to keep, and what a process had begun to write that was killed.
   *
   * @param keptPolicies how many, counted from the last
   */
  void tidy(int keptPolicies) throws IOException {
    List<Path> policies = List.copyOf(policies().values());
    for (Path policy : policies.subList(0, Math.max(0, policies.size() - keptPolicies))) {
      Files.delete(policy);
    }
    for (TrialPhase phase : TrialPhase.values()) {
      forgetOutcome(phase);
    }
    FileTree.delete(path().resolve("evaluations"));
    for (Path folder : List.of(path(), this.folder.policies())) {
      for (String unfinished : List.of(AtomicFile.UNFINISHED, WholeFile.UNFINISHED)) {
        for (Path file : filesIn(folder, unfinished)) {
          Files.delete(file);
        }
      }
    }
    Files.deleteIfExists(lock());
    Files.deleteIfExists(checkpoint());
  }

  private Path evaluationFile(long update) {
    return path().resolve("evaluations").resolve(name(update) + ".json");
  }

  private Path requestFile() {
    return path().resolve("request.json");
  }

  private Path outcomeFile(TrialPhase phase) {
    return path().resolve(phase.id() + ".json");
  }

  private static String name(long update) {
    return String.format(Locale.ROOT, "%012d", update);
  }

  private static List<Path> filesIn(Path folder, String suffix) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    }
  }

  /** Writes what a trial's process leaves; the disk may refuse it. */
  private static void write(Path file, String text) throws IOException {
    UnwrittenException.unless(file, () -> AtomicFile.write(file, text));
  }

  private <T> Optional<T> read(Path file, Class<T> type) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(json.readValue(file.toFile(), type));
    } catch (JsonProcessingException e) {
      // Written by another version of Visor: as good as not there.
      return Optional.empty();
    }
  }
}
