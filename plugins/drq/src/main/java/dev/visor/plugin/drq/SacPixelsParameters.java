package dev.visor.plugin.drq;

import dev.visor.api.Parameter;
import dev.visor.api.Profile;

/**
 * The parameters of soft actor-critic from pixels.
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
 * @param initialTemperature weight of the entropy at the beginning
 */
public record SacPixelsParameters(
    @Parameter(
            value = "Gradient steps.",
            unit = "updates",
            source = "paper: as many as V-D4RL's baselines have; others: ours",
            min = 1)
        int updates,
    @Parameter(
            value = "Rows drawn for a gradient step, uniformly from all transitions.",
            unit = "rows",
            source = "paper: DrQ (Yarats et al. 2021), appendix B; others: ours",
            min = 1)
        int batch,
    @Parameter(
            value = "Step size of all optimisers: Adam with 0.9, 0.999 and 1e-7.",
            source = "paper: DrQ, appendix B; others: ours",
            min = 0)
        double learningRate,
    @Parameter(
            value = "Weight of the value of the next decision.",
            source = "DrQ, appendix B",
            min = 0,
            max = 1)
        double discount,
    @Parameter(
            value = "Rewards that are counted before value is asked for.",
            unit = "decisions",
            source = "DrQ, equation 1; quick, laptop: ours, as many as DrQ+BC",
            min = 1,
            max = 32)
        int steps,
    @Parameter(
            value = "Part of the way that targets go towards what they follow in an update.",
            source = "paper: half of DrQ's 0.01, which it goes at every second update; else ours",
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
            source = "paper: DrQ, appendix B; others: ours")
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
            source = "paper: DrQ, appendix B; others: ours",
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
            value = "Weight of the entropy at the beginning; it then adapts by itself.",
            source = "DrQ, appendix B",
            min = 1e-6)
        double initialTemperature) {

  /** The values of a profile. */
  static SacPixelsParameters of(Profile profile) {
    return switch (profile) {
      case SMOKE ->
          new SacPixelsParameters(
              20, 16, 1e-3, 0.99, 1, 0.01, 3, EncoderKind.STRIDED, 4, 32, 1, 0, 0.1);
      case QUICK ->
          new SacPixelsParameters(
              2_000, 64, 5e-4, 0.99, 3, 0.01, 3, EncoderKind.STRIDED, 8, 128, 1, 0, 0.1);
      case LAPTOP ->
          new SacPixelsParameters(
              30_000, 64, 3e-4, 0.99, 3, 0.01, 3, EncoderKind.STRIDED, 8, 256, 3, 0.999, 0.1);
      case PAPER ->
          new SacPixelsParameters(
              550_000, 512, 1e-3, 0.99, 1, 0.005, 3, EncoderKind.DRQ, 32, 1024, 4, 0, 0.1);
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
