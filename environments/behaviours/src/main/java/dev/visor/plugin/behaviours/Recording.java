package dev.visor.plugin.behaviours;

import dev.visor.api.Environment;
import dev.visor.api.EnvironmentSpec;
import dev.visor.api.Episode;
import dev.visor.api.TimeStep;
import java.util.Arrays;
import java.util.function.Supplier;

/** Plays an episode and keeps what an agent would see. */
final class Recording {
  private Recording() {}

  /**
   * One episode.
   *
   * @param env played to the episode's end
   * @param seed that it begins with
   * @param actions asked for at every decision, when the environment stands there
   */
  static Episode of(Environment env, long seed, Supplier<float[]> actions) {
    EnvironmentSpec spec = env.spec();
    int imageBytes = spec.observation().imageBytes();
    int proprio = spec.observation().proprio();
    int actionSize = spec.actionSize();
    byte[] images = new byte[(spec.decisions() + 1) * imageBytes];
    float[] states = new float[(spec.decisions() + 1) * proprio];
    float[] taken = new float[spec.decisions() * actionSize];
    float[] rewards = new float[spec.decisions()];

    TimeStep step = env.reset(seed);
    int length = 0;
    while (true) {
      System.arraycopy(step.observation().image(), 0, images, length * imageBytes, imageBytes);
      System.arraycopy(step.observation().proprio(), 0, states, length * proprio, proprio);
      if (step.last()) {
        break;
      }
      float[] action = actions.get();
      step = env.step(action);
      System.arraycopy(action, 0, taken, length * actionSize, actionSize);
      rewards[length++] = (float) step.reward();
    }
    // Most episodes are as long as they may be; of large pictures a copy is hundreds of megabytes.
    boolean whole = length == spec.decisions();
    return new Episode(
        whole ? images : Arrays.copyOf(images, (length + 1) * imageBytes),
        Arrays.copyOf(states, (length + 1) * proprio),
        Arrays.copyOf(taken, length * actionSize),
        Arrays.copyOf(rewards, length),
        step.terminated(),
        step.truncated());
  }
}
