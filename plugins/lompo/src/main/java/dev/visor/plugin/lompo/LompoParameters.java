package dev.visor.plugin.lompo;

import dev.visor.api.Parameter;
import dev.visor.api.Profile;
import dev.visor.nn.Precision;
import dev.visor.nn.rssm.Heads;

/**
 * Everything that can be set in LOMPO and its two ablations. "Paper" below is Rafailov et al. 2021
 * as its authors' code has it; "small budget" is what was found to learn on one core, in about a
 * minute ({@code quick}) or a quarter of an hour ({@code laptop}).
 *
 * <p>Counts of rows and sequences are per update. A row is one observation with the action and the
 * reward that led to it.
 */
public record LompoParameters(
    // The uncertainty.
    @Parameter(
            value = "How far the ensemble's heads disagree on an imagined transition.",
            source = "paper: log_prob")
        Penalty penalty,
    @Parameter(
            value = "Weight of the penalty in an imagined reward.",
            unit = "reward per unit of the penalty",
            source = "paper: 5; small budget: 1, as 5 drowns the reward",
            min = 0)
        double lambda,
    @Parameter(
            value =
                "Weight of the mean penalty on the data, as a part of the standard deviation of its"
                    + " rewards; lambda is not read then. 0 for lambda itself.",
            source = "ours: 0; 1 is the value to try",
            min = 0)
        double relativeLambda,
    @Parameter(
            value =
                "Whether the mean penalty on the data is taken off, so that imagined rewards lie"
                    + " where recorded ones do.",
            source = "paper: false")
        boolean penaltyCentred,
    @Parameter(
            value = "Prior heads that learn from a time step: one drawn at random, or all.",
            source = "paper: one")
        Heads heads,

    // The world model.
    @Parameter(value = "Prior heads in the ensemble.", unit = "heads", source = "paper: 7", min = 1)
        int ensemble,
    @Parameter(
            value = "Length of the deterministic state.",
            unit = "values",
            source = "paper: 256",
            min = 1)
        int deter,
    @Parameter(
            value = "Length of the stochastic state.",
            unit = "values",
            source = "paper: 64",
            min = 1)
        int stoch,
    @Parameter(
            value = "Width of the world model's hidden layers.",
            unit = "values",
            source = "paper: 256",
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
            source = "paper: 0; laptop: 32, for twice as many updates",
            min = 0)
        int averageTo,
    @Parameter(
            value =
                "Whether what a body feels is seen beside pictures. In some tasks that is the whole"
                    + " state.",
            source = "paper: false")
        boolean proprioception,
    @Parameter(
            value =
                "Whether value ends with the task: its end is predicted, and imagination stops there."
                    + " Auto: where an episode of the dataset ends so.",
            source = "paper: off; ours: auto")
        Terminal terminal,
    @Parameter(
            value = "Weight of the divergence of posterior from prior.",
            source = "paper: 1; small budget: less, as small pictures weigh less",
            min = 0)
        double klWeight,
    @Parameter(
            value = "Weight of the reward's likelihood.",
            source = "paper: 1; small budget: 10",
            min = 0)
        double rewardWeight,
    @Parameter(value = "Weight of the likelihood of the task's end.", source = "paper: 10", min = 0)
        double terminalWeight,
    @Parameter(
            value = "Weight of the likelihood of what a body feels, where it is seen.",
            source = "paper: 1",
            min = 0)
        double proprioceptionWeight,
    @Parameter(
            value = "Updates of the world model.",
            unit = "updates",
            source = "paper: 25000",
            min = 1)
        int modelUpdates,
    @Parameter(
            value = "Sequences in a batch of the world model.",
            unit = "sequences",
            source = "paper: 64",
            min = 1)
        int modelBatch,
    @Parameter(
            value = "Length of a sequence; shorter episodes are padded.",
            unit = "rows",
            source = "paper: 50",
            min = 2)
        int sequence,
    @Parameter(value = "Learning rate of the world model.", source = "paper: 6e-4", min = 0)
        double modelRate,
    @Parameter(
            value =
                "How the world model keeps pictures between convolutions, and the agent multiplies;"
                    + " bfloat16 needs AVX-512.",
            source = "paper: float")
        Precision precision,

    // Validation.
    @Parameter(
            value =
                "Share of the episodes that nothing learns from and the model is judged by: at least"
                    + " two episodes, none where there are fewer than ten.",
            source = "paper: 0; ours: 0.05, but in quick",
            min = 0,
            max = 0.5)
        double heldOut,
    @Parameter(
            value = "How often each phase is judged by them; the last time at its end.",
            unit = "times",
            source = "ours",
            min = 1)
        int validations,

    // Imagination.
    @Parameter(
            value = "Length of an imagined rollout.",
            unit = "steps",
            source = "paper: 5",
            min = 1)
        int horizon,
    @Parameter(
            value = "Standard deviation of the noise on imagined actions of a deterministic actor.",
            source = "paper: 0.2",
            min = 0)
        double exploration,
    @Parameter(
            value = "Imagined rows before the agent learns; no more than the ring holds.",
            unit = "rows",
            source = "paper: 50000",
            min = 1)
        int startTraining,
    @Parameter(
            value = "Imagined rows kept; 0 for as many as the dataset has transitions.",
            unit = "rows",
            source = "paper: as the dataset",
            min = 0)
        int imaginedCapacity,
    @Parameter(
            value = "Agent updates between two refreshes of real and imagined rows.",
            unit = "updates",
            source = "paper: 200",
            min = 1)
        int refreshEvery,

    // The agent.
    @Parameter(
            value =
                "Whether actions are a function of the state, as in the authors' code, or drawn from"
                    + " a Gaussian through tanh, as in the paper's text.",
            source = "paper: deterministic")
        ActorKind actor,
    @Parameter(
            value = "Entropy that a Gaussian actor is held at, for each action value.",
            unit = "nats",
            source = "paper's text: soft actor-critic's -1")
        double targetEntropy,
    @Parameter(
            value = "Weight of a Gaussian actor's entropy at the beginning; it then adapts.",
            unit = "reward per nat",
            source = "paper's text: soft actor-critic's 1; small budget: 0.1",
            min = 1e-9)
        double initialTemperature,
    @Parameter(
            value = "Updates of actor and critics.",
            unit = "updates",
            source = "paper: 100000",
            min = 1)
        int agentUpdates,
    @Parameter(
            value = "Real rows in a batch of the agent; beside imagined ones, their ratio.",
            unit = "rows",
            source = "paper: 256",
            min = 1)
        int realRows,
    @Parameter(
            value = "Imagined rows in a batch of the agent; 0 for no imagination at all.",
            unit = "rows",
            source = "paper: 256",
            min = 0)
        int imaginedRows,
    @Parameter(value = "Hidden layers of the actor.", unit = "layers", source = "paper: 4", min = 1)
        int actorLayers,
    @Parameter(
            value = "Width of the actor's hidden layers.",
            unit = "values",
            source = "paper: 256",
            min = 1)
        int actorUnits,
    @Parameter(value = "Hidden layers of a critic.", unit = "layers", source = "paper: 3", min = 1)
        int criticLayers,
    @Parameter(
            value = "Width of a critic's hidden layers.",
            unit = "values",
            source = "paper: 256",
            min = 1)
        int criticUnits,
    @Parameter(value = "Learning rate of the actor.", source = "paper: 3e-4", min = 0)
        double actorRate,
    @Parameter(value = "Learning rate of the critics.", source = "paper: 3e-4", min = 0)
        double criticRate,
    @Parameter(
            value = "Discount of the next decision's value.",
            source = "paper: 0.99",
            min = 0,
            max = 1)
        double discount,
    @Parameter(
            value = "Part of the way that target critics go to the critics at each update.",
            source = "paper: 0.005; small budget: 0.01",
            min = 0,
            max = 1)
        double targetRate,
    @Parameter(
            value = "Whether target critics start as copies, or as networks of their own.",
            source = "paper: false, by an oversight in the code; small budget: true")
        boolean targetsCopied,
    @Parameter(
            value =
                "Weight of the mean square of actions before tanh, against dead deterministic"
                    + " actors.",
            source = "paper: 0; quick: 0.02; smoke, laptop: 0.01",
            min = 0)
        double preTanhWeight,
    @Parameter(
            value =
                "Part of the average of the actor's weights that an update keeps; it acts. 0: none.",
            source =
                "paper: 0; laptop: 0.999, as averages act in Block et al. 2024, arXiv 2310.11428",
            min = 0,
            max = 0.99999)
        double actorAverage,
    @Parameter(
            value = "Greatest norm of a gradient, for each optimiser.",
            source = "paper: 100",
            min = 0)
        double gradientClip) {

  /** What of a world model decides how long its updates take. */
  record Work(int depth, int modelBatch, int sequence, Precision precision) {}

  /**
   * The defaults of a profile.
   *
   * @param penalty what disagreement is charged for
   * @param imagines whether half of the agent's rows are imagined; if not, all are real
   */
  static LompoParameters defaults(Profile profile, Penalty penalty, boolean imagines) {
    Column in = new Column(profile);
    Work work =
        new Work(
            //      smoke quick laptop paper
            in.pick(4, 8, 8, 32), in.pick(4, 16, 16, 64), in.pick(8, 20, 25, 50), Precision.FLOAT);
    return of(in, penalty, imagines, work);
  }

  /** The paper's LOMPO, with other work to do in an update of the world model. */
  static LompoParameters paper(Work work) {
    return of(new Column(Profile.PAPER), Penalty.LOG_PROB, true, work);
  }

  private static LompoParameters of(Column in, Penalty penalty, boolean imagines, Work work) {
    int half = in.pick(16, 64, 128, 256);
    return new LompoParameters(
        //                    smoke  quick  laptop   paper
        penalty,
        in.pick(1.0, 1.0, 1.0, 5.0), // lambda
        0, // relativeLambda
        false, // penaltyCentred
        Heads.ONE,
        in.pick(3, 5, 7, 7), // ensemble
        in.pick(32, 128, 200, 256), // deter
        in.pick(8, 20, 30, 64), // stoch
        in.pick(32, 128, 200, 256), // units
        work.depth(),
        in.pick(0, 0, 32, 0), // averageTo
        false, // proprioception
        Terminal.AUTO,
        in.pick(0.05, 0.05, 0.1, 1.0), // klWeight
        in.pick(10.0, 10.0, 10.0, 1.0), // rewardWeight
        10.0, // terminalWeight
        1.0, // proprioceptionWeight
        in.pick(10, 1500, 9000, 25_000), // modelUpdates
        work.modelBatch(),
        work.sequence(),
        in.pick(1e-3, 1e-3, 1e-3, 6e-4), // modelRate
        work.precision(),
        in.pick(0.05, 0.0, 0.05, 0.0), // heldOut
        in.pick(2, 10, 10, 10), // validations
        5, // horizon
        0.2, // exploration
        in.pick(100, 10_000, 20_000, 50_000), // startTraining
        0, // imaginedCapacity
        in.pick(10, 200, 200, 200), // refreshEvery
        ActorKind.DETERMINISTIC,
        -1, // targetEntropy
        in.pick(0.1, 0.1, 0.1, 1.0), // initialTemperature
        in.pick(20, 6000, 20_000, 100_000), // agentUpdates
        imagines ? half : 2 * half, // realRows
        imagines ? half : 0, // imaginedRows
        in.pick(1, 2, 3, 4), // actorLayers
        in.pick(32, 64, 128, 256), // actorUnits
        in.pick(1, 3, 3, 3), // criticLayers
        in.pick(32, 64, 128, 256), // criticUnits
        in.pick(5e-4, 3e-4, 3e-4, 3e-4), // actorRate
        in.pick(5e-4, 3e-4, 3e-4, 3e-4), // criticRate
        0.99, // discount
        in.pick(0.01, 0.01, 0.01, 0.005), // targetRate
        in.pick(true, true, true, false), // targetsCopied
        in.pick(0.01, 0.02, 0.01, 0.0), // preTanhWeight
        in.pick(0.0, 0.0, 0.999, 0.0), // actorAverage
        100.0); // gradientClip
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
