package dev.visor.plugin.sample;

import dev.visor.api.Observation;
import dev.visor.api.Policy;
import java.util.random.RandomGenerator;

/**
 * Does what the network says at the last few pictures.
 *
 * <p>What a policy has to remember within an episode it keeps itself, and forgets in {@link
 * #reset}. This one draws nothing; one that does draws from the generator that {@code reset}
 * brings.
 */
final class SamplePolicy implements Policy {
  private final SampleNetwork network;
  private final FrameStack stack;

  /** The last pictures, the oldest first; the first is null before an episode's first. */
  private final byte[][] recent;

  private final float[] pictures;

  SamplePolicy(SampleNetwork network) {
    this.network = network;
    this.stack = network.stack();
    this.recent = new byte[stack.frames()][];
    this.pictures = new float[stack.size()];
  }

  @Override
  public void reset(RandomGenerator random) {
    recent[0] = null;
  }

  @Override
  public float[] act(Observation observation) {
    boolean first = recent[0] == null;
    for (int frame = 0; frame < recent.length; frame++) {
      boolean older = frame + 1 < recent.length;
      recent[frame] = older && !first ? recent[frame + 1] : observation.image();
      stack.put(recent[frame], 0, frame, 0, 0, pictures, 0);
    }
    return network.act(pictures);
  }

  @Override
  public void close() {
    network.close();
  }
}
