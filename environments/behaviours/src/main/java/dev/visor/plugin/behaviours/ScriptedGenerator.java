package dev.visor.plugin.behaviours;

import dev.visor.api.Environment;
import dev.visor.api.Episode;
import dev.visor.api.EpisodeGenerator;
import dev.visor.api.PhysicsAccess;
import dev.visor.api.RandomStreams;

/** Plays one scripted task with the noise of one kind, and records what an agent would see. */
final class ScriptedGenerator implements EpisodeGenerator {
  private final ScriptedTask task;
  private final Kind kind;
  private final Environment env;
  private final PhysicsAccess physics;

  /** Takes over the environment, which it closes. */
  ScriptedGenerator(ScriptedTask task, Kind kind, Environment env) {
    if (!(env instanceof PhysicsAccess)) {
      env.close();
      throw new IllegalStateException(
          "the scripted controller of "
              + task.task()
              + " reads the physics state, and this environment does not give it");
    }
    this.task = task;
    this.kind = kind;
    this.env = env;
    this.physics = (PhysicsAccess) env;
  }

  @Override
  public Episode generate(int index, RandomStreams streams) {
    NoisyController controller =
        new NoisyController(
            task.controller(index), kind.noise(task, index), env.spec().actionSize(), streams);
    return Recording.of(env, streams.stream("start").nextLong(), () -> controller.act(physics));
  }

  @Override
  public void close() {
    env.close();
  }
}
