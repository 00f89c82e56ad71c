package dev.visor.plugin.bc;

import dev.visor.api.Observation;
import dev.visor.api.Policy;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.random.RandomGenerator;

/** Does what the network says at the last few pictures; draws nothing. */
final class BcPolicy implements Policy {
  private static final long MARK = 0x6263_2d70_6f6c_6963L; // "bc-polic"

  private final BcNetwork network;
  private final FrameStack stack;
  private final byte[][] recent;
  private final byte[] pictures;

  BcPolicy(BcNetwork network) {
    this.network = network;
    this.stack = network.stack();
    this.recent = new byte[stack.frames()][];
    this.pictures = new byte[stack.size()];
  }

  static void write(BcNetwork network, OutputStream out) throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    data.writeLong(MARK);
    data.flush();
    network.writeWeights(out);
  }

  /** Reads weights into a network that was made with the parameters they were trained with. */
  static BcPolicy read(BcNetwork network, InputStream in) throws IOException {
    if (new DataInputStream(in).readLong() != MARK) {
      throw new IOException("this is no policy of the algorithm 'bc'");
    }
    network.readWeights(in);
    return new BcPolicy(network);
  }

  @Override
  public void reset(RandomGenerator random) {
    recent[0] = null;
  }

  @Override
  public float[] act(Observation observation) {
    boolean first = recent[0] == null;
    byte[] seen = seen(observation.image());
    for (int frame = 0; frame < recent.length; frame++) {
      boolean older = frame + 1 < recent.length;
      recent[frame] = older && !first ? recent[frame + 1] : seen;
      stack.put(recent[frame], 0, frame, 0, 0, pictures, 0);
    }
    return network.act(pictures);
  }

  private byte[] seen(byte[] image) {
    if (network.averaging().none()) {
      return image;
    }
    byte[] averaged = new byte[stack.size() / stack.frames()];
    network.averaging().average(image, 1, averaged, 0);
    return averaged;
  }

  @Override
  public void close() {
    network.close();
  }
}
