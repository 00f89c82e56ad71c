package dev.visor.core.plan;

import com.google.common.hash.Hashing;
import dev.visor.api.DatasetId;
import dev.visor.api.TaskId;
import dev.visor.core.suite.DatasetSize;
import dev.visor.core.suite.Protocol;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;

/**
 * The canonical text of everything that decides a trial's result, and its SHA-256. One line for
 * each field: name, length of the value in bytes of UTF-8, value. The lengths keep two different
 * trials from ever having the same text, whatever is in their parameters.
 */
final class TrialIdentity {
  /** Changes whenever the text below does, so that no old evidence is taken for new. */
  private static final String FORM = "1";

  private final StringBuilder shared = new StringBuilder();

  /** The part that all seeds of a cell share. */
  TrialIdentity(
      String algorithm,
      int algorithmVersion,
      SortedMap<String, String> parameters,
      TaskId task,
      DatasetId dataset,
      String datasetIdentity,
      DatasetSize size,
      int imageSize,
      Protocol protocol,
      long suiteSeed) {
    add(shared, "form", FORM);
    add(shared, "algorithm", algorithm);
    add(shared, "algorithm_version", Integer.toString(algorithmVersion));
    parameters.forEach((name, value) -> add(shared, "parameter " + name, value));
    add(shared, "task", task.toString());
    add(shared, "dataset", dataset.toString());
    add(shared, "dataset_identity", datasetIdentity);
    add(shared, "size", size.toString());
    add(shared, "image_size", Integer.toString(imageSize));
    add(shared, "eval_episodes", Integer.toString(protocol.evalEpisodes()));
    add(shared, "eval_points", Integer.toString(protocol.evalPoints()));
    add(shared, "checkpoint", protocol.checkpoint().id());
    add(shared, "threads", Integer.toString(protocol.threads()));
    add(shared, "suite_seed", Long.toString(suiteSeed));
  }

  /** SHA-256, in hexadecimal, of the trial with a seed. */
  String ofSeed(int seedIndex) {
    StringBuilder text = new StringBuilder(shared);
    add(text, "seed_index", Integer.toString(seedIndex));
    return Hashing.sha256().hashString(text, StandardCharsets.UTF_8).toString();
  }

  private static void add(StringBuilder text, String name, String value) {
    int bytes = value.getBytes(StandardCharsets.UTF_8).length;
    text.append(name).append(' ').append(bytes).append(' ').append(value).append('\n');
  }
}
