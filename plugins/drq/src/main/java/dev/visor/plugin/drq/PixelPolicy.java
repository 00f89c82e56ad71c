package dev.visor.plugin.drq;

import dev.visor.api.Observation;
import dev.visor.api.Policy;
import dev.visor.nn.FrameStack;
import dev.visor.nn.Parameters;
import dev.visor.nn.PixelEncoder;
import dev.visor.nn.Workspace;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.random.RandomGenerator;

/** Does what the actor does without noise, at the last few pictures; draws nothing. */
final class PixelPolicy implements Policy {
  private static final int MAGIC = 'V' << 24 | 'P' << 16 | 'X' << 8 | 'P';
  private static final int VERSION = 1;

  private final Workspace workspace;
  private final FrameStack stack;
  private final PixelEncoder encoder;
  private final PixelActor actor;
  private final byte[][] recent;
  private final byte[] pictures;
  private final float[] features;

  private PixelPolicy(
      Workspace workspace, FrameStack stack, PixelEncoder encoder, PixelActor actor) {
    this.workspace = workspace;
    this.stack = stack;
    this.encoder = encoder;
    this.actor = actor;
    recent = new byte[stack.frames()][];
    pictures = new byte[stack.bytes()];
    features = new float[actor.form().features()];
  }

  /** Writes the encoder's and the actor's weights. */
  static void write(String algorithm, Parameters encoder, Parameters actor, OutputStream out)
      throws IOException {
    DataOutputStream data = new DataOutputStream(new BufferedOutputStream(out, 1 << 16));
    data.writeInt(MAGIC);
    data.writeInt(VERSION);
    data.writeUTF(algorithm);
    encoder.write(data);
    actor.write(data);
    data.flush();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException if it is something else, or of other parameters
   */
  static PixelPolicy read(
      String algorithm,
      FrameStack stack,
      PixelEncoder.Form encoder,
      PixelActor.Form actor,
      InputStream in)
      throws IOException {
    DataInputStream data = new DataInputStream(in);
    if (data.readInt() != MAGIC || data.readInt() != VERSION || !data.readUTF().equals(algorithm)) {
      throw new IOException("this is no policy of " + algorithm + " in format " + VERSION);
    }
    Workspace workspace = new Workspace();
    try {
      Parameters encoderWeights = Perception.layout(encoder).allocate(workspace);
      Parameters actorWeights = actor.layout().allocate(workspace);
      encoderWeights.read(data);
      actorWeights.read(data);
      return new PixelPolicy(
          workspace,
          stack,
          Perception.acting(workspace, encoder, encoderWeights),
          new PixelActor(workspace, actor, actorWeights, 1));
    } catch (IOException e) {
      workspace.close();
      throw e;
    }
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
    encoder.forward(pictures, features);
    return actor.mode(features).clone();
  }

  @Override
  public void close() {
    workspace.close();
  }
}
