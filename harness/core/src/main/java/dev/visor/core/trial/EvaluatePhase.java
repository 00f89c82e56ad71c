package dev.visor.core.trial;

import dev.visor.api.Algorithm;
import dev.visor.api.Environment;
import dev.visor.api.EnvironmentCatalogue;
import dev.visor.api.EnvironmentSpec;
import dev.visor.api.EvaluatedEpisode;
import dev.visor.api.Evaluation;
import dev.visor.api.Policy;
import dev.visor.api.PolicyContext;
import dev.visor.api.Success;
import dev.visor.api.TimeStep;
import dev.visor.core.plan.EvaluationStreams;
import dev.visor.core.plugin.AlgorithmParameters;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * From policies to episodes. Each policy that the training wrote plays the protocol's episodes,
 * from the same start states as every other policy on this task. An evaluation is written when it
 * is complete, so that one that was interrupted goes on with the next policy.
 */
final class EvaluatePhase {
  private final TrialRequest request;
  private final TrialFiles files;
  private final PhaseControl control;
  private final int episodes;
  private final EvaluationStreams streams;

  EvaluatePhase(TrialRequest request, TrialFiles files, PhaseControl control) {
    this.request = request;
    this.files = files;
    this.control = control;
    this.episodes = request.trial().protocol().evalEpisodes();
    this.streams = EvaluationStreams.of(request.trial());
  }

  /**
   * Evaluates what is not evaluated yet.
   *
   * @return false if it was cancelled before the end
   */
  boolean run(Algorithm algorithm, EnvironmentCatalogue environments) throws IOException {
    SortedMap<Long, Path> policies = files.policies();
    long total = (long) policies.size() * episodes;
    long done = 0;
    try (Environment environment =
        StateEnvironment.open(environments, request.task(), request.observation(), algorithm)) {
      for (Map.Entry<Long, Path> entry : policies.entrySet()) {
        if (files.evaluation(entry.getKey()).isEmpty()) {
          Optional<List<EvaluatedEpisode>> played =
              play(algorithm, environment, entry.getValue(), done, total);
          if (played.isEmpty()) {
            return false;
          }
          files.evaluation(new Evaluation(entry.getKey(), played.get()));
        }
        done += episodes;
      }
    }
    control.progressed(new PhaseProgress(TrialPhase.EVALUATE, total, total));
    return true;
  }

  private Optional<List<EvaluatedEpisode>> play(
      Algorithm algorithm, Environment environment, Path file, long before, long total)
      throws IOException {
    List<EvaluatedEpisode> played = new ArrayList<>();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
        Policy policy = algorithm.readPolicy(new Context(request, environment.spec()), in)) {
      for (int i = 0; i < episodes; i++) {
        control.progressed(new PhaseProgress(TrialPhase.EVALUATE, before + i, total));
        if (control.requested()) {
          return Optional.empty();
        }
        policy.reset(streams.policy(i));
        played.add(episode(environment, policy, streams.startSeed(i)));
      }
    }
    return Optional.of(played);
  }

  private EvaluatedEpisode episode(Environment environment, Policy policy, long seed) {
    int limit = request.task().decisions();
    TimeStep step = environment.reset(seed);
    double totalReward = 0;
    int decisions = 0;
    while (!step.last()) {
      if (decisions == limit) {
        throw new IllegalStateException(
            "an episode of " + request.task().id() + " goes on beyond its " + limit + " decisions");
      }
      step = environment.step(policy.act(step.observation()));
      totalReward += step.reward();
      decisions++;
    }
    if (!Double.isFinite(totalReward)) {
      throw new IllegalStateException(
          "the return of an episode of " + request.task().id() + " is " + totalReward);
    }
    return new EvaluatedEpisode(totalReward, decisions, step.terminated(), Success.of(environment));
  }

  private record Context(TrialRequest request, EnvironmentSpec spec) implements PolicyContext {
    @Override
    public <P extends Record> P parameters(Class<P> type) {
      return AlgorithmParameters.toRecord(type, request.trial().parameters());
    }
  }
}
