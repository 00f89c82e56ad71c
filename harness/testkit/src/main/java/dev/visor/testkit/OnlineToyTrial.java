package dev.visor.testkit;

import dev.visor.api.Algorithm;
import dev.visor.api.Cancellation;
import dev.visor.api.Environment;
import dev.visor.api.EnvironmentSpec;
import dev.visor.api.Observation;
import dev.visor.api.ObservationSpec;
import dev.visor.api.OnlineContext;
import dev.visor.api.OnlineTrainer;
import dev.visor.api.Policy;
import dev.visor.api.PolicyContext;
import dev.visor.api.Profile;
import dev.visor.api.RandomStream;
import dev.visor.api.RandomStreams;
import dev.visor.api.Scalars;
import dev.visor.api.TimeStep;
import dev.visor.core.plugin.AlgorithmParameters;
import dev.visor.core.trial.MeteredEnvironment;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * A trial that learns in {@link ToyReach}, in this process: what {@link ToyTrial} is for datasets.
 * Each trial has fresh random streams and a fresh environment.
 */
public final class OnlineToyTrial implements OnlineContext, PolicyContext {
  private static final ObservationSpec OBSERVATION = new ObservationSpec(32, 32, 2);

  private final Algorithm algorithm;
  private final SortedMap<String, String> parameters;
  private final long budget;
  private final ToyStreams streams;
  private final Cancellation cancellation;
  private MeteredEnvironment environment;

  private OnlineToyTrial(
      Algorithm algorithm,
      SortedMap<String, String> parameters,
      long budget,
      String seed,
      Cancellation cancellation) {
    this.algorithm = algorithm;
    this.parameters = parameters;
    this.budget = budget;
    this.streams = new ToyStreams(seed);
    this.cancellation = cancellation;
    this.environment = open();
  }

  /**
   * A trial.
   *
   * @param named parameters beside the profile's
   * @param budget control steps
   * @throws dev.visor.core.VisorException if a parameter does not exist or is out of bounds
   */
  public static OnlineToyTrial of(
      Algorithm algorithm, Profile profile, Map<String, String> named, long budget, long seed) {
    return new OnlineToyTrial(
        algorithm,
        AlgorithmParameters.of(algorithm.describe()).complete(profile, named),
        budget,
        Long.toString(seed),
        Cancellation.NEVER);
  }

  /** The same trial, asked to stop whenever the cancellation says so. */
  public OnlineToyTrial until(Cancellation newCancellation) {
    return new OnlineToyTrial(algorithm, parameters, budget, streams.root(), newCancellation);
  }

  private MeteredEnvironment open() {
    return new MeteredEnvironment(new ToyReach(OBSERVATION), budget);
  }

  /** Trains to the end, and gives the policy's bytes. */
  public byte[] train() throws IOException {
    return trainInterrupted(List.of());
  }

  /**
   * Trains as {@link #train} does, and is interrupted on the way: what was saved is taken up by a
   * new trainer, in a new environment, with the streams where they were.
   *
   * @param interruptions after how many control steps, rising
   */
  public byte[] trainInterrupted(List<Long> interruptions) throws IOException {
    OnlineTrainer trainer = algorithm.online(this);
    try {
      for (long moment : interruptions) {
        stepUntil(trainer, moment);
        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        environment.save(saved);
        trainer.save(saved);
        SortedMap<String, Long> positions = streams.positions();
        trainer.close();
        environment.close();
        streams.restore(Map.of());
        environment = open();
        trainer = algorithm.online(this);
        ByteArrayInputStream in = new ByteArrayInputStream(saved.toByteArray());
        environment.restore(in);
        trainer.restore(in);
        streams.restore(positions);
      }
      stepUntil(trainer, budget);
      ByteArrayOutputStream policy = new ByteArrayOutputStream();
      trainer.writePolicy(policy);
      return policy.toByteArray();
    } finally {
      trainer.close();
    }
  }

  private void stepUntil(OnlineTrainer trainer, long moment) {
    while (environment.steps() < moment) {
      trainer.step();
    }
  }

  /** Reads a policy back. */
  public Policy read(byte[] policy) throws IOException {
    return algorithm.readPolicy(this, new ByteArrayInputStream(policy));
  }

  /** The mean score of a policy over some episodes: 0 is random, 100 the expert. */
  public double score(byte[] policy, int episodes) throws IOException {
    try (Policy agent = read(policy)) {
      double sum = 0;
      for (int i = 0; i < episodes; i++) {
        sum += play(agent, i).stream().mapToDouble(Step::reward).sum();
      }
      return ToyReach.TASK.returns().score(sum / episodes);
    }
  }

  /** One step of an episode. */
  record Step(Observation observation, float[] action, double reward) {}

  /** An episode of a policy. */
  List<Step> play(Policy agent, int episode) {
    List<Step> steps = new ArrayList<>();
    agent.reset(RandomStream.of("toy evaluation", streams.root(), Integer.toString(episode)));
    try (Environment judge = new ToyReach(OBSERVATION)) {
      TimeStep seen = judge.reset(episode + 1);
      while (!seen.last()) {
        Observation observation = seen.observation();
        float[] action = agent.act(observation);
        seen = judge.step(action);
        steps.add(new Step(observation, action, seen.reward()));
      }
    }
    return steps;
  }

  @Override
  public Environment environment() {
    return environment;
  }

  @Override
  public EnvironmentSpec spec() {
    return environment.spec();
  }

  @Override
  public long budget() {
    return budget;
  }

  @Override
  public long environmentSteps() {
    return environment.steps();
  }

  @Override
  public String trial() {
    return "toy-trial.s" + streams.root();
  }

  @Override
  public <P extends Record> P parameters(Class<P> type) {
    return AlgorithmParameters.toRecord(type, parameters);
  }

  @Override
  public RandomStreams random() {
    return streams;
  }

  @Override
  public Scalars scalars() {
    return (name, update, value) -> {};
  }

  @Override
  public Cancellation cancellation() {
    return cancellation;
  }

  @Override
  public int threads() {
    return 1;
  }
}
