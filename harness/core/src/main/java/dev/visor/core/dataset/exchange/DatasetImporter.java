package dev.visor.core.dataset.exchange;

import dev.visor.api.Cancellation;
import dev.visor.api.DatasetId;
import dev.visor.api.DatasetRecipe;
import dev.visor.api.Datasets;
import dev.visor.api.EnvironmentCatalogue;
import dev.visor.api.Episode;
import dev.visor.api.EpisodeGenerator;
import dev.visor.api.ObservationSpec;
import dev.visor.api.RandomStreams;
import dev.visor.core.VisorException;
import dev.visor.core.VisorVersion;
import dev.visor.core.dataset.BuildProgress;
import dev.visor.core.dataset.BuildRequest;
import dev.visor.core.dataset.DatasetCard;
import dev.visor.core.dataset.DatasetStore;
import dev.visor.core.dataset.Sha256;
import dev.visor.core.dataset.StoredDataset;
import dev.visor.core.dataset.StoredEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Brings other people's files into a store.
 *
 * <p>An import is a recipe whose only ingredient is the files: its digest is theirs, and with it
 * the dataset's identity. So the same files under the same id are the same dataset on every
 * machine, an import that was interrupted goes on where it was, and one that is there is not made
 * twice.
 */
public final class DatasetImporter {
  private final DatasetStore store;
  private final EnvironmentCatalogue environments;

  /**
   * @param environments where the task is looked up
   */
  public DatasetImporter(DatasetStore store, EnvironmentCatalogue environments) {
    this.store = store;
    this.environments = environments;
  }

  /**
   * An import that was looked through, and not yet made.
   *
   * @param build how the store makes it
   * @param notes what is allowed and yet worth knowing, a sentence each
   */
  public record Examined(BuildRequest build, List<String> notes) {
    public Examined {
      notes = List.copyOf(notes);
    }
  }

  /**
   * Looks through the files and hashes them.
   *
   * @param threads how many episodes are read at once
   * @throws VisorException if they cannot become a dataset of the task, or the store holds other
   *     files under the same id
   */
  public Examined examine(ImportRequest request, int threads) {
    ForeignEpisodes episodes = request.examine();
    ForeignEpisodes.Contents contents = episodes.contents();
    int actuators = request.task().actions().size();
    if (contents.actionSize() != actuators) {
      throw VisorException.integrity(
          "the actions have %d values, and %s takes %d"
              .formatted(contents.actionSize(), request.task().id(), actuators),
          request.path().toString(),
          "name the task that was recorded with --task");
    }
    DatasetRecipe recipe =
        new DatasetRecipe(
            request.id(),
            request.task().id(),
            "Imported from %d %s of %s."
                .formatted(
                    contents.files().size(),
                    contents.files().size() == 1 ? "file" : "files",
                    request.format().id()),
            contents.episodes(),
            /* seed= */ 1,
            digest(request, contents));
    List<String> notes = new ArrayList<>(contents.notes());
    compare(request, contents, notes);
    SortedMap<String, String> origin = new TreeMap<>();
    origin.put("visor", VisorVersion.current());
    origin.put(DatasetCard.IMPORTED_FROM, request.format().id());
    origin.put("imported-rows", contents.rows());
    for (int i = 0; i < notes.size(); i++) {
      origin.put("imported-note-" + (i + 1), notes.get(i));
    }
    BuildRequest build =
        new BuildRequest(
            recipe,
            new Import(recipe, episodes),
            environments,
            contents.observation(),
            threads,
            origin);
    refuseOther(build);
    return new Examined(build, notes);
  }

  /**
   * Makes the dataset, or opens it if it is there.
   *
   * @param again whether to make it even then
   * @throws VisorException if the files do not hold what they seemed to, or it was cancelled
   */
  public StoredDataset run(
      Examined examined, boolean again, BuildProgress progress, Cancellation cancellation) {
    return again
        ? store.rebuild(examined.build(), progress, cancellation)
        : store.build(examined.build(), progress, cancellation);
  }

  /** SHA-256 of what decides the data: the files, and how they are read. */
  private static String digest(ImportRequest request, ForeignEpisodes.Contents contents) {
    StringBuilder text = new StringBuilder("visor import 1\n");
    text.append("format ").append(request.format().id()).append('\n');
    text.append("proprio ").append(request.proprio().named()).append('\n');
    for (Path file : contents.files()) {
      try {
        text.append(Sha256.of(file)).append('\n');
      } catch (IOException e) {
        throw VisorException.integrity(
                "the file cannot be read: " + e, file.toString(), "look at its permissions")
            .causedBy(e);
      }
    }
    return Sha256.of(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static void compare(
      ImportRequest request, ForeignEpisodes.Contents contents, List<String> notes) {
    int decisions = request.task().decisions();
    if (contents.longest() > decisions) {
      notes.add(
          "the longest episode has %d transitions, and one of %s at most %d: was it recorded with"
                  .formatted(contents.longest(), request.task().id(), decisions)
              + " another action repeat or time limit?");
    }
    int proprio = contents.observation().proprio();
    int expected = request.task().proprioception().size();
    if (proprio != expected) {
      notes.add(
          "the state observation has %d values, and that of %s %d: what learns from both pictures"
                  .formatted(proprio, request.task().id(), expected)
              + " and state cannot use this dataset");
    }
  }

  /** An id names one dataset of a picture size, whatever is done to its files. */
  private void refuseOther(BuildRequest build) {
    for (StoredEntry entry : store.list()) {
      if (entry instanceof StoredEntry.WithCard known
          && known.card().id().equals(build.recipe().id())
          && known.card().observation().equals(build.observation())
          && !known.card().identity().equals(build.identity())) {
        throw VisorException.usage(
            "the store already holds other data as " + build.recipe().id(),
            known.folder().toString(),
            "give these files another --id, such as the next version");
      }
    }
  }

  /** The files as an extension that makes episodes. */
  private record Import(DatasetRecipe recipe, ForeignEpisodes episodes) implements Datasets {
    @Override
    public List<DatasetRecipe> recipes() {
      return List.of(recipe);
    }

    @Override
    public EpisodeGenerator open(
        DatasetId id, EnvironmentCatalogue environments, ObservationSpec observation) {
      ForeignEpisodes.Reader reader = episodes.open();
      return new EpisodeGenerator() {
        @Override
        public Episode generate(int index, RandomStreams streams) {
          return reader.read(index);
        }

        @Override
        public void close() {
          reader.close();
        }
      };
    }
  }
}
