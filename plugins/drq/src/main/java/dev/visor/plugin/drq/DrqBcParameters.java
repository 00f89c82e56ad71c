package dev.visor.plugin.drq;

import dev.visor.api.Parameter;
import dev.visor.api.Profile;

/**
 * The parameters of DrQ+BC.
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
 * @param encoderLearnsFrom whose losses move the encoder
 * @param valueWeight how much value counts beside imitation
 * @param deviationFirst deviation of the noise at the first update
 * @param deviationLast deviation of the noise after its last change
 * @param deviationUpdates updates in which the deviation falls
 * @param noiseClip greatest noise
 */
public record DrqBcParameters(
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
            value = "Step size of all optimisers: Adam with 0.9, 0.999 and 1e-7.",
            source = "paper: V-D4RL, task configurations; others: ours",
            min = 0)
        double learningRate,
    @Parameter(
            value = "Weight of the value of the next decision.",
            source = "V-D4RL, drqbc/config.yaml",
            min = 0,
            max = 1)
        double discount,
    @Parameter(
            value = "Rewards that are counted before value is asked for.",
            unit = "decisions",
            source = "V-D4RL, the README's command for DrQ+BC",
            min = 1,
            max = 32)
        int steps,
    @Parameter(
            value = "Part of the way that targets go towards what they follow in an update.",
            source = "V-D4RL, drqbc/config.yaml",
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
            source = "paper: V-D4RL, hidden_dim; others: ours",
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
            value =
                "Whose losses move the encoder: the critics' (critics), or the actor's too (both).",
            source = "paper: DrQ-v2 (Yarats et al. 2022); laptop: ours",
            before = "critics")
        EncoderTeachers encoderLearnsFrom,
    @Parameter(
            value = "How much value counts beside imitation: α, the mean size of λ Q.",
            source = "TD3+BC (Fujimoto and Gu 2021), section 5; V-D4RL, bc_weight",
            min = 0)
        double valueWeight,
    @Parameter(
            value = "Standard deviation of the noise on the actor's actions at the first update.",
            source = "V-D4RL, stddev_schedule",
            min = 0)
        double deviationFirst,
    @Parameter(
            value = "Standard deviation of the noise once it falls no further.",
            source = "V-D4RL, stddev_schedule",
            min = 0)
        double deviationLast,
    @Parameter(
            value = "Updates in which the noise falls from its first deviation to its last.",
            unit = "updates",
            source = "paper: V-D4RL, 250 k loop steps; others: as large a part of the updates",
            min = 0)
        int deviationUpdates,
    @Parameter(
            value = "Greatest noise on a value of an action.",
            source = "V-D4RL, stddev_clip",
            min = 0)
        double noiseClip) {

  /** The values of a profile. */
  static DrqBcParameters of(Profile profile) {
    return switch (profile) {
      case SMOKE ->
          new DrqBcParameters(
              20,
              16,
              1e-3,
              0.99,
              3,
              0.01,
              3,
              EncoderKind.STRIDED,
              4,
              32,
              1,
              0,
              EncoderTeachers.CRITICS,
              2.5,
              1,
              0.1,
              5,
              0.3);
      case QUICK ->
          new DrqBcParameters(
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
              EncoderTeachers.CRITICS,
              2.5,
              1,
              0.1,
              450,
              0.3);
      case LAPTOP ->
          new DrqBcParameters(
              30_000,
              64,
              1e-3,
              0.99,
              3,
              0.01,
              3,
              EncoderKind.STRIDED,
              8,
              256,
              3,
              0.999,
              EncoderTeachers.BOTH,
              2.5,
              1,
              0.1,
              6_750,
              0.3);
      case PAPER ->
          new DrqBcParameters(
              550_000,
              256,
              3e-4,
              0.99,
              3,
              0.01,
              3,
              EncoderKind.DRQ,
              32,
              1024,
              4,
              0,
              EncoderTeachers.CRITICS,
              2.5,
              1,
              0.1,
              125_000,
              0.3);
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

  /** The noise around the actor's actions. */
  ClippedNoise exploration() {
    return new ClippedNoise(deviationFirst, deviationLast, deviationUpdates, noiseClip);
  }
}
