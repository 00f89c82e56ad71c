package dev.visor.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.visor.api.Cancellation;
import dev.visor.core.ExitCode;
import dev.visor.core.VisorException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CardJsonTest {
  @TempDir Path root;

  private final CardJson cards = new CardJson();
  private Path dataset = Path.of("");
  private Path file = Path.of("");

  @BeforeEach
  void build() {
    dataset =
        new DatasetStore(root)
            .build(new ToyRecipes().request(3, 1), BuildProgress.NONE, Cancellation.NEVER)
            .folder();
    file = dataset.resolve("dataset.json");
  }

  @Test
  void a_card_reads_like_this() throws IOException {
    String text = Files.readString(file);
    assertThat(text)
        .startsWith(
            """
            {
              "schema": 1,
              "id": "toy-noise/random@1",
              "task": "toy-noise@1",
              "summary": "Noise.",
            """)
        .contains(
            """
              "seed": 7,
              "observation": {
                "height": 4,
                "width": 6,
                "proprio": 2
              },
              "action_size": 3,
              "episodes": 3,
            """)
        .contains(
            """
              "made_with": {
                "physics": "none",
                "visor": "0"
              },
            """)
        .contains("\"holds\": \"uint8 (frames, height, width, 3): red, green and blue\"")
        .endsWith("\"\n}\n");
  }

  @Test
  void what_is_written_is_read_again_and_written_the_same() throws IOException {
    DatasetCard card = cards.read(dataset);
    assertThat(cards.write(card)).isEqualTo(Files.readAllBytes(file));
    assertThat(card.recipe()).isEqualTo(ToyRecipes.recipe(3));
    assertThat(card.observation()).isEqualTo(ToyRecipes.OBSERVATION);
  }

  @Test
  void a_change_of_one_bit_anywhere_is_found() throws IOException {
    byte[] good = Files.readAllBytes(file);
    for (int i = 0; i < good.length; i += 3) {
      byte[] bad = good.clone();
      bad[i] ^= (byte) (1 << i % 8);
      Files.write(file, bad);
      VisorException failure = failure();
      assertThat(failure).as("bit %d of byte %d", i % 8, i).isNotNull();
      assertThat(failure.exit()).isEqualTo(ExitCode.INTEGRITY);
      assertThat(failure.place()).startsWith(file.toString());
    }
  }

  @Test
  void an_unknown_key_is_told_with_its_place_and_the_nearest_one() throws IOException {
    replace("\"episodes\"", "\"episode\"");
    VisorException failure = failure();
    assertThat(failure)
        .hasMessageContaining("unknown key 'episode'")
        .hasMessageContaining("did you mean 'episodes'?");
    assertThat(failure.place()).matches(".*dataset\\.json:\\d+:\\d+");
    assertThat(failure.remedy())
        .isEqualTo(
            "build it again: visor datasets build toy-noise/random@1 --image 4px --rebuild; if it was"
                + " imported, import its files again: visor datasets import --rebuild --id"
                + " toy-noise/random@1");
  }

  @Test
  void an_unknown_key_within_a_key_is_told_too() throws IOException {
    replace("\"holds\"", "\"hold\"");
    assertThat(failure()).hasMessageContaining("did you mean 'holds'?");
  }

  @Test
  void a_key_that_is_missing_is_named() throws IOException {
    replace("  \"seed\": 7,\n", "");
    assertThat(failure()).hasMessageContaining("lacks the key 'seed'");
  }

  @Test
  void a_value_of_another_kind_is_told_with_its_place() throws IOException {
    replace("\"action_size\": 3", "\"action_size\": \"3\"");
    VisorException failure = failure();
    assertThat(failure).hasMessageContaining("cannot be understood");
    assertThat(failure.place()).contains("dataset.json:");
  }

  @Test
  void an_id_that_is_none_is_told_with_its_place() throws IOException {
    replace("\"task\": \"toy-noise@1\"", "\"task\": \"toy noise\"");
    VisorException failure = failure();
    assertThat(failure).hasMessageContaining("'toy noise' is no task id");
    assertThat(failure.place()).contains("dataset.json:4:");
  }

  @Test
  void a_card_of_a_newer_visor_says_so() throws IOException {
    replace("\"schema\": 1", "\"schema\": 2");
    VisorException failure = failure();
    assertThat(failure).hasMessageContaining("newer Visor").hasMessageContaining("schema 2");
    assertThat(failure.remedy()).startsWith("update Visor");
  }

  @Test
  void a_card_that_is_missing_or_no_json_is_told() throws IOException {
    Files.writeString(file, "");
    assertThat(failure()).isNotNull();
    Files.writeString(file, "{\"schema\": 1,");
    assertThat(failure().place()).contains("dataset.json:1:");
    Files.delete(file);
    assertThat(failure()).hasMessageContaining("is missing");
  }

  @Test
  void the_seal_is_the_sha256_of_all_before_its_line() throws IOException {
    String text = Files.readString(file);
    String sealed = text.substring(0, text.indexOf("  \"seal\""));
    assertThat(text)
        .contains("\"seal\": \"" + Sha256.of(sealed.getBytes(StandardCharsets.UTF_8)) + "\"");
  }

  private void replace(String written, String other) throws IOException {
    String text = Files.readString(file);
    assertThat(text).contains(written);
    Files.writeString(file, text.replaceFirst(written, other));
  }

  private VisorException failure() {
    return catchThrowableOfType(VisorException.class, () -> cards.read(dataset));
  }
}
