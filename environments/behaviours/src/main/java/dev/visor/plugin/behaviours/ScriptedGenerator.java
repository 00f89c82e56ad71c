package dev.visor.plugin.behaviours;

import dev.visor.api.Environment;
import dev.visor.api.EnvironmentSpec;
import dev.visor.api.Episode;
import dev.visor.api.EpisodeGenerator;
import dev.visor.api.PhysicsAccess;
import dev.visor.api.RandomStreams;
import dev.visor.api.TimeStep;
import java.util.Arrays;

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
    EnvironmentSpec spec = env.spec();
    int imageBytes = spec.observation().imageBytes();
    int proprio = spec.observation().proprio();
    int actionSize = spec.actionSize();
    byte[] images = new byte[(spec.decisions() + 1) * imageBytes];
    float[] states = new float[(spec.decisions() + 1) * proprio];
    float[] actions = new float[spec.decisions() * actionSize];
    float[] rewards = new float[spec.decisions()];

    NoisyController controller =
        new NoisyController(task.controller(), kind.noise(task, index), actionSize, streams);
    TimeStep step = env.reset(streams.stream("start").nextLong());
    int length = 0;
    while (true) {
      System.arraycopy(step.observation().image(), 0, images, length * imageBytes, imageBytes);
      System.arraycopy(step.observation().proprio(), 0, states, length * proprio, proprio);
      if (step.last()) {
        break;
      }
      float[] action = controller.act(physics);
      step = env.step(action);
      System.arraycopy(action, 0, actions, length * actionSize, actionSize);
      rewards[length++] = (float) step.reward();
    }
    return new Episode(
        Arrays.copyOf(images, (length + 1) * imageBytes),
        Arrays.copyOf(states, (length + 1) * proprio),
        Arrays.copyOf(actions, length * actionSize),
        Arrays.copyOf(rewards, length),
        step.terminated(),
        step.truncated());
  }

  @Override
  public void close() {
    env.close();
  }
}
