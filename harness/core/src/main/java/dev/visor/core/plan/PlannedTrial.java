package dev.visor.core.plan;

import dev.visor.api.DatasetId;
import dev.visor.api.TaskId;
import dev.visor.core.suite.DatasetSize;
import dev.visor.core.suite.Protocol;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * One trial, with everything resolved that decides its result.
 *
 * @param id its folder's name: variant, task, kind, size and seed index, readable, and the first
 *     characters of {@link #identity}
 * @param identity SHA-256, in hexadecimal, of algorithm id and version, parameters, task, dataset
 *     identity, size, picture size, protocol (without its wall limit), suite seed and seed index
 * @param variant the leaderboard row it belongs to
 * @param algorithm the algorithm's id
 * @param algorithmVersion its declared version
 * @param parameters all of them, with the profile's defaults filled in, as text
 * @param task what is solved
 * @param dataset what it learns from; {@code task/online@version} if that is an environment
 * @param datasetIdentity SHA-256, in hexadecimal, of the dataset's recipe and observation; empty if
 *     there is no dataset
 * @param size how much of it; control steps if it is an environment
 * @param imageSize edge of the picture in pixels
 * @param seedIndex from 0
 * @param suiteSeed root of the random streams
 * @param protocol how it is evaluated and limited
 */
public record PlannedTrial(
    String id,
    String identity,
    String variant,
    String algorithm,
    int algorithmVersion,
    SortedMap<String, String> parameters,
    TaskId task,
    DatasetId dataset,
    String datasetIdentity,
    DatasetSize size,
    int imageSize,
    int seedIndex,
    long suiteSeed,
    Protocol protocol) {
  /** What a trial's folder may be called; the name may come out of a file. */
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.@+-]*");

  /**
   * @throws IllegalArgumentException if the id is no name of a folder
   */
  public PlannedTrial {
    if (!isId(id)) {
      throw new IllegalArgumentException("'" + id + "' is no id of a trial");
    }
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
  }

  /** Whether a text names a trial's folder, and nothing elsewhere. */
  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /** Where the kind of a dataset stands, for a trial that learns in an environment. */
  static final String ONLINE = "online";

  /** Whether it learns in an environment, and not from a dataset. */
  public boolean online() {
    return datasetIdentity.isEmpty();
  }

  /**
   * What tables call the dataset: its kind, as {@code expert}, or for one that was imported the
   * name that it was given, as {@code vd4rl/walker-expert}.
   */
  public String kind() {
    return dataset.namespace().equals(task.name())
        ? dataset.kind()
        : dataset.namespace() + "/" + dataset.kind();
  }

  /** The leaderboard's group: {@code task/kind/size}, or {@code task/online/steps}. */
  public String group() {
    return task + "/" + kind() + "/" + size;
  }
}
