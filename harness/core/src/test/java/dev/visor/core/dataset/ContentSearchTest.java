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
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writes what the builder would have refused straight into the arrays. */
class ContentSearchTest {
  private static final int HEADER = NpyHeader.WRITTEN_BYTES;
  private static final int EPISODE = 2;

  @TempDir Path root;

  private Path folder = Path.of("");

  @BeforeEach
  void build() {
    folder = build(new ToyRecipes(), root);
  }

  @Test
  void a_sound_dataset_has_no_findings() throws Exception {
    assertThat(findings()).isEmpty();
  }

  @Test
  void an_action_beyond_its_bounds_is_invalid() throws Exception {
    int step = 1;
    long value = (firstTransition() + step) * ToyRecipes.ACTION_SIZE;
    write(Field.ACTION, value * Float.BYTES, floats(-1.25f));
    assertOne(Finding.Kind.INVALID, Field.ACTION, "action value -1.25 at step 1");
  }

  @Test
  void a_reward_that_is_not_finite_is_invalid() throws Exception {
    write(Field.REWARD, firstTransition() * Float.BYTES, floats(Float.NaN));
    assertThat(findings())
        .anySatisfy(
            finding -> {
              assertThat(finding.kind()).isEqualTo(Finding.Kind.INVALID);
              assertThat(finding.place()).isEqualTo("reward.npy, episode 2");
            });
  }

  @Test
  void a_state_value_that_is_not_finite_is_invalid() throws Exception {
    write(Field.PROPRIO, firstFrame() * 2 * Float.BYTES, floats(Float.NEGATIVE_INFINITY));
    assertOne(Finding.Kind.INVALID, Field.PROPRIO, "state value -Infinity in frame 0");
  }

  @Test
  void an_end_in_the_middle_of_an_episode_is_invalid() throws Exception {
    write(Field.TERMINATED, firstTransition() + 1, new byte[] {1});
    assertOne(Finding.Kind.INVALID, Field.TERMINATED, "ends an episode at step 1 of");
  }

  @Test
  void an_episode_that_neither_terminates_nor_is_truncated_is_invalid() throws Exception {
    long last = arrays().episodes().firstTransition(EPISODE + 1) - 1;
    write(Field.TERMINATED, last, new byte[1]);
    write(Field.TRUNCATED, last, new byte[1]);
    assertOne(Finding.Kind.INVALID, Field.TRUNCATED, "without being terminated or truncated");
  }

  @Test
  void a_flag_that_is_neither_true_nor_false_is_invalid() throws Exception {
    long last = arrays().episodes().firstTransition(EPISODE + 1) - 1;
    write(Field.TRUNCATED, last, new byte[] {2});
    assertOne(Finding.Kind.INVALID, Field.TRUNCATED, "neither 0 nor 1");
  }

  @Test
  void a_reward_beyond_what_the_card_tells_of_is_invalid() throws Exception {
    write(Field.REWARD, firstTransition() * Float.BYTES, floats(100));
    assertOne(Finding.Kind.INVALID, Field.REWARD, "has the return 10");
  }

  @Test
  void rewards_that_do_not_add_up_to_the_cards_returns_are_invalid() throws Exception {
    int middle = middleEpisode();
    float[] reward = new float[1];
    long first = arrays().episodes().firstTransition(middle);
    arrays().get(Field.REWARD).read(first, 1, reward, 0);
    write(Field.REWARD, first * Float.BYTES, floats(reward[0] + 0.001f));
    List<Finding> findings = findings();
    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).kind()).isEqualTo(Finding.Kind.INVALID);
    assertThat(findings.get(0).file()).isEqualTo("dataset.json");
  }

  /** One that is neither the best nor the worst. */
  private int middleEpisode() throws DamageException {
    double[] returns = arrays().returns();
    double[] sorted = returns.clone();
    Arrays.sort(sorted);
    return IntStream.range(0, returns.length)
        .filter(e -> returns[e] == sorted[sorted.length / 2])
        .findFirst()
        .orElseThrow();
  }

  @Test
  void an_episode_that_shows_one_picture_throughout_is_suspect() throws Exception {
    int frames = arrays().episodes().length(EPISODE) + 1;
    int frameBytes = ToyRecipes.OBSERVATION.imageBytes();
    write(Field.IMAGE, firstFrame() * frameBytes, new byte[frames * frameBytes]);
    assertOne(Finding.Kind.SUSPECT, Field.IMAGE, "same picture throughout");
  }

  @Test
  void a_recipe_that_makes_the_same_episode_again_and_again_is_suspect() throws Exception {
    Episode same =
        ToyRecipes.episode(ToyRecipes.OBSERVATION, new EpisodeStreams(ToyRecipes.recipe(5), 0));
    folder = build(new ToyRecipes(index -> {}, episode -> same), root.resolve("again"));
    List<Finding> findings = findings();
    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).kind()).isEqualTo(Finding.Kind.SUSPECT);
    assertThat(findings.get(0).episode()).isEqualTo(OptionalInt.of(1));
    assertThat(findings.get(0).what())
        .isEqualTo("is episode 0 once more; likewise in 3 more episodes");
  }

  private void assertOne(Finding.Kind kind, Field field, String what) throws Exception {
    List<Finding> findings = findings();
    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).kind()).isEqualTo(kind);
    assertThat(findings.get(0).place()).isEqualTo(field.file() + ", episode " + EPISODE);
    assertThat(findings.get(0).what()).contains(what);
  }

  private List<Finding> findings() throws DamageException {
    return new ContentSearch(new CardJson().read(folder), arrays()).findings();
  }

  private DatasetArrays arrays() throws DamageException {
    return DatasetArrays.map(folder, new CardJson().read(folder).shape());
  }

  private long firstTransition() throws DamageException {
    return arrays().episodes().firstTransition(EPISODE);
  }

  private long firstFrame() throws DamageException {
    return arrays().episodes().firstFrame(EPISODE);
  }

  private void write(Field field, long position, byte[] bytes) throws IOException {
    try (FileChannel file =
        FileChannel.open(folder.resolve(field.file()), StandardOpenOption.WRITE)) {
      file.write(ByteBuffer.wrap(bytes), HEADER + position);
    }
  }

  private static byte[] floats(float value) {
    return ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN).putFloat(value).array();
  }

  private static Path build(ToyRecipes recipes, Path store) {
    return new DatasetStore(store)
        .build(recipes.request(5, 1), BuildProgress.NONE, Cancellation.NEVER)
        .folder();
  }
}
