package dev.visor.core.dataset.exchange;

import dev.visor.api.DatasetId;
import dev.visor.api.TaskDescriptor;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * Files that are to become a dataset.
 *
 * @param format what they are
 * @param path a file, or a folder of files
 * @param id what the dataset will be called
 * @param task what its episodes are of
 * @param proprio which of their arrays are the state observation
 */
public record ImportRequest(
    ExchangeFormat format, Path path, DatasetId id, TaskDescriptor task, ProprioKeys proprio) {

  /** Looks through the files. */
  ForeignEpisodes examine() {
    return examine(Hdf5Process::start);
  }

  /**
   * Looks through the files.
   *
   * @param hdf5 opens those that are HDF5
   */
  ForeignEpisodes examine(Supplier<Hdf5Source> hdf5) {
    return switch (format) {
      case VD4RL_NPZ, LOMPO_NPZ -> NpzEpisodes.examine(path, proprio);
      case VD4RL_HDF5 -> ShardEpisodes.examine(path, proprio, hdf5);
      case D4RL -> FlatEpisodes.examine(path, proprio, task.decisions(), hdf5);
      case MINARI -> MinariEpisodes.examine(path, proprio, hdf5);
      case ROBOT -> RobotEpisodes.examine(path);
    };
  }
}
