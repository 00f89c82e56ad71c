package dev.visor.nn.rssm;

import dev.visor.nn.Activation;
import dev.visor.nn.Adam;
import dev.visor.nn.Deviation;
import dev.visor.nn.Layout;
import dev.visor.nn.Mlp;
import dev.visor.nn.Parameters;
import dev.visor.nn.TruncatedGaussianActor;
import java.util.Arrays;

/**
 * A state-space model that learns to agree with its priors, and an actor that learns in it to make
 * its features small: every way forward and back through latent states, over and over.
 */
public final class LatentTraining {
  private static final LatentShape SHAPE = TinyModel.SHAPE;
  private static final int BATCH = 4;
  private static final int LENGTH = 3;
  private static final int ROWS = BATCH * LENGTH;

  private final TinyModel tiny = new TinyModel();
  private final PosteriorSequence sequence =
      new PosteriorSequence(tiny.workspace, SHAPE, tiny.weights, tiny.gradient, BATCH, LENGTH);
  private final PriorDivergence divergence =
      new PriorDivergence(
          tiny.workspace, SHAPE, tiny.weights, tiny.gradient, Heads.ALL, BATCH, LENGTH);
  private final Adam modelAdam = new Adam(tiny.weights, 1e-3, 100);

  private final Parameters actorWeights;
  private final Parameters actorGradient;
  private final Mlp actorGradientNetwork;
  private final Adam actorAdam;
  private final ImaginedRollout rollout;

  private final LatentStates starts = new LatentStates(SHAPE, BATCH);
  private final float[] embeddings = tiny.draw(ROWS * SHAPE.embedding());
  private final float[] actions = tiny.draw(ROWS * SHAPE.actions());
  private final float[] toEmbeddings = new float[embeddings.length];
  private final float[] byFeatures = new float[ROWS * SHAPE.features()];
  private final Gaussians byPosterior = Gaussians.rows(ROWS, SHAPE.stoch());
  private final float[] weights = new float[ROWS];
  private final double[] losses = new double[ROWS];
  private final float[] byImagined = new float[(LENGTH + 1) * BATCH * SHAPE.features()];
  private final float[] byActions = new float[ROWS * SHAPE.actions()];
  private final float[] byLogDensities = new float[ROWS];
  private final int[] heads = new int[ROWS];

  private LatentTraining() {
    Layout.Builder layout = Layout.builder();
    Mlp.declare(layout, "actor", SHAPE.features(), 8, 2 * SHAPE.actions());
    actorWeights = layout.build().allocate(tiny.workspace);
    actorGradient = actorWeights.zeros();
    Mlp.initialise(actorWeights, "actor", 2, tiny.random);
    actorGradientNetwork = new Mlp(actorGradient, "actor", 2, Activation.ELU);
    actorAdam = new Adam(actorWeights, 1e-3, 100);
    rollout =
        new ImaginedRollout(
            tiny.workspace,
            SHAPE,
            tiny.weights,
            new TruncatedGaussianActor(
                new Mlp(actorWeights, "actor", 2, Activation.ELU), new Deviation.Sigmoid(0.1f)),
            ImaginedRollout.ActorInput.CONNECTED,
            LENGTH,
            BATCH);
    Arrays.fill(weights, 1f / ROWS);
    Arrays.fill(byLogDensities, 0.01f / ROWS);
  }

  private void update() {
    Arrays.fill(byFeatures, 0);
    Arrays.fill(byPosterior.mean(), 0);
    Arrays.fill(byPosterior.std(), 0);
    tiny.gradient.clear();
    sequence.forward(embeddings, actions, tiny.draw(ROWS * SHAPE.stoch()));
    divergence.forward(sequence, heads, losses);
    divergence.backward(sequence, weights, weights, byFeatures, byPosterior);
    sequence.backward(byFeatures, byPosterior, toEmbeddings);
    modelAdam.update(tiny.gradient);

    for (int i = 0; i < ROWS; i++) {
      heads[i] = tiny.random.nextInt(SHAPE.ensemble());
    }
    actorGradient.clear();
    float[] actionNoise = tiny.draw(ROWS * SHAPE.actions());
    rollout.forward(starts, actionNoise, tiny.draw(ROWS * SHAPE.stoch()), heads);
    for (int i = 0; i < byImagined.length; i++) {
      byImagined[i] = 2 * rollout.features()[i] / ROWS;
    }
    rollout.backward(byImagined, byActions, byLogDensities, actorGradientNetwork);
    actorAdam.update(actorGradient);
  }

  /** A digest of every bit of model and actor after some updates. */
  public static String digest(int updates) {
    LatentTraining training = new LatentTraining();
    try {
      for (int i = 0; i < updates; i++) {
        training.update();
      }
      float[] model = training.tiny.weights.values().toArray();
      float[] actor = training.actorWeights.values().toArray();
      return Arrays.hashCode(model) + " " + Arrays.hashCode(actor);
    } finally {
      training.tiny.workspace.close();
    }
  }

  /** Prints the digest after some updates, whose number is the only argument. */
  public static void main(String[] arguments) {
    System.out.println(digest(Integer.parseInt(arguments[0])));
  }
}
