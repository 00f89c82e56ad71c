package dev.visor.plugin.lompo;

import dev.visor.nn.Elementary;
import dev.visor.nn.Mlp;
import dev.visor.nn.Parameters;
import dev.visor.nn.Workspace;
import dev.visor.nn.picture.PictureDecoder;
import dev.visor.nn.rssm.Gaussians;
import dev.visor.nn.rssm.PosteriorSequence;
import dev.visor.nn.rssm.PriorDivergence;
import java.util.Arrays;
import java.util.Optional;

/**
 * The loss of LOMPO's world model and its gradient: the variational bound of Rafailov et al. (2021)
 * with an ensemble of priors.
 *
 * <pre>
 * h_t = GRU(h_{t-1}, z_{t-1}, a_t)                       deterministic state
 * q(z_t | h_t, x_t)                                      posterior, sampled with noise ε_t
 * p_k(z_t | h_t)                                         prior of head k
 *
 * L = mean over rows of  ½ ‖x̂(z_t, h_t) − x_t‖²  +  w_r ½ (r̂(z_t, h_t) − r_t)²
 *                        +  w_kl KL( q(z_t) ‖ p_{k(t)}(z_t) )  [ −  w_d ln Bern(d_t; d̂(z_t, h_t)) ]
 *                        [ +  w_p ½ ‖p̂(z_t, h_t) − p_t‖² ]
 * </pre>
 *
 * <p>Here a_t is the action that led to picture x_t, p_t what a body feels there, k(t) one head for
 * all sequences at time t (or the mean over all heads), and the mean is over rows that are not
 * padding. The constants of the Gaussian likelihoods are left out.
 *
 * <p>Each part below computes its loss and goes back at once as far as the features (z_t, h_t);
 * what they agree on there goes back through time in the end.
 */
final class WorldModelLoss {
  private final LompoParameters parameters;
  private final Perception perception;
  private final PosteriorSequence posterior;
  private final PriorDivergence divergence;
  private final PictureDecoder decoder;
  private final Head reward;
  private final Optional<Head> terminal;
  private final Optional<Head> felt;
  private final Parameters gradient;

  private final int rows;
  private final float[] embeddings;
  private final float[] embeddingGradient;
  private final float[] featureGradient;
  private final float[] headGradient;
  private final Gaussians posteriorGradient;
  private final float[] weights;
  private final double[] losses;
  private int valid;

  /** A network on the features, with its gradient. */
  private record Head(Mlp.Pass pass, Mlp gradient) {}

  /**
   * @param workspace where the values of a batch live
   * @param model the world model's arrays, read at every call
   * @param gradient which {@link #compute} sets
   * @param batch how many sequences it takes
   */
  WorldModelLoss(
      Workspace workspace,
      ModelShape shape,
      LompoParameters parameters,
      Parameters model,
      Parameters gradient,
      int batch) {
    this.parameters = parameters;
    this.gradient = gradient;
    int length = parameters.sequence();
    rows = batch * length;
    perception =
        Perception.trained(workspace, shape, model, gradient, rows, parameters.precision());
    posterior = new PosteriorSequence(workspace, shape.latent(), model, gradient, batch, length);
    divergence =
        new PriorDivergence(
            workspace, shape.latent(), model, gradient, parameters.heads(), batch, length);
    decoder =
        new PictureDecoder(
            workspace,
            shape.pictures(),
            shape.features(),
            model,
            gradient,
            rows,
            parameters.precision());
    reward = new Head(WorldModel.reward(model).pass(workspace, rows), WorldModel.reward(gradient));
    terminal =
        shape.terminal()
            ? Optional.of(
                new Head(
                    WorldModel.terminal(model).pass(workspace, rows),
                    WorldModel.terminal(gradient)))
            : Optional.empty();
    felt =
        shape.felt() > 0
            ? Optional.of(
                new Head(WorldModel.felt(model).pass(workspace, rows), WorldModel.felt(gradient)))
            : Optional.empty();
    embeddings = new float[rows * shape.embedding()];
    embeddingGradient = new float[embeddings.length];
    featureGradient = new float[rows * shape.features()];
    headGradient = new float[featureGradient.length];
    posteriorGradient = Gaussians.rows(rows, shape.stoch());
    weights = new float[rows];
    losses = new double[rows];
  }

