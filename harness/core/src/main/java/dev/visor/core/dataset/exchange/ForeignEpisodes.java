package dev.visor.core.dataset.exchange;

import dev.visor.api.Episode;
import dev.visor.api.ObservationSpec;
import java.nio.file.Path;
import java.util.List;

/**
 * Somebody else's files, looked through: what they hold is known, and each of their episodes can be
 * read. Never changes, and may be used by several threads.
 */
interface ForeignEpisodes {
  /**
   * What was found in the files.
   *
   * @param observation of every episode
   * @param actionSize values in an action
   * @param episodes how many there are, 1 or more
   * @param longest transitions of the longest episode
   * @param files that the episodes are read from, in order; the dataset's identity is theirs
   * @param rows how their rows became transitions, as one sentence
   * @param notes what is allowed and yet worth knowing, a sentence each
   */
  record Contents(
      ObservationSpec observation,
      int actionSize,
      int episodes,
      int longest,
      List<Path> files,
      String rows,
      List<String> notes) {
    public Contents {
      files = List.copyOf(files);
      notes = List.copyOf(notes);
    }
  }

  /** Reads episodes; for one thread. */
  interface Reader extends AutoCloseable {
    /**
     * Reads one episode.
     *
     * @param index from 0
     * @throws dev.visor.core.VisorException if the files do not hold what they seemed to
     */
    Episode read(int index);

    @Override
    default void close() {}
  }

  /** What the files hold. */
  Contents contents();

  /** Where an episode comes from, for a message. */
  Place place(int episode);

  /** A new reader. */
  Reader open();
}
