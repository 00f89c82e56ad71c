package dev.visor.plugin.drq;

import dev.visor.api.Parameter;
import dev.visor.api.Profile;

/**
 * The parameters of implicit Q-learning from pixels.
 *
 * @param updates gradient steps
 * @param batch rows in a gradient step
 * @param learningRate of all optimisers
 * @param discount of the next decision's value
 * @param steps rewards that are counted before value is asked for
 * @param polyak how far targets move in an update
 * @param frames pictures stacked into one input
 * @param encoder how pictures become features
 * @param depth channels of the first convolution of the encoder {@code strided}
 * @param units width of a hidden layer
 * @param shift greatest random shift, in pixels
 * @param weightAverage how slowly the weights that act follow those that are trained
 * @param expectile expectile of action values that the state value is
 * @param temperature inverse temperature of the weights
 * @param greatestWeight greatest weight of an action
 * @param normalisedRewards whether rewards are scaled by the span of the returns
 */
public record IqlParameters(
    @Parameter(
            value = "Gradient steps.",
            unit = "updates",
            source = "paper: Kostrikov et al. 2022, appendix B; others: ours",
            min = 1)
        int updates,
    @Parameter(
            value = "Rows drawn for a gradient step, uniformly from all transitions.",
            unit = "rows",
            source = "paper: Kostrikov et al. 2022, appendix B; others: ours",
            min = 1)
        int batch,
    @Parameter(
            value = "Step size of all optimisers: Adam with 0.9, 0.999 and 1e-7.",
            source = "paper, laptop: Kostrikov et al. 2022, appendix B; others: ours",
            min = 0)
        double learningRate,
    @Parameter(
            value = "Weight of the value of the next decision.",
            source = "Kostrikov et al. 2022, appendix B",
            min = 0,
            max = 1)
        double discount,
    @Parameter(
            value = "Rewards that are counted before value is asked for.",
            unit = "decisions",
            source = "paper: Kostrikov et al. 2022, equation 6; others: ours, as many as DrQ+BC",
            min = 1,
            max = 32)
        int steps,
    @Parameter(
            value = "Part of the way that targets go towards what they follow in an update.",
            source = "paper, laptop: Kostrikov et al. 2022, appendix B; others: ours",
            min = 0,
            max = 1)
        double polyak,
    @Parameter(
            value = "Successive pictures stacked into one input; an episode's first is repeated.",
            unit = "pictures",
            source = "V-D4RL, frame_stack",
            min = 1,
            max = 8)
        int frames,
    @Parameter(
            value = "How pictures become features: strided (small) or drq.",
            source = "paper: V-D4RL, the encoder of DrQ; others: ours")
        EncoderKind encoder,
    @Parameter(
            value = "Channels of the first convolution of the encoder strided; unused by drq.",
            unit = "channels",
            source = "ours",
            min = 1,
            max = 128)
        int depth,
    @Parameter(
            value = "Width of a hidden layer of actor and critics.",
            unit = "units",
            source = "Kostrikov et al. 2022, appendix B; smoke, quick: ours",
            min = 1,
            max = 4096)
        int units,
    @Parameter(
            value = "Greatest random shift of a row's pictures in both directions; 0 for none.",
            unit = "pixels",
            source = "paper: DrQ (Yarats et al. 2021), 4 of 84; others: as much of theirs",
            min = 0,
            max = 16)
        int shift,
    @Parameter(
            value =
                "Part of the average of encoder's and actor's weights that an update keeps; it acts. 0: none.",
            source =
                "paper: 0; laptop: 0.999, as averages act in Block et al. 2024, arXiv 2310.11428",
            min = 0,
            max = 0.99999)
        double weightAverage,
    @Parameter(
            value = "Expectile of the data's action values that the value of a state is: τ.",
            source = "Kostrikov et al. 2022, appendix B, for locomotion",
            min = 0.5,
            max = 1)
        double expectile,
    @Parameter(
            value = "How sharply actions are weighted by their advantage: β, one over reward.",
            source = "Kostrikov et al. 2022, appendix B, for locomotion",
            min = 0)
        double temperature,
    @Parameter(value = "Greatest weight of an action.", source = "the authors' code", min = 0)
        double greatestWeight,
    @Parameter(
            value =
                "Whether rewards are scaled so that the returns of the dataset span 1000, which is"
                    + " what the temperature is meant for.",
            source = "the authors' code, for locomotion")
        boolean normalisedRewards) {

  /** The values of a profile. */
  static IqlParameters of(Profile profile) {
    return switch (profile) {
      case SMOKE ->
          new IqlParameters(
              20, 16, 1e-3, 0.99, 3, 0.005, 3, EncoderKind.STRIDED, 4, 32, 1, 0, 0.7, 3, 100, true);
      case QUICK ->
          new IqlParameters(
              2_000,
              64,
              5e-4,
              0.99,
              3,
              0.01,
              3,
              EncoderKind.STRIDED,
              8,
              128,
              1,
              0,
              0.7,
              3,
              100,
              true);
      case LAPTOP ->
          new IqlParameters(
              30_000,
              64,
              3e-4,
              0.99,
              3,
              0.005,
              3,
              EncoderKind.STRIDED,
              8,
              256,
              3,
              0.999,
              0.7,
              3,
              100,
              true);
      case PAPER ->
          new IqlParameters(
              1_000_000,
              256,
              3e-4,
              0.99,
              1,
              0.005,
              3,
              EncoderKind.DRQ,
              32,
              256,
              4,
              0,
              0.7,
              3,
              100,
              true);
    };
  }

  /** Those that all algorithms here have. */
  Basis basis() {
    return new Basis(
        updates,
        batch,
        learningRate,
        discount,
        steps,
        polyak,
        frames,
        encoder,
        depth,
        units,
        shift,
        weightAverage);
  }
}
