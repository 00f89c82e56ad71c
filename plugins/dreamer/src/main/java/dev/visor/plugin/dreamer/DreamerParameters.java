package dev.visor.plugin.dreamer;

import dev.visor.api.Parameter;
import dev.visor.api.Profile;
import dev.visor.nn.rssm.Heads;

/**
 * Everything that can be set in DreamerV2, offline and online. "DV2" below is the DeepMind Control
 * configuration of Hafner et al. 2021, "offline DV2" that of Lu et al. 2023, which is the same but
 * for what is named; where both are silent a value is ours. Small profiles weigh the reward more
 * and the divergence less, because a small picture is worth only a few nats.
 *
 * <p>Counts of rows and sequences are per update. A row is one observation with the action and the
 * reward that led to it.
 */
public record DreamerParameters(
    // The uncertainty.
    @Parameter(
            value = "What an imagined state is charged for.",
            source = "DV2: none; offline DV2: meandis")
        Penalty penalty,
    @Parameter(
            value = "Weight of the penalty in an imagined reward; where it adapts, the first one.",
            unit = "reward per unit of the penalty",
            source =
                "offline DV2: 10; where it adapts it begins here, and there at 1; small budget: 1",
            min = 0)
        double lambda,
    @Parameter(
            value = "Whether the weight adapts until the weighted penalty is as large as wanted.",
            source = "offline DV2: false")
        boolean autoLambda,
    @Parameter(
            value = "The weighted penalty that is wanted where its weight adapts.",
            unit = "reward",
            source = "offline DV2: 1.5",
            min = 0)
        double lambdaTarget,

    // The world model.
    @Parameter(
            value = "Prior heads that a penalty compares; without a penalty there is one.",
            unit = "heads",
            source = "offline DV2: 7; DV2 itself has one",
            min = 1)
        int ensemble,
    @Parameter(
            value = "Prior heads that learn from a time step: one drawn at random, or all.",
            source = "offline DV2: one")
        Heads heads,
    @Parameter(
            value = "Whether the stochastic state is choices from classes, or Gaussian.",
            source = "DV2: categorical")
        Latent latent,
    @Parameter(
            value = "Choices in a stochastic state, or Gaussian values.",
            unit = "choices",
            source = "DV2: 32",
            min = 1)
        int stoch,
    @Parameter(
            value = "Classes that each is chosen from; a Gaussian state has none.",
            unit = "classes",
            source = "DV2: 32",
            min = 2)
        int classes,
    @Parameter(
            value = "Length of the deterministic state.",
            unit = "values",
            source = "DV2: 200",
            min = 1)
        int deter,
    @Parameter(
            value = "Width of the state-space model's hidden layers.",
            unit = "values",
            source = "DV2: 200",
            min = 1)
        int units,
    @Parameter(
            value = "Channels of the encoder's first layer; all others follow.",
            unit = "channels",
            source = "DV2: 48",
            min = 1)
        int depth,
    @Parameter(
            value =
                "Edge that larger pictures are averaged down to before they are seen; 0 for none.",
            unit = "pixels",
            source = "DV2: 0; laptop: 32, as LOMPO",
            min = 0)
        int averageTo,
    @Parameter(
            value = "Hidden layers of the heads that predict reward and the task's end.",
            unit = "layers",
            source = "DV2: 4",
            min = 1)
        int headLayers,
    @Parameter(value = "Width of these.", unit = "values", source = "DV2: 400", min = 1)
        int headUnits,
    @Parameter(
            value = "Whether the end of the task is predicted, and discounts what is imagined.",
            source = "DV2: false for control")
        boolean discountHead,
    @Parameter(
            value = "Weight of the divergence of posterior and prior.",
            source = "DV2: 1; small budget: ours",
            min = 0)
        double klWeight,
    @Parameter(
            value = "Part of the divergence that trains the prior; the rest trains the posterior.",
            source = "DV2: 0.8",
            min = 0,
            max = 1)
        double klBalance,
    @Parameter(
            value = "Mean divergence below which it is left alone.",
            unit = "nats",
            source = "DV2: 1; small budget: 0",
            min = 0)
        double freeNats,
    @Parameter(
            value = "Weight of the reward's likelihood.",
            source = "DV2: 1; small budget: 10",
            min = 0)
        double rewardWeight,
    @Parameter(value = "Weight of the likelihood of the task's end.", source = "DV2: 1", min = 0)
        double discountWeight,
    @Parameter(
            value = "Updates of the world model, before behaviour is learned; offline only.",
            unit = "updates",
            source = "offline DV2: 25000",
            min = 1)
        int modelUpdates,
    @Parameter(
            value = "Sequences in a batch.",
            unit = "sequences",
            source = "offline DV2: 64; DV2: 16",
            min = 1)
        int batch,
    @Parameter(
            value = "Length of a sequence; shorter episodes are padded.",
            unit = "rows",
            source = "DV2: 50",
            min = 2)
        int sequence,
    @Parameter(value = "Learning rate of the world model.", source = "DV2: 3e-4", min = 0)
        double modelRate,

    // Behaviour.
    @Parameter(
            value = "Updates of actor and critic; offline only.",
            unit = "updates",
            source = "offline DV2: 200000",
            min = 1)
        int behaviourUpdates,
    @Parameter(
            value = "States of a batch that imagination begins from; 0 for all of them.",
            unit = "rows",
            source = "DV2: all",
            min = 0)
        int starts,
    @Parameter(
            value = "Length of an imagined rollout.",
            unit = "steps",
            source = "DV2: 15; offline DV2: 5",
            min = 2)
        int horizon,
    @Parameter(
            value = "Discount of the next decision's value.",
            source = "DV2: 0.99",
            min = 0,
            max = 1)
        double discount,
    @Parameter(
            value = "λ of the returns: from 0, one step and a value, to 1, all steps.",
            source = "DV2: 0.95",
            min = 0,
            max = 1)
        double lambdaReturn,
    @Parameter(
            value = "Weight of the policy's entropy.",
            unit = "reward per nat",
            source = "DV2: 1e-4; small budget: ours",
            min = 0)
        double entropy,
    @Parameter(
            value = "Hidden layers of actor and critic.",
            unit = "layers",
            source = "DV2: 4",
            min = 1)
        int behaviourLayers,
    @Parameter(value = "Width of these.", unit = "values", source = "DV2: 400", min = 1)
        int behaviourUnits,
    @Parameter(value = "Learning rate of the actor.", source = "DV2: 8e-5", min = 0)
        double actorRate,
    @Parameter(value = "Learning rate of the critic.", source = "DV2: 8e-5", min = 0)
        double criticRate,
    @Parameter(
            value =
                "Updates between two copies of the critic to the one that returns are made with.",
            unit = "updates",
            source = "DV2: 100",
            min = 1)
        int targetEvery,
    @Parameter(
            value = "Greatest norm of a gradient, for each optimiser.",
            source = "DV2: 100",
            min = 0)
        double gradientClip,

    // Acting.
    @Parameter(
            value =
                "Part of the average of the actor's weights that an update keeps; it is judged. 0:"
                    + " none.",
            source =
                "DV2: 0; laptop: 0.999, as averages act in Block et al. 2024, arXiv 2310.11428",
            min = 0,
            max = 0.99999)
        double actorAverage,
    @Parameter(
            value = "Uniform actions before anything is learned, and whole episodes of them.",
            unit = "decisions",
            source = "DV2: 1000; online only",
            min = 1)
        int prefill,
    @Parameter(
            value = "Updates before the first action of the policy.",
            unit = "updates",
            source = "DV2: 100; online only",
            min = 0)
        int pretrain,
    @Parameter(
            value = "Decisions between two trainings.",
            unit = "decisions",
            source = "DV2: 5; online only",
            min = 1)
        int trainEvery,
    @Parameter(
            value = "Updates of model and behaviour in each of these.",
            unit = "updates",
            source = "DV2: 1; online only",
            min = 1)
        int trainSteps,
    @Parameter(
            value = "Transitions that are remembered; the oldest episodes are forgotten first.",
            unit = "transitions",
            source = "DV2: 2000000; online only",
            min = 1)
        int replay) {

  /** Prior heads there are: one, where nobody asks how far they disagree. */
  int priorHeads() {
    return penalty == Penalty.NONE ? 1 : ensemble;
  }

  /** How the world model learns. */
  ModelSettings model() {
    return new ModelSettings(
        batch,
        sequence,
        heads,
        rewardWeight,
        discountWeight,
        ModelSettings.Divergence.balanced(klWeight, klBalance, freeNats),
        modelRate,
        gradientClip);
  }

  /** The defaults of a profile. */
  static DreamerParameters defaults(Profile profile) {
    Column in = new Column(profile);
    return new DreamerParameters(
        //      smoke quick laptop paper
        Penalty.NONE,
        in.pick(1.0, 1.0, 1.0, 10.0), // lambda
        false, // autoLambda
        1.5, // lambdaTarget
        in.pick(2, 3, 5, 7), // ensemble
        Heads.ONE,
        Latent.CATEGORICAL,
        in.pick(4, 12, 16, 32), // stoch
        in.pick(4, 12, 16, 32), // classes
        in.pick(24, 128, 200, 200), // deter
        in.pick(24, 128, 200, 200), // units
        in.pick(2, 8, 8, 48), // depth
        in.pick(0, 0, 32, 0), // averageTo
        in.pick(1, 2, 2, 4), // headLayers
        in.pick(24, 64, 128, 400), // headUnits
        false, // discountHead
        in.pick(0.1, 0.1, 0.1, 1.0), // klWeight
        0.8, // klBalance
        in.pick(0.0, 0.0, 0.0, 1.0), // freeNats
        in.pick(10.0, 10.0, 10.0, 1.0), // rewardWeight
        1.0, // discountWeight
        in.pick(6, 1500, 9000, 25_000), // modelUpdates
        in.pick(2, 16, 16, 64), // batch
        in.pick(8, 20, 25, 50), // sequence
        in.pick(1e-3, 1e-3, 6e-4, 3e-4), // modelRate
        in.pick(6, 500, 6000, 200_000), // behaviourUpdates
        in.pick(8, 64, 128, 0), // starts
        in.pick(3, 10, 15, 15), // horizon
        0.99, // discount
        0.95, // lambdaReturn
        in.pick(3e-3, 3e-3, 3e-3, 1e-4), // entropy
        in.pick(1, 2, 3, 4), // behaviourLayers
        in.pick(24, 64, 128, 400), // behaviourUnits
        in.pick(1e-3, 3e-4, 3e-4, 8e-5), // actorRate
        in.pick(1e-3, 1e-3, 3e-4, 8e-5), // criticRate
        in.pick(5, 50, 100, 100), // targetEvery
        100.0, // gradientClip
        in.pick(0.0, 0.0, 0.999, 0.0), // actorAverage
        in.pick(60, 600, 1000, 1000), // prefill
        in.pick(1, 300, 100, 100), // pretrain
        in.pick(30, 5, 5, 5), // trainEvery
        1, // trainSteps
        in.pick(10_000, 100_000, 500_000, 2_000_000)); // replay
  }

  /** Picks a value from the column of a profile. */
  private record Column(Profile profile) {
    <T> T pick(T smoke, T quick, T laptop, T paper) {
      return switch (profile) {
        case SMOKE -> smoke;
        case QUICK -> quick;
        case LAPTOP -> laptop;
        case PAPER -> paper;
      };
    }
  }
}
