package dev.visor.plugin.lompo;

import dev.visor.api.EnvironmentSpec;
import dev.visor.api.ObservationSpec;
import dev.visor.api.PictureAveraging;
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
 * version, the edge of a picture as the task shows it, the sizes of the model (edge of a picture as
 * it sees it, proprioceptive values, action length, first channels, deterministic and stochastic
 * length, hidden width), the actor's kind and the number of its hidden layers, and then the arrays
 * of perception, recurrence, posterior and actor as {@link Parameters} writes them. Integers are 4
 * bytes, most significant first.
 */
final class PolicyFile {
  private static final int MAGIC = 'V' << 24 | 'L' << 16 | 'O' << 8 | 'M';
  private static final int VERSION = 2;

  /** No policy has as many parameters. */
  private static final int GREATEST = 1 << 28;

  private PolicyFile() {}

  /**
   * Writes a policy.
   *
   * @param shown what the task shows
   */
  static void write(
      OutputStream out,
      ObservationSpec shown,
      ModelShape shape,
      LompoParameters parameters,
      Parameters model,
      Parameters actor)
      throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    data.writeInt(MAGIC);
    data.writeInt(VERSION);
    data.writeInt(shown.height());
    data.writeInt(shape.edge());
    data.writeInt(shape.felt());
    data.writeInt(shape.actions());
    data.writeInt(shape.depth());
    data.writeInt(shape.deter());
    data.writeInt(shape.stoch());
    data.writeInt(shape.units());
    data.writeInt(parameters.actor().ordinal());
    data.writeInt(parameters.actorLayers());
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
      int shown = data.readInt();
      ModelShape shape =
          new ModelShape(
              data.readInt(),
              data.readInt(),
              data.readInt(),
              data.readInt(),
              data.readInt(),
              data.readInt(),
              data.readInt(),
              1,
              false);
      requireTask(shown, shape, spec);
      return read(data, shown, shape);
    } catch (EOFException e) {
      throw new IOException("the policy's file ends too early; it was not written to its end", e);
    } catch (IllegalArgumentException e) {
      throw new IOException("the policy's file is damaged: " + e.getMessage(), e);
    }
  }

  /** Refuses a model of other observations or actions than a task has. */
  private static void requireTask(int shown, ModelShape shape, EnvironmentSpec spec)
      throws IOException {
    ObservationSpec seen = spec.observation();
    if (shown != seen.height()
        || shown != seen.width()
        || shape.felt() != 0 && shape.felt() != seen.proprio()
        || shape.actions() != spec.actionSize()) {
      throw new IOException(
          "the policy sees %d × %d pixels, feels %d values and has %d action values, but the task shows %d × %d, tells %d and takes %d"
              .formatted(
                  shown,
                  shown,
                  shape.felt(),
                  shape.actions(),
                  seen.height(),
                  seen.width(),
                  seen.proprio(),
                  spec.actionSize()));
    }
  }

  private static ActorKind kind(int ordinal) {
    if (ordinal < 0 || ordinal >= ActorKind.values().length) {
      throw new IllegalArgumentException("an actor of kind " + ordinal);
    }
    return ActorKind.values()[ordinal];
  }

  private static LatentPolicy read(DataInputStream data, int shown, ModelShape shape)
      throws IOException {
    ActorKind kind = kind(data.readInt());
    int actorLayers = data.readInt();
    Workspace workspace = new Workspace();
    try {
      Layout model = WorldModelParameters.layout(shape).only(WorldModelParameters::acts);
      Parameters weights = sensible(model).allocate(workspace);
      weights.read(data);
      Layout actor = Layout.read(data);
      Parameters actorWeights = sensible(actor).allocate(workspace);
      actorWeights.readValues(data);
      PictureAveraging averaging = new PictureAveraging(shown, shape.edge());
      return new LatentPolicy(
          workspace, shape, averaging, weights, LatentActor.of(kind, actorWeights, actorLayers));
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
