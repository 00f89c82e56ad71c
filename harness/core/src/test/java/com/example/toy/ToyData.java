package com.example.toy;

import dev.visor.api.DatasetId;
import dev.visor.api.DatasetRecipe;
import dev.visor.api.Datasets;
import dev.visor.api.Environment;
import dev.visor.api.EnvironmentCatalogue;
import dev.visor.api.Episode;
import dev.visor.api.EpisodeGenerator;
import dev.visor.api.ObservationSpec;
import dev.visor.api.RandomStreams;
import dev.visor.api.TimeStep;
import java.util.List;
import java.util.random.RandomGenerator;
import org.pf4j.Extension;

/** Two kinds of data, and one that cannot be made. */
@Extension
public final class ToyData implements Datasets {
  private static final int EPISODES = 4;

  @Override
  public List<DatasetRecipe> recipes() {
    return List.of(recipe("random"), recipe("expert"), recipe("impossible"));
  }

  private static DatasetRecipe recipe(String kind) {
    return new DatasetRecipe(
        new DatasetId("toy-line", kind, 1),
        ToyTasks.LINE,
        "A " + kind + " hand.",
        EPISODES,
        7,
        "0".repeat(64));
  }

  @Override
  public EpisodeGenerator open(
      DatasetId id, EnvironmentCatalogue environments, ObservationSpec observation) {
    if (id.kind().equals("impossible")) {
      throw new IllegalStateException("nobody can make this");
    }
    return new Hand(id.kind().equals("expert") ? 0.1 : 1, environments, observation);
  }

  private static final class Hand implements EpisodeGenerator {
    private final double noise;
    private final Environment environment;
    private final ObservationSpec observation;

    Hand(double noise, EnvironmentCatalogue environments, ObservationSpec observation) {
      this.noise = noise;
      this.environment = environments.open(ToyTasks.LINE, observation);
      this.observation = observation;
    }

    @Override
    public Episode generate(int index, RandomStreams streams) {
      RandomGenerator random = streams.stream("hand");
      int length = ToyTasks.HORIZON;
      byte[] images = new byte[(length + 1) * observation.imageBytes()];
      float[] proprio = new float[length + 1];
      float[] actions = new float[length];
      float[] rewards = new float[length];
      TimeStep step = environment.reset(random.nextLong());
      for (int t = 0; t <= length; t++) {
        byte[] image = step.observation().image();
        System.arraycopy(image, 0, images, t * image.length, image.length);
        proprio[t] = step.observation().proprio()[0];
        if (t < length) {
          double action = -2 * (1 - noise) * proprio[t] + noise * (2 * random.nextDouble() - 1);
          actions[t] = (float) Math.max(-1, Math.min(1, action));
          step = environment.step(new float[] {actions[t]});
          rewards[t] = (float) step.reward();
        }
      }
      return new Episode(images, proprio, actions, rewards, false, true);
    }

    @Override
    public void close() {
      environment.close();
    }
  }
}
