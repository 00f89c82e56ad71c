package dev.visor.plugin.lompo;

import dev.visor.nn.Parameters;
import dev.visor.nn.picture.PictureShape;
import dev.visor.nn.rssm.Heads;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.autodiff.samediff.SDIndex;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.enums.WeightsFormat;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.DeConv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.PaddingMode;

/**
 * The loss of LOMPO's world model as a SameDiff graph: the variational bound of Rafailov et al.
 * (2021), with an ensemble of priors.
 *
 * <pre>
 * h_t = GRU(h_{t-1}, z_{t-1}, a_t)                       deterministic state
 * q(z_t | h_t, x_t)                                      posterior, sampled with noise ε_t
 * p_k(z_t | h_t)                                         prior of head k
 *
 * L = mean over rows of  ½ ‖x̂(z_t, h_t) − x_t‖²  +  w_r ½ (r̂(z_t, h_t) − r_t)²
 *                        +  w_kl KL( q(z_t) ‖ p_{k(t)}(z_t) )  [ −  w_d log Bern(d_t; d̂(z_t, h_t)) ]
 *                        [ +  w_p ½ ‖p̂(z_t, h_t) − p_t‖² ]
 * </pre>
 *
 * <p>Here a_t is the action that led to picture x_t, k(t) one head for all sequences at time t (or
 * the mean over all heads), and the mean is over rows that are not padding. Rows are ordered by
 * time first: row t × batch + sequence. The constants of the Gaussian likelihoods are left out.
 */
final class LossGraph {
  private static final int ENCODER_KERNEL = 4;
  private static final int STRIDE = 2;

  static final String IMAGE = "image";
  static final String FELT = "felt_seen";
  static final String ACTION = "action";
  static final String REWARD = "reward_seen";
  static final String TERMINAL = "terminal_seen";
  static final String NOISE = "noise";
  static final String HEAD = "head";
  static final String WEIGHT = "weight";

  static final String LOSS = "loss";
  static final String KL = "kl_rows";
  static final String IMAGE_LOSS = "image_rows";
  static final String REWARD_LOSS = "reward_rows";
  static final String TERMINAL_LOSS = "terminal_rows";
  static final String STOCH = "stoch";
  static final String DETER = "deter";
  static final String REWARD_MEAN = "reward_mean";

  private final SameDiff graph = SameDiff.create();
  private final DataType type;
  private final ModelShape shape;
  private final LompoParameters parameters;
  private final int batch;
  private final int length;
  private final Map<String, SDVariable> weights = new LinkedHashMap<>();

  private LossGraph(
      ModelShape shape, LompoParameters parameters, Parameters initial, DataType type) {
    this.shape = shape;
    this.parameters = parameters;
    this.type = type;
    this.batch = parameters.modelBatch();
    this.length = parameters.sequence();
    for (String name : initial.names()) {
      int[] lengths = initial.shape(name);
      weights.put(name, graph.var(name, type, Arrays.stream(lengths).asLongStream().toArray()));
    }
  }

  /**
   * Builds the graph. Its variables have the names and shapes of the world model's arrays.
   *
   * @param initial the arrays, for names and shapes
   * @param type single precision to train, double to check
   */
  static SameDiff graph(
      ModelShape shape, LompoParameters parameters, Parameters initial, DataType type) {
    LossGraph loss = new LossGraph(shape, parameters, initial, type);
    loss.build();
    return loss.graph;
  }

  private void build() {
    int rows = length * batch;
    SDVariable image =
        graph.placeHolder(IMAGE, type, rows, shape.edge(), shape.edge(), PictureShape.CHANNELS);
    SDVariable action = graph.placeHolder(ACTION, type, rows, shape.actions());
    SDVariable reward = graph.placeHolder(REWARD, type, rows, 1);
    SDVariable noise = graph.placeHolder(NOISE, type, rows, shape.stoch());
    SDVariable weight = graph.placeHolder(WEIGHT, type, rows, 1);

    SDVariable embedding = encode(image);
    Optional<SDVariable> felt =
        shape.felt() > 0
            ? Optional.of(graph.placeHolder(FELT, type, rows, shape.felt()))
            : Optional.empty();
    if (felt.isPresent()) {
      embedding = graph.concat(1, embedding, perceptron("encoder/felt", 1, felt.get()));
    }
    States states = observe(embedding, action, noise);
    SDVariable features = graph.concat(1, states.stoch(), states.deter());

    SDVariable imageLoss = halfSquare(decode(features), image).rename(IMAGE_LOSS);
    SDVariable rewardMean = perceptron("reward", 2, features).rename(REWARD_MEAN);
    SDVariable rewardLoss =
        graph.math().square(rewardMean.sub(reward)).mul(0.5).rename(REWARD_LOSS);
    SDVariable kl = divergence(states).rename(KL);

    SDVariable loss =
        imageLoss.add(rewardLoss.mul(parameters.rewardWeight())).add(kl.mul(parameters.klWeight()));
    if (shape.terminal()) {
      SDVariable terminal = graph.placeHolder(TERMINAL, type, rows, 1);
      SDVariable logit = perceptron("terminal", 3, features);
      SDVariable terminalLoss =
          graph.nn().softplus(logit).sub(logit.mul(terminal)).rename(TERMINAL_LOSS);
      loss = loss.add(terminalLoss.mul(parameters.terminalWeight()));
    }
    if (felt.isPresent()) {
      SDVariable difference = perceptron("felt", 3, features).sub(felt.get());
      SDVariable feltLoss = graph.math().square(difference).sum(true, 1).mul(0.5);
      loss = loss.add(feltLoss.mul(parameters.proprioceptionWeight()));
    }
    loss.mul(weight).sum().rename(LOSS);
    graph.setLossVariables(LOSS);
  }