  /**
   * Computes loss and gradient of one batch, or of some sequences of a larger one.
   *
   * @param noise standard Gaussian draws for the posterior, rows × length of a stochastic state
   * @param heads the prior head of each time step; not read where all heads learn
   * @param validRows over which the mean is taken: those of the whole batch that are not padding
   */
  ModelLosses compute(SequenceBatch batch, float[] noise, int[] heads, int validRows) {
    valid = validRows;
    gradient.clear();
    perception.refresh();
    perception.encode(batch.images(), batch.proprio(), rows, embeddings, 0);
    posterior.forward(embeddings, batch.actions(), noise);

    double image = imageLoss(batch);
    double rewardLoss = rewardLoss(batch);
    double terminalLoss = terminal.isPresent() ? terminalLoss(batch) : 0;
    double feltLoss = felt.isPresent() ? feltLoss(batch) : 0;
    double kl = divergence(batch, heads);

    posterior.backward(featureGradient, posteriorGradient, embeddingGradient);
    perception.backward(embeddingGradient);
    double total =
        image
            + parameters.rewardWeight() * rewardLoss
            + parameters.klWeight() * kl
            + parameters.terminalWeight() * terminalLoss
            + parameters.proprioceptionWeight() * feltLoss;
    return new ModelLosses(total, image, rewardLoss, kl, feltLoss, terminalLoss);
  }

  /** ½ ‖x̂ − x‖². It sets the gradient by the features, to which the other parts add theirs. */
  private double imageLoss(SequenceBatch batch) {
    weigh(batch, 1);
    decoder.compute(posterior.features(), batch.images(), weights, losses, featureGradient);
    return mean(batch);
  }

  /** ½ (r̂ − r)². */
  private double rewardLoss(SequenceBatch batch) {
    weigh(batch, parameters.rewardWeight());
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
  private double terminalLoss(SequenceBatch batch) {
    weigh(batch, parameters.terminalWeight());
    Head head = terminal.orElseThrow();
    float[] logits = head.pass().forward(posterior.features(), rows);
    for (int row = 0; row < rows; row++) {
      float ended = batch.terminals()[row];
      losses[row] = Elementary.softplus(logits[row]) - ended * logits[row];
      head.pass().outputGradient()[row] = weights[row] * (Elementary.sigmoid(logits[row]) - ended);
    }
    addHead(head);
    return mean(batch);
  }

  /** ½ ‖p̂ − p‖². */
  private double feltLoss(SequenceBatch batch) {
    weigh(batch, parameters.proprioceptionWeight());
    Head head = felt.orElseThrow();
    float[] expected = head.pass().forward(posterior.features(), rows);
    int size = batch.proprio().length / rows;
    for (int row = 0; row < rows; row++) {
      double square = 0;
      for (int i = row * size; i < (row + 1) * size; i++) {
        float difference = expected[i] - batch.proprio()[i];
        square += (double) difference * difference;
        head.pass().outputGradient()[i] = weights[row] * difference;
      }
      losses[row] = 0.5 * square;
    }
    addHead(head);
    return mean(batch);
  }

  /** KL(q ‖ p). */
  private double divergence(SequenceBatch batch, int[] heads) {
    weigh(batch, parameters.klWeight());
    Arrays.fill(posteriorGradient.mean(), 0);
    Arrays.fill(posteriorGradient.std(), 0);
    divergence.forward(posterior, heads, losses);
    divergence.backward(posterior, weights, weights, featureGradient, posteriorGradient);
    return mean(batch);
  }

  /** Goes back through a head on the features. */
  private void addHead(Head head) {
    head.pass().backward(head.gradient(), headGradient, rows);
    for (int i = 0; i < featureGradient.length; i++) {
      featureGradient[i] += headGradient[i];
    }
  }

  /** Sets each row's weight in the loss: the part's own, shared by all rows but padding. */
  private void weigh(SequenceBatch batch, double weight) {
    float each = (float) (weight / valid);
    for (int row = 0; row < rows; row++) {
      weights[row] = batch.mask()[row] * each;
    }
  }

  private double mean(SequenceBatch batch) {
    double sum = 0;
    for (int row = 0; row < rows; row++) {
      sum += batch.mask()[row] * losses[row];
    }
    return sum / valid;
  }
}
