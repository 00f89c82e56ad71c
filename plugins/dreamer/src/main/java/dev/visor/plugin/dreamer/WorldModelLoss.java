package dev.visor.plugin.dreamer;

import dev.visor.nn.Elementary;
import dev.visor.nn.Mlp;
import dev.visor.nn.Parameters;
import dev.visor.nn.Precision;
import dev.visor.nn.Workspace;
import dev.visor.nn.picture.PictureDecoder;
import dev.visor.nn.picture.PictureEncoder;
import dev.visor.nn.rssm.Distributions;
import dev.visor.nn.rssm.PosteriorSequence;
import dev.visor.nn.rssm.PriorDivergence;
import java.util.Optional;

/**
 * The loss of DreamerV2's world model and its gradient (Hafner et al. 2021, equations 1 and 2, and
 * their algorithm 2).
 *
 * <pre>
 * (1)  h_t = GRU(h_{t-1}, z_{t-1}, a_t)     q(z_t | h_t, x_t)     p(z_t | h_t)
 *      x̂_t, r̂_t, d̂_t of the features [z_t, h_t]
 *
 * (2)  L = mean over rows of  ½ ‖x̂_t − x_t‖²  +  w_r ½ (r̂_t − r_t)²  [ − w_d ln Bern(d_t; d̂_t) ]
 *                             +  β max(KL( q ‖ p ), free)
 *
 * algorithm 2:  KL = α KL( sg(q) ‖ p )  +  (1 − α) KL( q ‖ sg(p) )
 * </pre>
 *
 * <p>Here a_t is the action that led to picture x_t, and sg stops the gradient: the prior is drawn
 * to the posterior more than the posterior to a prior that is not yet good. With an ensemble p is
 * the head of the time step, or all of them averaged. What is free is the mean over all rows; while
 * it is below, the divergence has no gradient. The mean is over rows that are not padding, and the
 * constants of the Gaussian likelihoods are left out.
 *
 * <p>Each part computes its loss and goes back at once as far as the features; what they agree on
 * there goes back through time in the end.
 */
final class WorldModelLoss {
  private final ModelSettings settings;
  private final ModelSettings.Divergence divergenceWeights;
  private final PictureEncoder encoder;
  private final PosteriorSequence posterior;
  private final PriorDivergence divergence;
  private final PictureDecoder decoder;
  private final Head reward;
  private final Optional<Head> terminal;
  private final Parameters gradient;

  private final int rows;
  private final float[] embeddings;
  private final float[] embeddingGradient;
  private final float[] featureGradient;
  private final float[] headGradient;
  private final Distributions posteriorGradient;
  private final float[] weights;
  private final float[] priorWeights;
  private final double[] losses;

  /** A network on the features, with its gradient. */
  private record Head(Mlp.Pass pass, Mlp gradient) {
    static Head of(Workspace workspace, Mlp network, Mlp gradient, int rows) {
      return new Head(network.pass(workspace, rows), gradient);
    }
  }

  /**
   * @param workspace where the values of a batch live
   * @param model the world model's arrays, read at every call
   */
  WorldModelLoss(Workspace workspace, ModelShape shape, ModelSettings settings, Parameters model) {
    this.settings = settings;
    divergenceWeights = settings.divergence();
    gradient = model.zeros();
    int batch = settings.batch();
    int length = settings.sequence();
    rows = batch * length;
    encoder =
        PictureEncoder.trained(workspace, shape.pictures(), model, gradient, rows, Precision.FLOAT);
    posterior = new PosteriorSequence(workspace, shape.latent(), model, gradient, batch, length);
    divergence =
        new PriorDivergence(
            workspace, shape.latent(), model, gradient, settings.heads(), batch, length);
    decoder =
        new PictureDecoder(
            workspace, shape.pictures(), shape.features(), model, gradient, rows, Precision.FLOAT);
    reward = Head.of(workspace, shape.reward(model), shape.reward(gradient), rows);
    terminal =
        shape.discounts()
            ? Optional.of(Head.of(workspace, shape.terminal(model), shape.terminal(gradient), rows))
            : Optional.empty();
    embeddings = new float[rows * shape.pictures().embedding()];
    embeddingGradient = new float[embeddings.length];
    featureGradient = new float[rows * shape.features()];
    headGradient = new float[featureGradient.length];
    posteriorGradient = Distributions.rows(shape.latent().state(), rows);
    weights = new float[rows];
    priorWeights = new float[rows];
    losses = new double[rows];
  }

