package dev.visor.core.dataset.exchange;

import dev.visor.core.NearestName;
import dev.visor.core.VisorException;
import java.util.Arrays;
import java.util.List;

/** A way in which other people keep datasets. */
public enum ExchangeFormat {
  /** V-D4RL's pictures of 64 pixels: a {@code .npz} an episode. */
  VD4RL_NPZ("vd4rl-npz", true, "a .npz file an episode, as V-D4RL's 64px folders hold them"),
  /** V-D4RL's pictures of 84 pixels: shards of HDF5. */
  VD4RL_HDF5("vd4rl-hdf5", false, "HDF5 shards, as V-D4RL's 84px folders hold them"),
  /** LOMPO's replay folder: a {@code .npz} an episode. */
  LOMPO_NPZ("lompo-npz", false, "a .npz file an episode, as LOMPO reads and writes them"),
  /** D4RL's flat HDF5, with pictures. */
  D4RL("d4rl", false, "flat HDF5 files of D4RL's keys, with pictures"),
  /** Minari's folders, with pictures. */
  MINARI("minari", true, "a folder of metadata.json and main_data.hdf5, as Minari keeps them"),
  /** Recordings of a robot. */
  ROBOT("robot", false, "a folder an episode: PNG frames, and a CSV file of actions and rewards");

  private final String id;
  private final boolean written;
  private final String holds;

  ExchangeFormat(String id, boolean written, String holds) {
    this.id = id;
    this.written = written;
    this.holds = holds;
  }

  /**
   * The format of a name.
   *
   * @throws VisorException with exit code 2, naming the nearest, if there is none
   */
  public static ExchangeFormat named(String name) {
    List<String> known = Arrays.stream(values()).map(ExchangeFormat::id).toList();
    return Arrays.stream(values())
        .filter(format -> format.id.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                VisorException.usage(
                    "there is no format '" + name + "'",
                    "--format",
                    NearestName.of(name, known)
                            .map(near -> "did you mean '" + near + "'? ")
                            .orElse("")
                        + "there are: "
                        + String.join(", ", known)));
  }

  /** Its name on a command line. */
  public String id() {
    return id;
  }

  /** Whether datasets can be written in it too. */
  public boolean written() {
    return written;
  }

  /** What its files are, in a few words. */
  public String holds() {
    return holds;
  }
}
