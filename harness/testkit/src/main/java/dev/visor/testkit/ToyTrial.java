package dev.visor.testkit;

import dev.visor.api.Algorithm;
import dev.visor.api.Cancellation;
import dev.visor.api.DatasetRecipe;
import dev.visor.api.DatasetView;
import dev.visor.api.Environment;
import dev.visor.api.EnvironmentSpec;
import dev.visor.api.Episode;
import dev.visor.api.EpisodeGenerator;
import dev.visor.api.ObservationSpec;
import dev.visor.api.OfflineContext;
import dev.visor.api.OfflineTrainer;
import dev.visor.api.Policy;
import dev.visor.api.PolicyContext;
import dev.visor.api.Profile;
import dev.visor.api.RandomStream;
import dev.visor.api.RandomStreams;
import dev.visor.api.Scalars;
import dev.visor.api.TimeStep;
import dev.visor.core.plugin.AlgorithmParameters;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * A trial of {@link ToyReach} in this process: what an algorithm's own tests train and evaluate
 * with. Each trial has fresh random streams.
 *
 * <pre>{@code
 * ToyTrial trial = ToyTrial.of(new MyAlgorithm(), Profile.QUICK, Map.of("updates", "200"), 1);
 * double score = trial.score(trial.train(), 20);
 * }</pre>
 */
public final class ToyTrial implements OfflineContext, PolicyContext {
  private static final ObservationSpec OBSERVATION = new ObservationSpec(32, 32, 2);

  private final Algorithm algorithm;
  private final SortedMap<String, String> parameters;
  private final DatasetView dataset;
  private final ToyStreams streams;
  private final Cancellation cancellation;

  private ToyTrial(
      Algorithm algorithm,
      SortedMap<String, String> parameters,
      DatasetView dataset,
      String seed,
      Cancellation cancellation) {
    this.algorithm = algorithm;
    this.parameters = parameters;
    this.dataset = dataset;
    this.streams = new ToyStreams(seed);
    this.cancellation = cancellation;
  }

  /**
   * A trial on the kind {@code medium-replay}.
   *
   * @param named parameters beside the profile's
   * @throws dev.visor.core.VisorException if one of them does not exist or is out of bounds
   */
  public static ToyTrial of(
      Algorithm algorithm, Profile profile, Map<String, String> named, long seed) {
    return new ToyTrial(
        algorithm,
        AlgorithmParameters.of(algorithm.describe()).complete(profile, named),
        dataset("medium-replay"),
        Long.toString(seed),
        Cancellation.NEVER);
  }

  /** The same trial on another kind of {@link ToyDatasets}. */
  public ToyTrial on(String kind) {
    return new ToyTrial(algorithm, parameters, dataset(kind), streams.root(), cancellation);
  }

  /** The same trial, asked to stop whenever the cancellation says so. */
  public ToyTrial until(Cancellation newCancellation) {
    return new ToyTrial(algorithm, parameters, dataset, streams.root(), newCancellation);
  }

  /** All episodes of a kind of {@link ToyDatasets}, at 32 × 32 pixels. */
  public static DatasetView dataset(String kind) {
    ToyDatasets datasets = new ToyDatasets();
    DatasetRecipe recipe =
        datasets.recipes().stream()
            .filter(candidate -> candidate.id().kind().equals(kind))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no toy data of kind " + kind));
    List<Episode> episodes = new ArrayList<>();
    try (EpisodeGenerator generator =
        datasets.open(recipe.id(), new ToyEnvironments(), OBSERVATION)) {
      for (int i = 0; i < recipe.episodes(); i++) {
        episodes.add(generator.generate(i, new ToyStreams(recipe.id() + "/" + i)));
      }
    }
    return new EpisodesInMemory(OBSERVATION, ToyReach.TASK.actions().size(), episodes);
  }

  /** Trains to the end, and gives the policy's bytes. */
  public byte[] train() throws IOException {
    try (OfflineTrainer trainer = algorithm.offline(this)) {
      while (trainer.done() < trainer.updates()) {
        trainer.step();
      }
      return policy(trainer);
    }
  }

  /**
   * Trains as {@link #train} does, and is interrupted on the way: what was saved is taken up by a
   * new trainer, with the streams where they were.
   *
   * @param interruptions after how many updates, rising
   */
  public byte[] trainInterrupted(List<Long> interruptions) throws IOException {
    OfflineTrainer trainer = algorithm.offline(this);
    try {
      for (long update : interruptions) {
        while (trainer.done() < update) {
          trainer.step();
        }
        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        trainer.save(saved);
        SortedMap<String, Long> positions = streams.positions();
        trainer.close();
        streams.restore(Map.of());
        trainer = algorithm.offline(this);
        trainer.restore(new ByteArrayInputStream(saved.toByteArray()));
        streams.restore(positions);
      }
      while (trainer.done() < trainer.updates()) {
        trainer.step();
      }
      return policy(trainer);
    } finally {
      trainer.close();
    }
  }

  static byte[] policy(OfflineTrainer trainer) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    trainer.writePolicy(out);
    return out.toByteArray();
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
        agent.reset(RandomStream.of("toy evaluation", streams.root(), Integer.toString(i)));
        sum += totalReward(agent, i + 1);
      }
      return ToyReach.TASK.returns().score(sum / episodes);
    }
  }

  private static double totalReward(Policy agent, long seed) {
    try (Environment environment = new ToyReach(OBSERVATION)) {
      TimeStep step = environment.reset(seed);
      double sum = 0;
      while (!step.last()) {
        step = environment.step(agent.act(step.observation()));
        sum += step.reward();
      }
      return sum;
    }
  }

  @Override
  public DatasetView dataset() {
    return dataset;
  }

  @Override
  public EnvironmentSpec spec() {
    return new EnvironmentSpec(ToyReach.TASK, OBSERVATION);
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
