package dev.visor.plugin.behaviours;

import dev.visor.api.Environment;
import dev.visor.api.Episode;
import dev.visor.api.EpisodeGenerator;
import dev.visor.api.PhysicsAccess;
import dev.visor.api.RandomStreams;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Lets trained actors play a task in turns, drawing their actions as in training, and records what
 * an agent would see. The actors see the whole state, whether it is recorded or not.
 */
final class SnapshotGenerator implements EpisodeGenerator {
  private final List<Optional<Snapshots.Entry>> cycle;
  private final Environment env;
  private final PhysicsAccess physics;
  private final Map<Snapshots.Entry, SnapshotPolicy> policies = new HashMap<>();

  /**
   * Takes over the environment, which it closes.
   *
   * @param cycle who plays the episodes, in turns; empty for uniform actions
   */
  SnapshotGenerator(List<Optional<Snapshots.Entry>> cycle, Environment env) {
    if (!(env instanceof PhysicsAccess)) {
      env.close();
      throw new IllegalStateException(
          "the actors of "
              + env.spec().task().id()
              + " read its state, and this environment does not give it");
    }
    this.cycle = cycle;
    this.env = env;
    this.physics = (PhysicsAccess) env;
  }

  @Override
  public Episode generate(int index, RandomStreams streams) {
    Optional<SnapshotPolicy> policy = cycle.get(index % cycle.size()).map(this::policy);
    RandomGenerator random = streams.stream("actions");
    policy.ifPresent(found -> found.reset(random));
    return Recording.of(
        env,
        streams.stream("start").nextLong(),
        () ->
            policy
                .map(found -> found.act(physics.state()))
                .orElseGet(() -> uniform(random, env.spec().actionSize())));
  }

  private SnapshotPolicy policy(Snapshots.Entry entry) {
    return policies.computeIfAbsent(
        entry, read -> new SnapshotPolicy(Snapshots.read(read), env.spec(), true));
  }

  private static float[] uniform(RandomGenerator random, int actionSize) {
    float[] action = new float[actionSize];
    for (int i = 0; i < actionSize; i++) {
      action[i] = 2 * random.nextFloat() - 1;
    }
    return action;
  }

  @Override
  public void close() {
    policies.values().forEach(SnapshotPolicy::close);
    policies.clear();
    env.close();
  }
}
