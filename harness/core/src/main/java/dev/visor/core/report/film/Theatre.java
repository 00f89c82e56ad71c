package dev.visor.core.report.film;

import dev.visor.api.Algorithm;
import dev.visor.api.Environment;
import dev.visor.api.EnvironmentSpec;
import dev.visor.api.EvaluatedEpisode;
import dev.visor.api.Observation;
import dev.visor.api.ObservationSpec;
import dev.visor.api.PhysicsAccess;
import dev.visor.api.Policy;
import dev.visor.api.PolicyContext;
import dev.visor.api.Success;
import dev.visor.api.TaskDescriptor;
import dev.visor.api.TaskId;
import dev.visor.api.TimeStep;
import dev.visor.core.VisorException;
import dev.visor.core.plan.EvaluationStreams;
import dev.visor.core.plan.PlannedTrial;
import dev.visor.core.plugin.AlgorithmParameters;
import dev.visor.core.plugin.PluginContext;
import dev.visor.core.plugin.PluginRegistry;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Where policies play again. An episode begins at the very state, and draws the very random
 * numbers, that it had in the trial's evaluation, and the agent sees what it saw there; only the
 * pictures are drawn anew, larger, for people. So what is seen is what was scored.
 *
 * <p>Everything happens in this process: plugins run without the protection that a trial gives.
 */
public final class Theatre {
  private final PluginRegistry plugins;

  /** A theatre with the tasks and algorithms of these plugins. */
  public Theatre(PluginRegistry plugins) {
    this.plugins = plugins;
  }

  /**
   * How a film is shot.
   *
   * @param edge of the square pictures in pixels, 16 to 2048. A task that cannot be drawn at any
   *     size shows what the agent sees, enlarged to at most that
   * @param decisionsBetween actions of the agent from one picture to the next, 1 or more
   */
  public record Shot(int edge, int decisionsBetween) {
    public Shot {
      if (edge < 16 || edge > 2048 || decisionsBetween < 1) {
        throw new IllegalArgumentException(
            "pictures of " + edge + " pixels after every " + decisionsBetween + " decisions");
      }
    }
  }

  /**
   * A task's description.
   *
   * @throws VisorException with exit code 2 if no plugin has it
   */
  public TaskDescriptor task(TaskId id) {
    return plugins.environments().resolve(id.toString());
  }

  /** A picture of a task at the start of the first episode of an evaluation. */
  public Frame still(PlannedTrial trial, int edge) {
    TaskDescriptor task = task(trial.task());
    try (Environment environment = open(trial, task)) {
      TimeStep start = environment.reset(EvaluationStreams.of(trial).startSeed(0));
      return picture(environment, task, start.observation(), edge);
    }
  }

  /**
   * Plays episodes of an evaluation.
   *
   * @param policy a file that the trial's training wrote
   * @param episodes which ones, counted from 0 in the order of the evaluation
   * @param shot how they are shot
   * @param decided is told how many decisions were taken in all, after each
   * @throws IOException if the policy cannot be read
   * @throws VisorException with exit code 2 if no plugin has the task or the algorithm
   */
  @SuppressWarnings("try") // the context works by being open
  public List<Film> play(KeptPolicy policy, List<Integer> episodes, Shot shot, IntConsumer decided)
      throws IOException {
    PlannedTrial trial = policy.trial();
    TaskDescriptor task = task(trial.task());
    Algorithm algorithm = plugins.algorithm(trial.algorithm());
    List<Film> films = new ArrayList<>();
    try (PluginContext plugin = PluginContext.of(algorithm);
        Environment environment = open(trial, task);
        InputStream in = new BufferedInputStream(Files.newInputStream(policy.file()));
        Policy player = algorithm.readPolicy(context(trial, task, algorithm), in)) {
      EvaluationStreams streams = EvaluationStreams.of(trial);
      boolean wholeState = algorithm.describe().wholeState();
      Stage stage = new Stage(environment, task, player, shot, wholeState);
      for (int episode : episodes) {
        player.reset(streams.policy(episode));
        films.add(stage.play(streams.startSeed(episode), decided));
      }
    }
    return films;
  }

  private Environment open(PlannedTrial trial, TaskDescriptor task) {
    return plugins.environments().open(task.id(), seen(trial, task.proprioception().size()));
  }

  private static ObservationSpec seen(PlannedTrial trial, int felt) {
    return new ObservationSpec(trial.imageSize(), trial.imageSize(), felt);
  }

  private static Context context(PlannedTrial trial, TaskDescriptor task, Algorithm algorithm) {
    int felt =
        algorithm.describe().wholeState() ? task.state().size() : task.proprioception().size();
    return new Context(trial, new EnvironmentSpec(task, seen(trial, felt)));
  }

  private static Frame picture(
      Environment environment, TaskDescriptor task, Observation seen, int edge) {
    if (environment instanceof PhysicsAccess physics) {
      return new Frame(edge, edge, physics.render(task.camera(), edge, edge));
    }
    ObservationSpec shape = environment.spec().observation();
    int times = Math.max(1, edge / Math.max(shape.width(), shape.height()));
    return new Frame(shape.width(), shape.height(), seen.image()).enlarged(times);
  }

  /** What an episode is played with. */
  private static final class Stage {
    private final Environment environment;
    private final TaskDescriptor task;
    private final Policy player;
    private final Shot shot;
    private final boolean wholeState;
    private int decisionsOfAll;

    Stage(
        Environment environment,
        TaskDescriptor task,
        Policy player,
        Shot shot,
        boolean wholeState) {
      this.environment = environment;
      this.task = task;
      this.player = player;
      this.shot = shot;
      this.wholeState = wholeState;
    }

    Film play(long seed, IntConsumer decided) {
      List<Frame> frames = new ArrayList<>();
      TimeStep step = environment.reset(seed);
      frames.add(picture(environment, task, step.observation(), shot.edge()));
      double totalReward = 0;
      int decisions = 0;
      while (!step.last() && decisions < task.decisions()) {
        step = environment.step(player.act(told(step.observation())));
        totalReward += step.reward();
        decisions++;
        if (decisions % shot.decisionsBetween() == 0 || step.last()) {
          frames.add(picture(environment, task, step.observation(), shot.edge()));
        }
        decided.accept(++decisionsOfAll);
      }
      return new Film(
          new EvaluatedEpisode(totalReward, decisions, step.terminated(), Success.of(environment)),
          frames,
          task.controlSeconds() * task.actionRepeat() * shot.decisionsBetween());
    }

    /** What the agent is told, as in the trial's own evaluation. */
    private Observation told(Observation observation) {
      return wholeState && environment instanceof PhysicsAccess physics
          ? new Observation(observation.image(), physics.state())
          : observation;
    }
  }

  private record Context(PlannedTrial trial, EnvironmentSpec spec) implements PolicyContext {
    @Override
    public <P extends Record> P parameters(Class<P> type) {
      return AlgorithmParameters.toRecord(type, trial.parameters());
    }
  }
}
