package dev.visor.plugin.dreamer;

import dev.visor.api.EnvironmentSpec;
import dev.visor.api.ObservationSpec;
import dev.visor.api.PictureAveraging;
import dev.visor.nn.Deviation;
import dev.visor.nn.Parameters;
import dev.visor.nn.picture.PictureShape;
import dev.visor.nn.rssm.GaussianState;
import dev.visor.nn.rssm.LatentShape;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * The world model of PlaNet: its shape, and the file of a policy, which is the model and how to
 * plan in it. The file has the magic {@code VPLA}, the format's version, the edge of pictures as
 * they are shown, the sizes of the model (edge of pictures as they are seen, action length, first
 * channels, stochastic and deterministic length, hidden width), those of planning (horizon,
 * candidates, elites, rounds), and then the arrays of encoder, recurrence, posterior, prior and
 * reward as {@link Parameters} writes them. Integers are 4 bytes, most significant first.
 */
final class PlanetModel {
  private static final int MAGIC = 'V' << 24 | 'P' << 16 | 'L' << 8 | 'A';
  private static final int VERSION = 2;
  private static final int REWARD_LAYERS = 2;
  private static final float LEAST_STD = 0.1f;

  private PlanetModel() {}

  /**
   * The shape for an observation.
   *
   * @throws IllegalArgumentException if the picture has a size that the encoder cannot take
   */
  static ModelShape shape(ObservationSpec observation, int actions, PlanetParameters parameters) {
    PictureShape pictures =
        PictureShape.of(observation.height(), observation.width(), parameters.depth());
    return shape(pictures, actions, parameters.stoch(), parameters.deter(), parameters.units());
  }

  private static ModelShape shape(
      PictureShape pictures, int actions, int stoch, int deter, int units) {
    LatentShape latent =
        new LatentShape(
            actions,
            pictures.embedding(),
            new GaussianState(stoch, new Deviation.Softplus(0, LEAST_STD)),
            deter,
            units,
            1);
    return new ModelShape(pictures, latent, REWARD_LAYERS, units, false);
  }

  /** Whether planning needs an array: all but the decoder's. */
  private static boolean plans(String name) {
    return !name.startsWith("decoder/");
  }

  /** Writes a policy. */
  static void write(
      OutputStream out,
      PictureAveraging averaging,
      ModelShape shape,
      Parameters weights,
      Planner.Settings planning)
      throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    data.writeInt(MAGIC);
    data.writeInt(VERSION);
    data.writeInt(averaging.larger());
    data.writeInt(averaging.edge());
    data.writeInt(shape.actions());
    data.writeInt(shape.pictures().depth());
    data.writeInt(shape.latent().stoch());
    data.writeInt(shape.latent().deter());
    data.writeInt(shape.latent().units());
    data.writeInt(planning.horizon());
    data.writeInt(planning.candidates());
    data.writeInt(planning.elites());
    data.writeInt(planning.rounds());
    weights.only(PlanetModel::plans).write(data);
    data.flush();
  }

  /** Reads a policy. */
  static PlanetPolicy read(DataInputStream data, EnvironmentSpec spec) throws IOException {
    return PolicyFile.reading(
        () -> {
          if (data.readInt() != MAGIC || data.readInt() != VERSION) {
            throw new IOException(
                "this is no policy of planet in format " + VERSION + "; train it again");
          }
          int shown = data.readInt();
          int edge = data.readInt();
          int actions = data.readInt();
          ModelShape shape =
              shape(
                  new PictureShape(edge, data.readInt()),
                  actions,
                  data.readInt(),
                  data.readInt(),
                  data.readInt());
          PictureAveraging averaging = PolicyFile.averaging(shown, shape, spec);
          Planner.Settings planning =
              new Planner.Settings(data.readInt(), data.readInt(), data.readInt(), data.readInt());
          return PolicyFile.inWorkspace(
              workspace ->
                  new PlanetPolicy(
                      workspace,
                      shape,
                      averaging,
                      PolicyFile.weights(data, shape.layout().only(PlanetModel::plans), workspace),
                      planning));
        });
  }
}
