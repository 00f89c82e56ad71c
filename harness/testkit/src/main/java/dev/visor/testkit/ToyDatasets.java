package dev.visor.testkit;

import dev.visor.api.DatasetId;
import dev.visor.api.DatasetRecipe;
import dev.visor.api.Datasets;
import dev.visor.api.EnvironmentCatalogue;
import dev.visor.api.EpisodeGenerator;
import dev.visor.api.ObservationSpec;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Data of {@link ToyReach} in three kinds: {@code random}; {@code expert}, who walks straight to
 * the middle; and {@code medium-replay}, of which every fourth episode is random, every fourth
 * expert, and the others in between, as in the memory of an agent that learned.
 */
public final class ToyDatasets implements Datasets {
  private static final int EPISODES = 40;
  private static final long SEED = 20261120;

  @Override
  public List<DatasetRecipe> recipes() {
    return List.of(
        recipe("random", "Uniform random actions."),
        recipe("medium-replay", "From random actions to the expert's, by episode."),
        recipe("expert", "Straight to the middle, with a little noise."));
  }

  @Override
  public EpisodeGenerator open(
      DatasetId id, EnvironmentCatalogue environments, ObservationSpec observation) {
    if (recipes().stream().noneMatch(recipe -> recipe.id().equals(id))) {
      throw new IllegalArgumentException("there is no toy dataset " + id);
    }
    // The behaviour has to know where the dot is, whether or not that is recorded.
    ObservationSpec seen = new ObservationSpec(observation.height(), observation.width(), 2);
    return new ToyBehaviour(id.kind(), environments.open(ToyReach.ID, seen), observation);
  }

  private static DatasetRecipe recipe(String kind, String summary) {
    DatasetId id = new DatasetId(ToyReach.ID.name(), kind, 1);
    return new DatasetRecipe(id, ToyReach.ID, summary, EPISODES, SEED, digest(id.toString()));
  }

  private static String digest(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