  /** Sequences of states: each rows × length, time first. */
  private record States(SDVariable deter, SDVariable stoch, Gaussian posterior) {}

  private record Gaussian(SDVariable mean, SDVariable std) {}

  /** The posteriors of pictures and actions, from states of zeros on. */
  private States observe(SDVariable embedding, SDVariable action, SDVariable noise) {
    // What does not depend on the state is computed for all times at once.
    SDVariable in = weights.get("recurrence/in/kernel");
    SDVariable fromStoch = in.get(SDIndex.interval(0, shape.stoch()), SDIndex.all());
    SDVariable fromAction =
        in.get(SDIndex.interval(shape.stoch(), shape.stoch() + shape.actions()), SDIndex.all());
    SDVariable hidden = weights.get("posterior/hidden/kernel");
    SDVariable fromDeter = hidden.get(SDIndex.interval(0, shape.deter()), SDIndex.all());
    SDVariable fromEmbedding =
        hidden.get(
            SDIndex.interval(shape.deter(), shape.deter() + shape.embedding()), SDIndex.all());
    SDVariable[] actions = times(action.mmul(fromAction).add(weights.get("recurrence/in/bias")));
    SDVariable[] embeddings =
        times(embedding.mmul(fromEmbedding).add(weights.get("posterior/hidden/bias")));
    SDVariable[] noises = times(noise);

    SDVariable h = graph.zero("deter_0", type, batch, shape.deter());
    SDVariable z = graph.zero("stoch_0", type, batch, shape.stoch());
    SDVariable[] deters = new SDVariable[length];
    SDVariable[] stochs = new SDVariable[length];
    SDVariable[] means = new SDVariable[length];
    SDVariable[] stds = new SDVariable[length];
    for (int t = 0; t < length; t++) {
      h = gru(elu(z.mmul(fromStoch).add(actions[t])), h);
      SDVariable q = elu(h.mmul(fromDeter).add(embeddings[t]));
      Gaussian posterior = gaussian(dense("posterior/out", q), 1);
      z = posterior.mean().add(posterior.std().mul(noises[t]));
      deters[t] = h;
      stochs[t] = z;
      means[t] = posterior.mean();
      stds[t] = posterior.std();
    }
    return new States(
        graph.concat(0, deters).rename(DETER),
        graph.concat(0, stochs).rename(STOCH),
        new Gaussian(graph.concat(0, means), graph.concat(0, stds)));
  }

  private SDVariable gru(SDVariable x, SDVariable h) {
    SDVariable fromInput =
        x.mmul(weights.get("recurrence/gru/input")).add(weights.get("recurrence/gru/input_bias"));
    SDVariable fromState =
        h.mmul(weights.get("recurrence/gru/recurrent"))
            .add(weights.get("recurrence/gru/recurrent_bias"));
    SDVariable[] in = graph.split(fromInput, 3, 1);
    SDVariable[] state = graph.split(fromState, 3, 1);
    SDVariable update = graph.nn().sigmoid(in[0].add(state[0]));
    SDVariable reset = graph.nn().sigmoid(in[1].add(state[1]));
    SDVariable fresh = graph.math().tanh(in[2].add(reset.mul(state[2])));
    return fresh.add(update.mul(h.sub(fresh)));
  }

  /** KL of the posterior from the prior: of the head given for each time, or the mean of all. */
  private SDVariable divergence(States states) {
    Gaussian posterior = states.posterior();
    int rows = length * batch;
    int stoch = shape.stoch();
    if (!everyHead(parameters)) {
      // head is one-hot (time × heads): its product with all heads' weights picks each time's own.
      SDVariable head = graph.placeHolder(HEAD, type, length, shape.ensemble());
      Gaussian prior =
          prior(
              states.deter().reshape(length, batch, shape.deter()),
              picked(head, "prior/hidden/kernel", shape.deter(), shape.units()),
              picked(head, "prior/hidden/bias", 1, shape.units()),
              picked(head, "prior/out/kernel", shape.units(), 2 * stoch),
              picked(head, "prior/out/bias", 1, 2 * stoch));
      Gaussian flat =
          new Gaussian(prior.mean().reshape(rows, stoch), prior.std().reshape(rows, stoch));
      return divergence(posterior, flat).sum(true, 1);
    }
    int heads = shape.ensemble();
    Gaussian prior =
        prior(
            graph.tile(states.deter().reshape(1, rows, shape.deter()), heads, 1, 1),
            weights.get("prior/hidden/kernel"),
            weights.get("prior/hidden/bias").reshape(heads, 1, shape.units()),
            weights.get("prior/out/kernel"),
            weights.get("prior/out/bias").reshape(heads, 1, 2 * stoch));
    Gaussian each =
        new Gaussian(
            posterior.mean().reshape(1, rows, stoch), posterior.std().reshape(1, rows, stoch));
    return divergence(each, prior).sum(2).mean(0).reshape(rows, 1);
  }

