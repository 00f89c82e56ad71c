package dev.visor.plugin.lompo;

import dev.visor.api.EnvironmentSpec;
import dev.visor.nn.Layout;
import dev.visor.nn.Parameters;
import dev.visor.nn.Workspace;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The file of a policy, which says itself what it holds: the magic {@code VLOM}, the format's
 * version, the sizes of the model (picture edge, action length, first channels, deterministic and
 * stochastic length, hidden width), the number of the actor's hidden layers, and then the arrays of
 * encoder, recurrence, posterior and actor as {@link Parameters} writes them. Integers are 4 bytes,
 * most significant first.
 */
final class PolicyFile {
  private static final int MAGIC = 'V' << 24 | 'L' << 16 | 'O' << 8 | 'M';
  private static final int VERSION = 1;

  /** No policy has as many parameters. */
  private static final int GREATEST = 1 << 28;

  private PolicyFile() {}

  /** Writes a policy. */
  static void write(
      OutputStream out, ModelShape shape, int actorLayers, Parameters model, Parameters actor)
      throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    data.writeInt(MAGIC);
    data.writeInt(VERSION);
    data.writeInt(shape.edge());
    data.writeInt(shape.actions());
    data.writeInt(shape.depth());
    data.writeInt(shape.deter());
    data.writeInt(shape.stoch());
    data.writeInt(shape.units());
    data.writeInt(actorLayers);
    model.only(WorldModelParameters::acts).write(data);
    actor.write(data);
    data.flush();
  }

  /**
   * Reads a policy.
   *
   * @throws IOException if the stream ends early, holds something else, or is of another task's
   *     shape
   */
  static LatentPolicy read(InputStream in, EnvironmentSpec spec) throws IOException {
    try {
      DataInputStream data = new DataInputStream(in);
      int magic = data.readInt();
      int version = data.readInt();
      if (magic != MAGIC || version != VERSION) {
        throw new IOException(
            "this is no policy of LOMPO in format " + VERSION + "; train it again");
      }
      ModelShape shape =
          new ModelShape(
              data.readInt(),
              data.readInt(),
              data.readInt(),
              data.readInt(),
              data.readInt(),
              data.readInt(),
              1,
              false);
      int actorLayers = data.readInt();
      if (shape.edge() != spec.observation().height()
          || shape.edge() != spec.observation().width()
          || shape.actions() != spec.actionSize()) {
        throw new IOException(
            "the policy sees "
                + shape.edge()
                + " × "
                + shape.edge()
                + " pixels and has "
                + shape.actions()
                + " action values, but the task shows "
                + spec.observation().height()
                + " × "
                + spec.observation().width()
                + " and takes "
                + spec.actionSize());
      }
      return read(data, shape, actorLayers);
    } catch (EOFException e) {
      throw new IOException("the policy's file ends too early; it was not written to its end", e);
    } catch (IllegalArgumentException e) {
      throw new IOException("the policy's file is damaged: " + e.getMessage(), e);
    }
  }

  private static LatentPolicy read(DataInputStream data, ModelShape shape, int actorLayers)
      throws IOException {
    Workspace workspace = new Workspace();
    try {
      Layout model = WorldModelParameters.layout(shape).only(WorldModelParameters::acts);
      Parameters weights = sensible(model).allocate(workspace);
      weights.read(data);
      Layout actor = Layout.read(data);
      Parameters actorWeights = sensible(actor).allocate(workspace);
      actorWeights.readValues(data);
      return new LatentPolicy(workspace, shape, weights, actorWeights, actorLayers);
    } catch (IOException | RuntimeException e) {
      workspace.close();
      throw e;
    }
  }

  /** Refuses what only a damaged file can ask for, before any memory is reserved. */
  private static Layout sensible(Layout layout) throws IOException {
    if (layout.count() > GREATEST) {
      throw new IOException(
          "the policy's file is damaged: it claims %,d parameters".formatted(layout.count()));
    }
    return layout;
  }
}
