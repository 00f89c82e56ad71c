package dev.visor.plugin.dreamer;

import dev.visor.api.EnvironmentSpec;
import dev.visor.api.PictureAveraging;
import dev.visor.nn.Layout;
import dev.visor.nn.Parameters;
import dev.visor.nn.Workspace;
import dev.visor.nn.picture.PictureShape;
import dev.visor.nn.rssm.LatentShape;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The file of a policy, which says itself what it holds: the magic {@code VDRE}, the format's
 * version, the edge of pictures as they are shown, the sizes of the model (edge of pictures as they
 * are seen, action length, first channels, kind of stochastic state, choices, classes,
 * deterministic length, hidden width), the number of the actor's hidden layers, and then the arrays
 * of encoder, recurrence, posterior and actor as {@link Parameters} writes them. Integers are 4
 * bytes, most significant first.
 */
final class PolicyFile {
  private static final int MAGIC = 'V' << 24 | 'D' << 16 | 'R' << 8 | 'E';
  private static final int VERSION = 3;

  /** No policy has as many parameters. */
  private static final int GREATEST = 1 << 28;

  private PolicyFile() {}

  /** Writes a policy. */
  static void write(
      OutputStream out,
      DreamerParameters parameters,
      PictureAveraging averaging,
      ModelShape shape,
      Parameters model,
      Parameters actor)
      throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    data.writeInt(MAGIC);
    data.writeInt(VERSION);
    data.writeInt(averaging.larger());
    data.writeInt(averaging.edge());
    data.writeInt(shape.actions());
    data.writeInt(shape.pictures().depth());
    data.writeInt(parameters.latent().ordinal());
    data.writeInt(parameters.stoch());
    data.writeInt(parameters.classes());
    data.writeInt(shape.latent().deter());
    data.writeInt(shape.latent().units());
    data.writeInt(parameters.behaviourLayers());
    model.only(ModelShape::acts).write(data);
    actor.write(data);
    data.flush();
  }

  /** Reads something of a policy's file. */
  @FunctionalInterface
  interface Reading<T> {
    T read() throws IOException;
  }

  /** Makes a policy in a workspace of its own. */
  @FunctionalInterface
  interface Making<T> {
    T make(Workspace workspace) throws IOException;
  }

  /**
   * Reads a policy.
   *
   * @throws IOException if the stream ends early, holds something else, or is of another task's
   *     shape
   */
  static LatentPolicy read(InputStream in, EnvironmentSpec spec) throws IOException {
    DataInputStream data = new DataInputStream(in);
    return reading(
        () -> {
          if (data.readInt() != MAGIC || data.readInt() != VERSION) {
            throw new IOException(
                "this is no policy of dreamer in format " + VERSION + "; train it again");
          }
          int shown = data.readInt();
          ModelShape shape = shape(data);
          int actorLayers = data.readInt();
          PictureAveraging averaging = averaging(shown, shape, spec);
          return inWorkspace(workspace -> read(data, averaging, shape, actorLayers, workspace));
        });
  }

  /** Says what is wrong with a file in the words of files. */
  static <T> T reading(Reading<T> reading) throws IOException {
    try {
      return reading.read();
    } catch (EOFException e) {
      throw new IOException("the policy's file ends too early; it was not written to its end", e);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new IOException("the policy's file is damaged: " + e.getMessage(), e);
    }
  }

  /** Closes the workspace if nothing comes of it. */
  static <T> T inWorkspace(Making<T> making) throws IOException {
    Workspace workspace = new Workspace();
    try {
      return making.make(workspace);
    } catch (IOException | RuntimeException e) {
      workspace.close();
      throw e;
    }
  }

  /** The sizes, of which acting needs neither the ensemble's nor the heads'. */
  private static ModelShape shape(DataInputStream data) throws IOException {
    int edge = data.readInt();
    int actions = data.readInt();
    PictureShape pictures = new PictureShape(edge, data.readInt());
    int kind = data.readInt();
    if (kind < 0 || kind >= Latent.values().length) {
      throw new IllegalArgumentException("a stochastic state of kind " + kind);
    }
    LatentShape latent =
        new LatentShape(
            actions,
            pictures.embedding(),
            ModelShape.state(Latent.values()[kind], data.readInt(), data.readInt()),
            data.readInt(),
            data.readInt(),
            1);
    return new ModelShape(pictures, latent, 1, 1, false);
  }

  /**
   * From what a task shows to what a model sees.
   *
   * @throws IOException if the task has other pictures or actions
   */
  static PictureAveraging averaging(int shown, ModelShape shape, EnvironmentSpec spec)
      throws IOException {
    if (shown != spec.observation().height()
        || shown != spec.observation().width()
        || shape.actions() != spec.actionSize()) {
      throw new IOException(
          "the policy sees %d × %d pixels and has %d action values, but the task shows %d × %d and takes %d"
              .formatted(
                  shown,
                  shown,
                  shape.actions(),
                  spec.observation().height(),
                  spec.observation().width(),
                  spec.actionSize()));
    }
    return new PictureAveraging(shown, shape.pictures().edge());
  }

  private static LatentPolicy read(
      DataInputStream data,
      PictureAveraging averaging,
      ModelShape shape,
      int actorLayers,
      Workspace workspace)
      throws IOException {
    Parameters model = weights(data, shape.layout().only(ModelShape::acts), workspace);
    Layout actor = Layout.read(data);
    Parameters actorWeights = sensible(actor).allocate(workspace);
    actorWeights.readValues(data);
    return new LatentPolicy(
        workspace, shape, averaging, model, PolicyNetwork.of(actorWeights, actorLayers));
  }

  /** Reads arrays of a layout. */
  static Parameters weights(DataInputStream data, Layout layout, Workspace workspace)
      throws IOException {
    Parameters weights = sensible(layout).allocate(workspace);
    weights.read(data);
    return weights;
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
