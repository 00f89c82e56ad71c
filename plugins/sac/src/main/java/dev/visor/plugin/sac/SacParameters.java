package dev.visor.plugin.sac;

import dev.visor.api.Parameter;
import dev.visor.api.Profile;

/**
 * The parameters of soft actor-critic.
 *
 * @param batch rows in an update
 * @param learningRate of all three optimisers
 * @param discount of the next decision's value
 * @param polyak how far the target critics move in an update
 * @param layers hidden layers of actor and critics
 * @param units width of a hidden layer
 * @param randomDecisions uniform actions at the beginning
 * @param updatesPerDecision gradient steps for each action
 * @param buffer transitions that are remembered
 * @param initialTemperature weight of the entropy at the beginning
 * @param rewardScale what rewards are multiplied by in the losses
 */
public record SacParameters(
    @Parameter(
            value = "Rows drawn for an update, uniformly from the transitions remembered.",
            unit = "rows",
            source = "paper: Haarnoja et al. 2018, table 1; others: ours",
            min = 1)
        int batch,
    @Parameter(
            value = "Step size of Adam for actor, critics and temperature.",
            source = "paper: Haarnoja et al. 2018, table 1; others: ours",
            min = 0)
        double learningRate,
    @Parameter(
            value = "Weight of the value of the next decision.",
            source = "Haarnoja et al. 2018, table 1",
            min = 0,
            max = 1)
        double discount,
    @Parameter(
            value = "Part of the way that target critics go towards the critics in an update.",
            source = "Haarnoja et al. 2018, table 1",
            min = 0,
            max = 1)
        double polyak,
    @Parameter(
            value = "Hidden layers of actor and critics.",
            unit = "layers",
            source = "Haarnoja et al. 2018, table 1",
            min = 1,
            max = 8)
        int layers,
    @Parameter(
            value = "Width of a hidden layer of actor and critics.",
            unit = "units",
            source = "paper: Haarnoja et al. 2018, table 1; others: ours",
            min = 1,
            max = 4096)
        int units,
    @Parameter(
            value = "Decisions at the beginning that are uniform, and that no update follows.",
            unit = "decisions",
            source = "paper: Haarnoja et al. 2018, the authors' code; others: ours",
            min = 0)
        int randomDecisions,
    @Parameter(
            value = "Updates after each decision.",
            unit = "updates",
            source = "Haarnoja et al. 2018, table 1",
            min = 1,
            max = 64)
        int updatesPerDecision,
    @Parameter(
            value = "Transitions that are remembered; the oldest are forgotten first.",
            unit = "transitions",
            source = "paper: Haarnoja et al. 2018, table 1; others: ours",
            min = 1,
            max = 10_000_000)
        int buffer,
    @Parameter(
            value = "Weight of the entropy at the beginning; it then adapts by itself.",
            source = "paper, laptop: the authors' code; others: Yarats and Kostrikov 2020",
            min = 1e-6)
        double initialTemperature,
    @Parameter(
            value =
                "What rewards are multiplied by in the losses; large ones make values that"
                    + " networks are slow to reach.",
            source = "Haarnoja et al. 2018, Soft Actor-Critic, section 5.2",
            min = 1e-9)
        double rewardScale) {

  /** The values of a profile. */
  static SacParameters of(Profile profile) {
    return switch (profile) {
      case SMOKE -> new SacParameters(32, 1e-3, 0.99, 0.005, 2, 32, 60, 1, 10_000, 0.1, 1);
      case QUICK -> new SacParameters(64, 1e-3, 0.99, 0.005, 2, 64, 300, 1, 100_000, 0.1, 1);
      case LAPTOP -> new SacParameters(128, 1e-3, 0.99, 0.005, 2, 256, 2_500, 1, 1_000_000, 1, 1);
      case PAPER -> new SacParameters(256, 3e-4, 0.99, 0.005, 2, 256, 10_000, 1, 1_000_000, 1, 1);
    };
  }
}
