package dev.visor.core.dataset.exchange;

import dev.visor.api.Episode;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * Episodes in HDF5 files, whatever their layout: every reader has a source of its own.
 *
 * @param contents what the files hold
 * @param places where an episode comes from, by its number
 * @param sources opens the files
 * @param reading how an episode is read
 */
record Hdf5Episodes(
    Contents contents, IntFunction<Place> places, Supplier<Hdf5Source> sources, Reading reading)
    implements ForeignEpisodes {
  /** Reads one episode. */
  interface Reading {
    Episode episode(int index, Hdf5Source source);
  }

  @Override
  public Place place(int episode) {
    return places.apply(episode);
  }

  @Override
  public Reader open() {
    EpisodeCheck check = new EpisodeCheck(contents.observation(), contents.actionSize());
    Hdf5Source source = sources.get();
    return new Reader() {
      @Override
      public Episode read(int index) {
        return check.check(reading.episode(index, source), place(index));
      }

      @Override
      public void close() {
        source.close();
      }
    };
  }
}
