package dev.visor.core.dataset.exchange;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.visor.api.Episode;
import dev.visor.api.ObservationSpec;
import dev.visor.core.VisorVersion;
import dev.visor.core.dataset.DatasetCard;
import io.jhdf.HdfFile;
import io.jhdf.WritableDatasetImpl;
import io.jhdf.WritableGroupImpl;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.Group;
import io.jhdf.api.WritableGroup;
import io.jhdf.exceptions.HdfException;
import io.jhdf.storage.HdfFileChannel;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes a dataset as Minari keeps it in HDF5, without loss: {@code data/main_data.hdf5} and {@code
 * data/metadata.json}. Where there is a state observation, {@code observations} is a group of
 * {@code pixels} and {@code state}; otherwise it is the pictures themselves. Ends are bytes of 0
 * and 1.
 *
 * <p>An episode is in memory only while it is written.
 */
final class MinariExport {
  /** The version of Minari whose layout this is. */
  private static final String LAYOUT = "0.5.3";

  private MinariExport() {}

  static void write(Outgoing dataset, Path folder) throws IOException {
    Path data = Files.createDirectories(folder.resolve("data"));
    Path file = data.resolve(MinariEpisodes.FILE);
    try (WritableHdfFile hdf5 = HdfFile.write(file)) {
      for (int e = 0; e < dataset.card().episodes(); e++) {
        String name = MinariEpisodes.GROUP + e;
        hdf5.putDataset(name, new EpisodeGroup(hdf5, name, dataset, e));
      }
    } catch (HdfException e) {
      throw new IOException(e);
    }
    Files.writeString(
        data.resolve(MinariMetadata.FILE), metadata(dataset.card(), Files.size(file)));
  }

  /**
   * A group that is read from the store when it is written to the file: to the library it is a
   * dataset, the one thing that it lets others write.
   */
  private static final class EpisodeGroup extends WritableDatasetImpl {
    private final Group parent;
    private final Outgoing dataset;
    private final int index;

    EpisodeGroup(Group parent, String name, Outgoing dataset, int index) {
      super(index, name, parent);
      this.parent = parent;
      this.dataset = dataset;
      this.index = index;
    }

    @Override
    public long write(HdfFileChannel file, long position) {
      Episode episode = dataset.episode(index);
      WritableGroupImpl group = new WritableGroupImpl(parent, getName());
      group.putAttribute("id", (long) index);
      group.putAttribute("total_steps", (long) episode.length());
      fill(group, episode, dataset.card().observation());
      return group.write(file, position);
    }
  }

  private static void fill(WritableGroup group, Episode episode, ObservationSpec observation) {
    int steps = episode.length();
    boolean states = observation.proprio() > 0;
    WritableGroup holder = states ? group.putGroup(MinariEpisodes.OBSERVATIONS) : group;
    String pictures = states ? MinariEpisodes.PIXELS : MinariEpisodes.OBSERVATIONS;
    holder.putDataset(
        pictures,
        Hdf5Block.pictures(
            holder,
            pictures,
            episode.images(),
            steps + 1,
            observation.height(),
            observation.width(),
            ObservationSpec.CHANNELS));
    if (states) {
      holder.putDataset(
          MinariEpisodes.STATE,
          Hdf5Block.rows(holder, MinariEpisodes.STATE, episode.proprio(), steps + 1));
    }
    group.putDataset(
        MinariEpisodes.ACTIONS,
        Hdf5Block.rows(group, MinariEpisodes.ACTIONS, episode.actions(), steps));
    group.putDataset(
        MinariEpisodes.REWARDS, Hdf5Block.column(group, MinariEpisodes.REWARDS, episode.rewards()));
    group.putDataset(
        MinariEpisodes.TERMINATIONS,
        Hdf5Block.flags(group, MinariEpisodes.TERMINATIONS, end(steps, episode.terminated())));
    group.putDataset(
        MinariEpisodes.TRUNCATIONS,
        Hdf5Block.flags(group, MinariEpisodes.TRUNCATIONS, end(steps, episode.truncated())));
  }

  private static byte[] end(int steps, boolean set) {
    byte[] flags = new byte[steps];
    flags[steps - 1] = (byte) (set ? 1 : 0);
    return flags;
  }

  private static String metadata(DatasetCard card, long bytes) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField(
          "dataset_id",
          "%s/%s-v%d".formatted(card.id().namespace(), card.id().kind(), card.id().version()));
      json.writeNumberField(MinariMetadata.EPISODES, card.episodes());
      json.writeNumberField("total_steps", card.transitions());
      json.writeStringField(MinariMetadata.FORMAT, MinariMetadata.HDF5);
      json.writeBooleanField("jpeg_encoding", false);
      json.writeStringField("observation_space", observationSpace(card.observation()));
      json.writeStringField(
          MinariMetadata.ACTION_SPACE,
          space(out -> box(out, "float32", "-1.0", "1.0", card.actionSize())));
      json.writeStringField("algorithm_name", card.id().kind());
      json.writeStringField(
          "description",
          "%s Task %s, as Visor %s wrote it; sha256 %s."
              .formatted(card.summary(), card.task(), VisorVersion.current(), card.sha256()));
      json.writeStringField("minari_version", LAYOUT);
      json.writeNumberField("dataset_size", Math.round(bytes / 1e5) / 10.0);
      json.writeEndObject();
    }
    return text + "\n";
  }

  private interface Space {
    void write(JsonGenerator out) throws IOException;
  }

  /** Minari keeps a space as text within its metadata. */
  private static String space(Space space) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      space.write(json);
    }
    return text.toString();
  }

  private static String observationSpace(ObservationSpec observation) throws IOException {
    Space pictures =
        out ->
            box(
                out,
                "uint8",
                "0",
                "255",
                observation.height(),
                observation.width(),
                ObservationSpec.CHANNELS);
    if (observation.proprio() == 0) {
      return space(pictures);
    }
    return space(
        out -> {
          out.writeStartObject();
          out.writeStringField("type", "Dict");
          out.writeObjectFieldStart("subspaces");
          out.writeFieldName(MinariEpisodes.PIXELS);
          pictures.write(out);
          out.writeFieldName(MinariEpisodes.STATE);
          box(out, "float32", "-Infinity", "Infinity", observation.proprio());
          out.writeEndObject();
          out.writeEndObject();
        });
  }

  /** A box of equal bounds; a bound is written as it is, as JSON has no infinity and Python has. */
  private static void box(JsonGenerator out, String type, String low, String high, int... shape)
      throws IOException {
    out.writeStartObject();
    out.writeStringField("type", "Box");
    out.writeStringField("dtype", type);
    out.writeFieldName("shape");
    out.writeArray(shape, 0, shape.length);
    out.writeFieldName("low");
    bounds(out, low, shape, 0);
    out.writeFieldName("high");
    bounds(out, high, shape, 0);
    out.writeEndObject();
  }

  private static void bounds(JsonGenerator out, String bound, int[] shape, int dimension)
      throws IOException {
    if (dimension == shape.length) {
      out.writeRawValue(bound);
      return;
    }
    out.writeStartArray();
    for (int i = 0; i < shape[dimension]; i++) {
      bounds(out, bound, shape, dimension + 1);
    }
    out.writeEndArray();
  }
}
