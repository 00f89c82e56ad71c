package dev.visor.api;

/**
 * Makes the episodes of one dataset. Each is a function of its index and of the streams alone, so
 * that they can be made in any order, by several generators at once, and again after an
 * interruption.
 */
public interface EpisodeGenerator extends AutoCloseable {
  /**
   * Makes one episode.
   *
   * @param index from 0
   * @param streams the random streams of this episode and of no other
   */
  Episode generate(int index, RandomStreams streams);

  @Override
  void close();
}
