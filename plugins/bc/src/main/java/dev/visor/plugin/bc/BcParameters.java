package dev.visor.plugin.bc;

import dev.visor.api.Parameter;
import dev.visor.api.Profile;

/**
 * The parameters of behaviour cloning.
 *
 * @param updates gradient steps
 * @param batch rows in a gradient step
 * @param learningRate of Adam
 * @param frames pictures stacked into one input
 * @param encoder how pictures become features
 * @param depth channels of the first convolution of the encoder {@code strided}
 * @param hidden units in each of the two layers after the encoder
 * @param shift pixels by which pictures are shifted at random
 * @param averageTo edge that larger pictures are averaged down to
 * @param weightAverage how slowly the weights that act follow those that are trained
 */
public record BcParameters(
    @Parameter(
            value = "Gradient steps.",
            unit = "updates",
            source = "paper: V-D4RL, 1.1 M loop steps of which every second updates; others: ours",
            min = 1)
        int updates,
    @Parameter(
            value = "Rows drawn for a gradient step, uniformly from all transitions.",
            unit = "rows",
            source = "paper: V-D4RL, drqbc/config.yaml; others: ours",
            min = 1)
        int batch,
    @Parameter(
            value = "Step size of Adam, whose other numbers are 0.9, 0.999 and 1e-7.",
            source = "V-D4RL, task configurations; smoke, laptop: ours",
            min = 0)
        double learningRate,
    @Parameter(
            value = "Successive pictures stacked into one input; an episode's first is repeated.",
            unit = "pictures",
            source = "V-D4RL, frame_stack",
            min = 1,
            max = 8)
        int frames,
    @Parameter(
            value = "How pictures become features: strided (small) or drq (as in V-D4RL).",
            source = "paper: V-D4RL, the encoder of DrQ; others: ours")
        Encoder encoder,
    @Parameter(
            value = "Channels of the first convolution of the encoder strided; unused by drq.",
            unit = "channels",
            source = "ours",
            min = 1,
            max = 128)
        int depth,
    @Parameter(
            value = "Units in each of the two layers between encoder and action.",
            unit = "units",
            source = "paper: V-D4RL, hidden_dim; others: ours",
            min = 1)
        int hidden,
    @Parameter(
            value = "Greatest random shift of a row's pictures in both directions; 0 for none.",
            unit = "pixels",
            source = "DrQ (Yarats et al., 2021): 4 of 84 pixels; others: as much of theirs",
            min = 0,
            max = 16)
        int shift,
    @Parameter(
            value =
                "Edge that larger pictures are averaged down to before they are seen; 0 for none.",
            unit = "pixels",
            source = "V-D4RL: 0",
            min = 0)
        int averageTo,
    @Parameter(
            value = "Part of the average of the weights that an update keeps; it acts. 0: none.",
            source =
                "paper: V-D4RL, 0; laptop: 0.9995, as averages act in Block et al. 2024, arXiv 2310.11428",
            min = 0,
            max = 0.99999)
        double weightAverage) {

  /** The values of a profile. */
  static BcParameters of(Profile profile) {
    return switch (profile) {
      case SMOKE -> new BcParameters(20, 16, 1e-3, 3, Encoder.STRIDED, 4, 32, 0, 0, 0);
      case QUICK -> new BcParameters(800, 64, 3e-4, 3, Encoder.STRIDED, 8, 128, 1, 0, 0);
      case LAPTOP -> new BcParameters(50_000, 64, 1e-3, 3, Encoder.STRIDED, 16, 512, 3, 0, 0.9995);
      case PAPER -> new BcParameters(550_000, 256, 3e-4, 3, Encoder.DRQ, 32, 1024, 4, 0, 0);
    };
  }
}
