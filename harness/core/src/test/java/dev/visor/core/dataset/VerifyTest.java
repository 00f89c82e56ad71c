package dev.visor.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.api.Cancellation;
import dev.visor.api.Episode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code visor datasets verify} tells of each defect that a dataset can have, though its
 * hashes fit: the file, the episode, and what is wrong. Defects that hashes find are in {@link
 * DatasetDamageTest}.
 */
class VerifyTest {
  private static final int EPISODE = 2;

  @TempDir Path root;
  private DatasetStore store = new DatasetStore(Path.of(""));
  private Path folder = Path.of("");
  private EpisodeTable table;

  @BeforeEach
  void build() throws Exception {
    store = new DatasetStore(root);
    folder = build(new ToyRecipes());
    table = DatasetArrays.map(folder, card().shape()).episodes();
  }

  @Test
  void a_sound_dataset_is_whole() {
    assertThat(store.verify(folder)).isEmpty();
  }

  @Test
  void fields_of_different_length() throws IOException {
    long[] row = {table.firstFrame(EPISODE), table.firstTransition(EPISODE), 1};
    ByteBuffer bytes = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
    Arrays.stream(row).forEach(bytes::putLong);
    write(Field.EPISODE, EPISODE * 24L, bytes.array());
    // The episode is shorter than its frames and actions, so the next one seems to begin too late.
    assertTold("episode.npy, episode " + (EPISODE + 1), "where frame");
  }

  @Test
  void an_array_that_is_shorter_than_the_others() throws IOException {
    Path file = folder.resolve(Field.REWARD.file());
    try (NpyWriter shorter = NpyWriter.resume(file, NpyType.FLOAT32, table.transitions() - 1)) {
      shorter.finish();
    }
    assertTold("reward.npy", "holds <f4 [" + (table.transitions() - 1) + "] where");
  }

  @Test
  void an_action_out_of_bounds() throws IOException {
    write(Field.ACTION, 4L * ToyRecipes.ACTION_SIZE * table.firstTransition(EPISODE), floats(-2));
    assertTold("action.npy, episode " + EPISODE, "has the action value -2.0 at step 0");
  }

  @Test
  void a_reward_outside_the_cards_range() throws IOException {
    write(Field.REWARD, 4 * table.firstTransition(EPISODE), floats(-50));
    assertTold("reward.npy, episode " + EPISODE, "and the card tells of");
  }

  @Test
  void frames_that_are_all_equal() throws IOException {
    int frame = ToyRecipes.OBSERVATION.imageBytes();
    write(
        Field.IMAGE,
        frame * table.firstFrame(EPISODE),
        new byte[frame * (table.length(EPISODE) + 1)]);
    assertTold("image.npy, episode " + EPISODE, "shows the same picture throughout");
  }

  @Test
  void a_misplaced_terminal() throws IOException {
    write(Field.TERMINATED, table.firstTransition(EPISODE), new byte[] {1});
    assertTold("terminated.npy, episode " + EPISODE, "ends an episode at step 0 of");
  }

  @Test
  void an_episode_twice() throws Exception {
    root = root.resolve("twice");
    store = new DatasetStore(root);
    Episode same =
        ToyRecipes.episode(ToyRecipes.OBSERVATION, new EpisodeStreams(ToyRecipes.recipe(5), 0));
    int[] made = {0};
    folder =
        build(
            new ToyRecipes(
                index -> made[0] = index,
                episode -> made[0] == 1 || made[0] == EPISODE ? same : episode));
    List<Finding> findings = store.verify(folder);
    assertThat(findings).hasSize(1);
    // Episode 0 is the one that both of the others are.
    assertThat(findings.get(0).place()).isEqualTo("image.npy, episode 1");
    assertThat(findings.get(0).what())
        .isEqualTo("is episode 0 once more; likewise in 1 more episodes");
  }

  private void assertTold(String place, String what) throws IOException {
    Resealed.reseal(folder, card());
    List<Finding> findings = store.verify(folder);
    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).place()).isEqualTo(place);
    assertThat(findings.get(0).what()).contains(what);
  }

  private Path build(ToyRecipes recipes) {
    return store.build(recipes.request(5, 1), BuildProgress.NONE, Cancellation.NEVER).folder();
  }

  private DatasetCard card() {
    return new CardJson().read(folder);
  }

  private void write(Field field, long position, byte[] bytes) throws IOException {
    try (FileChannel file =
        FileChannel.open(folder.resolve(field.file()), StandardOpenOption.WRITE)) {
      file.write(ByteBuffer.wrap(bytes), NpyHeader.WRITTEN_BYTES + position);
    }
  }

  private static byte[] floats(float value) {
    return ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN).putFloat(value).array();
  }
}