  /** The features of the batch that was seen last, rows × length. */
  float[] features() {
    return posterior.features();
  }

  /** The gradient that the last {@link #compute} computed. */
  Parameters gradient() {
    return gradient;
  }

  /**
   * Follows the posterior along a batch, without a loss.
   *
   * @param noise as the stochastic state draws it, for all rows
   */
  void observe(Sequences batch, float[] noise) {
    encoder.refresh();
    encoder.encode(batch.images(), rows, embeddings, 0);
    posterior.forward(embeddings, batch.actions(), noise);
  }

  /**
   * Computes loss and gradient of one batch.
   *
   * @param noise as the stochastic state draws it, for all rows
   * @param heads the prior head of each time step; not read where all heads learn
   */
  ModelLosses compute(Sequences batch, float[] noise, int[] heads) {
    gradient.clear();
    observe(batch, noise);

    double image = imageLoss(batch);
    double rewardLoss = rewardLoss(batch);
    double terminalLoss = terminal.isPresent() ? terminalLoss(batch, terminal.get()) : 0;
    double kl = divergence(batch, heads);

    posterior.backward(featureGradient, posteriorGradient, embeddingGradient);
    encoder.backward(embeddingGradient);
    double total =
        image
            + settings.rewardWeight() * rewardLoss
            + settings.terminalWeight() * terminalLoss
            + divergenceWeights.weight() * Math.max(kl, divergenceWeights.freeNats());
    return new ModelLosses(total, image, rewardLoss, kl, terminalLoss);
  }

  /** ½ ‖x̂ − x‖². It sets the gradient by the features, to which the other parts add theirs. */
  private double imageLoss(Sequences batch) {
    weigh(batch, 1, weights);
    decoder.compute(posterior.features(), batch.images(), weights, losses, featureGradient);
    return mean(batch);
  }

  /** ½ (r̂ − r)². */
  private double rewardLoss(Sequences batch) {
    weigh(batch, settings.rewardWeight(), weights);
    float[] expected = reward.pass().forward(posterior.features(), rows);
    for (int row = 0; row < rows; row++) {
      float difference = expected[row] - batch.rewards()[row];
      losses[row] = 0.5 * difference * difference;
      reward.pass().outputGradient()[row] = weights[row] * difference;
    }
    addHead(reward);
    return mean(batch);
  }

  /** −ln Bern(d; σ(l)) = ln(1 + eˡ) − d l. */
  private double terminalLoss(Sequences batch, Head head) {
    weigh(batch, settings.terminalWeight(), weights);
    float[] logits = head.pass().forward(posterior.features(), rows);
    for (int row = 0; row < rows; row++) {
      float ended = batch.terminals()[row];
      losses[row] = Elementary.softplus(logits[row]) - ended * logits[row];
      head.pass().outputGradient()[row] = weights[row] * (Elementary.sigmoid(logits[row]) - ended);
    }
    addHead(head);
    return mean(batch);
  }

  /** KL(q ‖ p), of which the prior is given its part and the posterior the rest. */
  private double divergence(Sequences batch, int[] heads) {
    posteriorGradient.clear();
    divergence.forward(posterior, heads, losses);
    double kl = mean(batch);
    if (kl >= divergenceWeights.freeNats()) {
      weigh(batch, divergenceWeights.toPrior(), priorWeights);
      weigh(batch, divergenceWeights.toPosterior(), weights);
      divergence.backward(posterior, weights, priorWeights, featureGradient, posteriorGradient);
    }
    return kl;
  }

  /** Goes back through a head on the features. */
  private void addHead(Head head) {
    head.pass().backward(head.gradient(), headGradient, rows);
    for (int i = 0; i < featureGradient.length; i++) {
      featureGradient[i] += headGradient[i];
    }
  }

  /** Each row's weight in the loss: the part's own, shared by all rows but padding. */
  private static void weigh(Sequences batch, double weight, float[] target) {
    float each = (float) (weight / batch.valid());
    for (int row = 0; row < target.length; row++) {
      target[row] = batch.mask()[row] * each;
    }
  }

  private double mean(Sequences batch) {
    double sum = 0;
    for (int row = 0; row < rows; row++) {
      sum += batch.mask()[row] * losses[row];
    }
    return sum / batch.valid();
  }
}
