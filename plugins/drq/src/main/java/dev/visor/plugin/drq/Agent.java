package dev.visor.plugin.drq;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** An algorithm's networks and losses, all that stands on the features of pictures. */
interface Agent {
  /** Draws the noise of the next update. */
  void drawNoise(RandomGenerator random);

  /**
   * Makes one update of everything but the encoder.
   *
   * @param done updates before it
   * @param byFeatures receives the gradient of the critics' loss by {@link Batch#features}
   */
  Report update(Batch batch, long done, float[] byFeatures);

  /**
   * Where each update leaves the gradient of the actor's loss by {@link Batch#features}, through π
   * alone, rows × length; empty if the encoder does not learn from it.
   */
  default Optional<float[]> actorByFeatures() {
    return Optional.empty();
  }

  /** What acts. */
  PixelActor actor();

  /** Writes all weights with their optimisers. */
  void save(DataOutputStream out) throws IOException;

  /** Takes up what {@link #save} wrote. */
  void restore(DataInputStream in) throws IOException;
}
