package dev.visor.core.dataset.exchange;

import dev.visor.api.Cancellation;
import dev.visor.api.Episode;
import dev.visor.core.FileTree;
import dev.visor.core.VisorException;
import dev.visor.core.dataset.StoredDataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Writes a dataset in a format of other people's, whole or not at all. */
public final class DatasetExporter {
  private static final ProprioKeys STATES = new ProprioKeys(List.of());

  private DatasetExporter() {}

  /**
   * Writes a dataset into a new folder.
   *
   * @param folder that must not exist, or be empty
   * @param cancellation asked before each episode
   * @throws VisorException if the format is only read, the folder holds something, or it was
   *     cancelled; nothing is left then
   */
  public static void write(
      StoredDataset dataset, ExchangeFormat format, Path folder, Cancellation cancellation) {
    if (!format.written()) {
      throw VisorException.usage(
          "datasets are read from " + format.id() + ", and not written in it",
          "--format",
          "choose one of "
              + String.join(
                  ", ",
                  Stream.of(ExchangeFormat.values())
                      .filter(ExchangeFormat::written)
                      .map(ExchangeFormat::id)
                      .toList()));
    }
    Path target = folder.toAbsolutePath().normalize();
    Path part = target.resolveSibling(target.getFileName() + ".part-" + UUID.randomUUID());
    try {
      refuseFull(target);
      Files.createDirectories(part);
      try {
        write(format, new Outgoing(dataset, target, cancellation), part);
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        FileTree.delete(part);
      }
    } catch (IOException e) {
      throw VisorException.usage(
              "the dataset " + dataset.card().id() + " cannot be written: " + e,
              folder.toString(),
              "look at the disk's free space and the folder's permissions")
          .causedBy(e);
    }
  }

  private static void write(ExchangeFormat format, Outgoing dataset, Path folder)
      throws IOException {
    switch (format) {
      case VD4RL_NPZ -> NpzExport.write(dataset, folder);
      case MINARI -> {
        MinariExport.write(dataset, folder);
        readBack(dataset, MinariEpisodes.examine(folder, STATES, Hdf5Process::start));
      }
      default -> throw new AssertionError(format + " says that it is written");
    }
  }

  /** Its authors ask to check what their library for HDF5 wrote. */
  private static void readBack(Outgoing dataset, ForeignEpisodes written) throws IOException {
    try (ForeignEpisodes.Reader reader = written.open()) {
      for (int e = 0; e < dataset.card().episodes(); e++) {
        Episode ours = dataset.episode(e);
        Episode theirs = reader.read(e);
        if (!Arrays.equals(ours.images(), theirs.images())
            || !Arrays.equals(ours.proprio(), theirs.proprio())
            || !Arrays.equals(ours.actions(), theirs.actions())
            || !Arrays.equals(ours.rewards(), theirs.rewards())
            || ours.terminated() != theirs.terminated()
            || ours.truncated() != theirs.truncated()) {
          throw new IOException("episode " + e + " does not read back as it was written");
        }
      }
    }
  }

  private static void refuseFull(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    boolean empty = Files.isDirectory(folder);
    if (empty) {
      try (Stream<Path> files = Files.list(folder)) {
        empty = files.findAny().isEmpty();
      }
    }
    if (!empty) {
      throw VisorException.usage(
          "there is something already", folder.toString(), "name a folder that is not there yet");
    }
  }
}
