package dev.visor.plugin.dreamer;

import dev.visor.api.Parameter;
import dev.visor.api.Profile;
import dev.visor.nn.rssm.Heads;

/**
 * Everything that can be set in PlaNet, offline and online. "Paper" below is Hafner et al. 2019;
 * where it is silent a value is ours. Counts of rows and sequences are per update.
 */
public record PlanetParameters(
    // The world model.
    @Parameter(
            value = "Length of the stochastic state, which is Gaussian.",
            unit = "values",
            source = "paper: 30",
            min = 1)
        int stoch,
    @Parameter(
            value = "Length of the deterministic state.",
            unit = "values",
            source = "paper: 200",
            min = 1)
        int deter,
    @Parameter(
            value = "Width of all hidden layers.",
            unit = "values",
            source = "paper: 200",
            min = 1)
        int units,
    @Parameter(
            value = "Channels of the encoder's first layer; all others follow.",
            unit = "channels",
            source = "paper: 32",
            min = 1)
        int depth,
    @Parameter(
            value =
                "Edge that larger pictures are averaged down to before they are seen; 0 for none.",
            unit = "pixels",
            source = "paper: 0; laptop: 32, as LOMPO",
            min = 0)
        int averageTo,
    @Parameter(
            value = "Weight of the divergence of posterior from prior.",
            source = "paper: 1; small budget: less, as small pictures weigh less",
            min = 0)
        double klWeight,
    @Parameter(
            value = "Mean divergence below which it is left alone.",
            unit = "nats",
            source = "paper: 3; small budget: 0",
            min = 0)
        double freeNats,
    @Parameter(
            value = "Weight of the reward's likelihood.",
            source = "authors' code, reward_scale: 10",
            min = 0)
        double rewardWeight,
    @Parameter(
            value = "Updates of the world model; offline only.",
            unit = "updates",
            source = "ours",
            min = 1)
        int modelUpdates,
    @Parameter(value = "Sequences in a batch.", unit = "sequences", source = "paper: 50", min = 1)
        int batch,
    @Parameter(
            value = "Length of a sequence; shorter episodes are padded.",
            unit = "rows",
            source = "paper: 50",
            min = 2)
        int sequence,
    @Parameter(value = "Learning rate of the world model.", source = "paper: 1e-3", min = 0)
        double modelRate,
    @Parameter(value = "Greatest norm of a gradient.", source = "paper: 1000", min = 0)
        double gradientClip,

    // Planning.
    @Parameter(
            value = "Decisions that a plan looks ahead.",
            unit = "decisions",
            source = "paper: 12",
            min = 1)
        int horizon,
    @Parameter(
            value = "Plans that are tried in a round.",
            unit = "plans",
            source = "paper: 1000",
            min = 2)
        int candidates,
    @Parameter(
            value = "Best plans of a round, which the next round is drawn around.",
            unit = "plans",
            source = "paper: 100",
            min = 1)
        int elites,
    @Parameter(
            value = "Rounds before each decision.",
            unit = "rounds",
            source = "paper: 10",
            min = 1)
        int rounds,

    // Acting.
    @Parameter(
            value = "Standard deviation of the noise on actions while it learns online.",
            source = "paper: 0.3; online only",
            min = 0)
        double exploration,
    @Parameter(
            value = "Uniform actions before anything is learned, and whole episodes of them.",
            unit = "decisions",
            source = "paper: five episodes; online only",
            min = 1)
        int prefill,
    @Parameter(
            value = "Updates after these, and after every episode.",
            unit = "updates",
            source = "paper: 100; online only",
            min = 1)
        int episodeUpdates,
    @Parameter(
            value = "Transitions that are remembered; the oldest episodes are forgotten first.",
            unit = "transitions",
            source = "paper: all; online only",
            min = 1)
        int replay) {

  public PlanetParameters {
    if (elites > candidates) {
      throw new IllegalArgumentException(
          "elites " + elites + " of candidates " + candidates + "; lower elites");
    }
  }

  /** How the world model learns. */
  ModelSettings model() {
    return new ModelSettings(
        batch,
        sequence,
        Heads.ALL,
        rewardWeight,
        0,
        ModelSettings.Divergence.plain(klWeight, freeNats),
        modelRate,
        gradientClip);
  }

  /** How it plans. */
  Planner.Settings planning() {
    return new Planner.Settings(horizon, candidates, elites, rounds);
  }

  /** The defaults of a profile. */
  static PlanetParameters defaults(Profile profile) {
    return switch (profile) {
      case SMOKE ->
          new PlanetParameters(
              6, 24, 24, 2, 0, 0.1, 0, 10, 12, 2, 8, 1e-3, 1000, 4, 8, 2, 2, 0.3, 60, 3, 10_000);
      case QUICK ->
          new PlanetParameters(
              20, 128, 128, 8, 0, 0.05, 0, 10, 1500, 16, 20, 1e-3, 1000, 8, 60, 6, 3, 0.3, 600, 20,
              100_000);
      case LAPTOP ->
          new PlanetParameters(
              30, 200, 200, 8, 32, 0.1, 0, 10, 9000, 16, 25, 1e-3, 1000, 12, 100, 10, 4, 0.3, 1000,
              100, 500_000);
      case PAPER ->
          new PlanetParameters(
              30, 200, 200, 32, 0, 1, 3, 10, 100_000, 50, 50, 1e-3, 1000, 12, 1000, 100, 10, 0.3,
              2500, 100, 2_000_000);
    };
  }
}
