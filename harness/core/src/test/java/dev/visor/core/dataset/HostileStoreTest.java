package dev.visor.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.api.Cancellation;
import dev.visor.core.VisorException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Datasets whose files somebody has changed, with and without hiding it from the hashes. */
@Tag("slow")
class HostileStoreTest {
  private static final int FILES = 10_000;

  @TempDir Path root;
  private DatasetStore store = new DatasetStore(Path.of(""));
  private Path folder = Path.of("");

  @BeforeEach
  void build() {
    store = new DatasetStore(root);
    folder =
        store
            .build(new ToyRecipes().request(3, 1), BuildProgress.NONE, Cancellation.NEVER)
            .folder();
  }

  @Test
  void a_changed_array_is_found_by_its_hash() throws IOException {
    Mutations mutations = new Mutations("arrays");
    Hostile hostile = new Hostile();
    for (int i = 0; i < FILES; i++) {
      Field field = mutations.any(List.of(Field.values()));
      byte[] sound = Files.readAllBytes(folder.resolve(field.file()));
      byte[] other =
          Files.readAllBytes(folder.resolve(mutations.any(List.of(Field.values())).file()));
      byte[] changed = mutations.of(sound, other);
      Files.write(folder.resolve(field.file()), changed);
      boolean same = Arrays.equals(sound, changed);
      hostile.read(
          "array " + i,
          "",
          () -> {
            List<Finding> findings = store.verify(folder);
            assertThat(findings.isEmpty()).isEqualTo(same);
            refuse(findings, field.file());
          });
      Files.write(folder.resolve(field.file()), sound);
    }
    hostile.assertTried(FILES);
  }

  @Test
  void an_array_changed_together_with_the_card_is_read_or_told() throws IOException {
    Mutations mutations = new Mutations("arrays and cards");
    Hostile hostile = new Hostile();
    DatasetCard card = new CardJson().read(folder);
    byte[] soundCard = Files.readAllBytes(folder.resolve(DatasetCard.FILE));
    for (int i = 0; i < FILES; i++) {
      Field field = mutations.any(List.of(Field.values()));
      Path file = folder.resolve(field.file());
      byte[] sound = Files.readAllBytes(file);
      Files.write(file, mutations.of(sound, sound));
      Resealed.reseal(folder, card);
      hostile.read("array and card " + i, "", () -> refuse(store.verify(folder), ""));
      Files.write(file, sound);
      Files.write(folder.resolve(DatasetCard.FILE), soundCard);
    }
    hostile.assertTried(FILES);
  }

  @Test
  void a_changed_card_is_refused() throws IOException {
    Mutations mutations = new Mutations("cards");
    Hostile hostile = new Hostile();
    Path file = folder.resolve(DatasetCard.FILE);
    byte[] sound = Files.readAllBytes(file);
    List<byte[]> others =
        new ArrayList<>(List.of(sound, "[".repeat(5_000).getBytes(StandardCharsets.UTF_8)));
    for (int i = 0; i < FILES; i++) {
      Files.write(file, i % 500 == 0 ? sound : mutations.of(sound, mutations.any(others)));
      hostile.read("card " + i, DatasetCard.FILE, () -> new CardJson().read(folder));
      store.list();
    }
    hostile.assertTried(FILES);
  }

  private static void refuse(List<Finding> findings, String file) {
    if (!findings.isEmpty()) {
      Finding first = findings.get(0);
      assertThat(first.file()).contains(file);
      throw VisorException.integrity(first.what(), first.place(), "none");
    }
  }
}
