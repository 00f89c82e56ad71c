package dev.visor.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.api.DatasetId;
import dev.visor.api.DatasetRecipe;
import dev.visor.api.ObservationSpec;
import dev.visor.api.TaskId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class DatasetIdentityTest {
  private static final DatasetId ID = DatasetId.parse("walker-walk/expert@1");
  private static final TaskId TASK = TaskId.parse("walker-walk@1");
  private static final ObservationSpec OBSERVATION = new ObservationSpec(64, 64, 24);

  @Test
  void the_identity_is_the_sha256_of_its_documented_text() {
    String text =
        """
        visor dataset 1
        id walker-walk/expert@1
        task walker-walk@1
        episodes 100
        seed 7
        recipe abcd
        height 64
        width 64
        proprio 24
        """;
    DatasetRecipe recipe = new DatasetRecipe(ID, TASK, "Walks.", 100, 7, "abcd");
    assertThat(DatasetIdentity.of(recipe, OBSERVATION))
        .isEqualTo(Sha256.of(text.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("aab094e1943c91482009323f77d00b8462ad802718381db7dd1bf574a2d98158");
  }

  @Test
  void every_part_of_recipe_and_observation_changes_it() {
    List<String> identities =
        List.of(
            identity(ID, TASK, 100, 7, "abcd", OBSERVATION),
            identity(DatasetId.parse("walker-walk/expert@2"), TASK, 100, 7, "abcd", OBSERVATION),
            identity(ID, TaskId.parse("walker-walk@2"), 100, 7, "abcd", OBSERVATION),
            identity(ID, TASK, 101, 7, "abcd", OBSERVATION),
            identity(ID, TASK, 100, 8, "abcd", OBSERVATION),
            identity(ID, TASK, 100, 7, "abce", OBSERVATION),
            identity(ID, TASK, 100, 7, "abcd", new ObservationSpec(32, 64, 24)),
            identity(ID, TASK, 100, 7, "abcd", new ObservationSpec(64, 32, 24)),
            identity(ID, TASK, 100, 7, "abcd", new ObservationSpec(64, 64, 0)));
    assertThat(identities).doesNotHaveDuplicates();
  }

  @Test
  void the_summary_does_not_change_it() {
    DatasetRecipe one = new DatasetRecipe(ID, TASK, "Walks.", 100, 7, "abcd");
    DatasetRecipe other = new DatasetRecipe(ID, TASK, "Walks well.", 100, 7, "abcd");
    assertThat(DatasetIdentity.of(one, OBSERVATION))
        .isEqualTo(DatasetIdentity.of(other, OBSERVATION));
  }

  private static String identity(
      DatasetId id, TaskId task, int episodes, long seed, String digest, ObservationSpec seen) {
    return DatasetIdentity.of(new DatasetRecipe(id, task, "", episodes, seed, digest), seen);
  }
}
