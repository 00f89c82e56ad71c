package dev.visor.plugin.lompo;

import dev.visor.api.Artifacts;
import dev.visor.api.DatasetView;
import dev.visor.api.RandomStream;
import dev.visor.api.Scalars;
import dev.visor.nn.Actor;
import dev.visor.nn.Critics;
import dev.visor.nn.Parameters;
import dev.visor.nn.Precision;
import dev.visor.nn.Workspace;
import dev.visor.nn.picture.PictureDecoder;
import dev.visor.nn.rssm.LatentStates;

/**
 * Judges model and agent by episodes that neither has learned from, and films what the model
 * predicts. It changes neither.
 */
final class Validation implements AutoCloseable {
  private static final int MOST_STARTS = 32;

  private final Workspace workspace = new Workspace();
  private final DatasetView heldOut;
  private final ModelShape shape;
  private final RandomStream random;
  private final Scalars scalars;
  private final Artifacts artifacts;
  private final HeldOutWindows windows;
  private final WorldModel model;
  private final PictureDecoder decoder;
  private final OpenLoop openLoop;
  private final int starts;
  private final Actor.Pass act;
  private final Critics.Pass values;

  /**
   * @param heldOut at least one episode
   * @param weights the world model's, read each time
   * @param agent likewise
   * @param random all of whose numbers are drawn anew each time
   */
  Validation(
      DatasetView heldOut,
      ModelShape shape,
      Parameters weights,
      ActorCritic agent,
      RandomStream random,
      Scalars scalars,
      Artifacts artifacts) {
    this.heldOut = heldOut;
    this.shape = shape;
    this.random = random;
    this.scalars = scalars;
    this.artifacts = artifacts;
    windows = new HeldOutWindows(heldOut, shape);
    starts = Math.min(MOST_STARTS, heldOut.episodes());
    model = new WorldModel(workspace, shape, weights, Math.max(starts, windows.count()));
    openLoop = new OpenLoop(windows, model, random);
    decoder =
        new PictureDecoder(
            workspace,
            shape.pictures(),
            shape.features(),
            weights,
            weights.only(name -> name.startsWith("decoder/")).zeros(),
            windows.count(),
            Precision.FLOAT);
    act = agent.actor().pass(workspace, starts);
    values = agent.critics().pass(workspace, starts);
  }

  /**
   * Judges the world model: what it predicts, and whether its penalties know when it errs.
   *
   * @param update the number of the update that was made last
   */
  void model(long update) {
    PredictionErrors errors = new PredictionErrors(openLoop, windows, model, decoder);
    PenaltyErrors penalties = new PenaltyErrors(openLoop, windows);
    openLoop.run(
        new OpenLoop.Visitor() {
          @Override
          public void followed(int t) {
            penalties.followed(t);
          }

          @Override
          public void rolled(int t) {
            errors.rolled(t);
          }
        });
    Scalars named = (name, at, value) -> scalars.record("validation/" + name, at, value);
    errors.record(named, update);
    penalties.record(named, update);
  }

  /**
   * Judges the agent: what the lesser of its critics promises for its actions at the beginning of
   * episodes, the discounted sum of all rewards to come, to be held against what is measured. These
   * are the actions of the actor that the critics learn of, not of an average of its weights.
   *
   * @param update the number of the update that was made last
   */
  void agent(long update) {
    random.seek(0);
    byte[] images = new byte[starts * shape.pictures().values()];
    float[] proprio = new float[starts * shape.felt()];
    for (int i = 0; i < starts; i++) {
      heldOut.images(i, 0, 1, images, i * shape.pictures().values());
      if (shape.felt() > 0) {
        heldOut.proprio(i, 0, 1, proprio, i * shape.felt());
      }
    }
    float[] embeddings = new float[starts * shape.embedding()];
    model.perception().refresh();
    model.perception().encode(images, proprio, starts, embeddings, 0);
    float[] noise = new float[starts * shape.stoch()];
    Noise.fill(random, noise, noise.length);
    LatentStates states = new LatentStates(shape.latent(), starts);
    model.filter().step(states, new float[starts * shape.actions()], embeddings, noise, starts);
    float[] features = new float[starts * shape.features()];
    states.features(features, starts);
    values.forward(features, act.mode(features, starts), starts);
    double sum = 0;
    for (float value : values.lowest(starts)) {
      sum += value;
    }
    scalars.record("validation/value", update, sum / starts);
  }

  /** Leaves strips and a film of what the model predicts. */
  void film() {
    PredictionFilm film = new PredictionFilm(openLoop, windows, decoder, shape);
    openLoop.run(film);
    artifacts.write("open-loop.png", film.png());
    artifacts.write("open-loop.gif", film.gif());
  }

  @Override
  public void close() {
    workspace.close();
  }
}