  /** Whether a time step is compared with all heads: an ensemble of one needs no choice either. */
  static boolean everyHead(LompoParameters parameters) {
    return parameters.heads() == Heads.ALL && parameters.ensemble() > 1;
  }

  /** Priors, batched over the first dimension. */
  private Gaussian prior(
      SDVariable h,
      SDVariable hiddenKernel,
      SDVariable hiddenBias,
      SDVariable outKernel,
      SDVariable outBias) {
    SDVariable hidden = elu(graph.mmul(h, hiddenKernel).add(hiddenBias));
    return gaussian(graph.mmul(hidden, outKernel).add(outBias), 2);
  }

  /** KL(q ‖ p) of each dimension: ½ ((σq/σp)² + ((μq − μp)/σp)² − 1) − ln(σq/σp). */
  private SDVariable divergence(Gaussian q, Gaussian p) {
    SDVariable ratio = q.std().div(p.std());
    SDVariable distance = q.mean().sub(p.mean()).div(p.std());
    return graph
        .math()
        .square(ratio)
        .add(graph.math().square(distance))
        .sub(1)
        .mul(0.5)
        .sub(graph.math().log(ratio));
  }

  private SDVariable picked(SDVariable head, String name, int rows, int columns) {
    return head.mmul(weights.get(name).reshape(shape.ensemble(), rows * columns))
        .reshape(length, rows, columns);
  }

  private SDVariable encode(SDVariable image) {
    SDVariable x = image;
    Conv2DConfig config =
        Conv2DConfig.builder()
            .kH(ENCODER_KERNEL)
            .kW(ENCODER_KERNEL)
            .sH(STRIDE)
            .sW(STRIDE)
            .dataFormat("NHWC")
            .paddingMode(PaddingMode.VALID)
            .weightsFormat(WeightsFormat.YXIO)
            .build();
    for (int i = 0; i < shape.pictures().encoderChannels().size(); i++) {
      String name = "encoder/" + i;
      x =
          relu(
              graph
                  .cnn()
                  .conv2d(x, weights.get(name + "/kernel"), weights.get(name + "/bias"), config));
    }
    return x.reshape(length * batch, shape.pictures().embedding());
  }

  private SDVariable decode(SDVariable features) {
    List<PictureShape.Deconvolution> layers = shape.pictures().decoder();
    int rows = length * batch;
    PictureShape.Deconvolution first = layers.get(0);
    SDVariable x =
        dense("decoder/in", features)
            .mmul(weights.get("decoder/0/kernel"))
            .reshape(rows, first.kernel(), first.kernel(), first.outputs())
            .add(weights.get("decoder/0/bias"));
    for (int i = 1; i < layers.size(); i++) {
      int kernel = layers.get(i).kernel();
      DeConv2DConfig config =
          DeConv2DConfig.builder()
              .kH(kernel)
              .kW(kernel)
              .sH(STRIDE)
              .sW(STRIDE)
              .isSameMode(false)
              .dataFormat("NHWC")
              .build();
      String name = "decoder/" + i;
      x =
          graph
              .cnn()
              .deconv2d(
                  relu(x), weights.get(name + "/kernel"), weights.get(name + "/bias"), config);
    }
    return x;
  }

  /** ½ ‖a − b‖² of each row. */
  private SDVariable halfSquare(SDVariable a, SDVariable b) {
    return graph
        .math()
        .square(a.sub(b).reshape(length * batch, shape.pictures().values()))
        .sum(true, 1)
        .mul(0.5);
  }

  private SDVariable perceptron(String name, int hidden, SDVariable features) {
    SDVariable x = features;
    for (int i = 0; i < hidden; i++) {
      x = elu(dense(name + "/" + i, x));
    }
    return dense(name + "/" + hidden, x);
  }

  private SDVariable dense(String name, SDVariable x) {
    return x.mmul(weights.get(name + "/kernel")).add(weights.get(name + "/bias"));
  }

  private Gaussian gaussian(SDVariable meanAndRaw, int dimension) {
    SDVariable[] parts = graph.split(meanAndRaw, 2, dimension);
    return new Gaussian(parts[0], graph.nn().softplus(parts[1]).add(ModelShape.LEAST_STD));
  }

  /** Rows of all times as one array for each time. */
  private SDVariable[] times(SDVariable rows) {
    return graph.split(rows, length, 0);
  }

  private SDVariable elu(SDVariable x) {
    return graph.nn().elu(x);
  }

  private SDVariable relu(SDVariable x) {
    return graph.nn().relu(x, 0);
  }
}
