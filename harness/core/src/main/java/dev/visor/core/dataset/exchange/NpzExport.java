package dev.visor.core.dataset.exchange;

import dev.visor.api.Episode;
import dev.visor.core.dataset.DatasetCard;
import dev.visor.core.dataset.NpyHeader;
import dev.visor.core.dataset.NpyType;
import dev.visor.core.dataset.Sha256;
import dev.visor.core.dataset.StoredDataset;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes V-D4RL's 64px files: a {@code .npz} an episode with the keys that its converter writes,
 * {@code proprio} where there is a state observation, and {@code is_truncated} where some episode
 * ended by itself at its time limit, which the other keys could not tell.
 *
 * <p>Names are as Dreamer's tools make them, {@code <time>-<32 hexadecimal digits>-<rows>.npz},
 * with a time that only counts the episodes. The same dataset gives the same bytes.
 */
final class NpzExport {
  private static final LocalDateTime BEGIN = LocalDateTime.of(2000, 1, 1, 0, 0);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss", Locale.ROOT);
  private static final int UUID_DIGITS = 32;

  private NpzExport() {}

  static void write(Outgoing outgoing, Path folder) throws IOException {
    StoredDataset dataset = outgoing.dataset();
    DatasetCard card = dataset.card();
    boolean both =
        IntStream.range(0, card.episodes())
            .anyMatch(e -> dataset.view().terminated(e) && dataset.truncated(e));
    for (int e = 0; e < card.episodes(); e++) {
      Episode episode = outgoing.episode(e);
      String unique =
          Sha256.of((dataset.sha256() + " " + e).getBytes(StandardCharsets.US_ASCII))
              .substring(0, UUID_DIGITS);
      String name =
          String.format(
              Locale.ROOT,
              "%s-%s-%d.npz",
              TIME.format(BEGIN.plusSeconds(e)),
              unique,
              episode.length() + 1);
      try (OutputStream out = Files.newOutputStream(folder.resolve(name));
          ZipOutputStream zip = new ZipOutputStream(out)) {
        write(zip, card, episode, both);
      }
    }
  }

  private static void write(
      ZipOutputStream zip, DatasetCard card, Episode episode, boolean truncations)
      throws IOException {
    ArrivalRows rows = ArrivalRows.of(episode);
    int count = episode.length() + 1;
    int height = card.observation().height();
    int width = card.observation().width();
    put(zip, NpzEpisodes.IMAGE, NpyType.UINT8, rows.images(), count, height, width, 3);
    put(zip, NpzEpisodes.ACTION, rows.actions(), count, card.actionSize());
    put(zip, NpzEpisodes.REWARD, rows.rewards(), count);
    float[] discount = new float[count];
    for (int t = 0; t < count; t++) {
      discount[t] = episode.terminated() && t == count - 1 ? 0 : 1;
    }
    put(zip, NpzEpisodes.DISCOUNT, discount, count);
    put(zip, NpzEpisodes.FIRST, NpyType.BOOL, flag(count, 0, true), count);
    put(zip, NpzEpisodes.LAST, NpyType.BOOL, flag(count, count - 1, true), count);
    put(
        zip,
        NpzEpisodes.TERMINAL,
        NpyType.BOOL,
        flag(count, count - 1, episode.terminated()),
        count);
    if (truncations) {
      put(
          zip,
          NpzEpisodes.TRUNCATED,
          NpyType.BOOL,
          flag(count, count - 1, episode.truncated()),
          count);
    }
    if (card.observation().proprio() > 0) {
      put(zip, ProprioKeys.OWN, rows.proprio(), count, card.observation().proprio());
    }
  }

  private static byte[] flag(int count, int row, boolean set) {
    byte[] flags = new byte[count];
    flags[row] = (byte) (set ? 1 : 0);
    return flags;
  }

  private static void put(ZipOutputStream zip, String key, float[] values, int rows, int... row)
      throws IOException {
    ByteBuffer data =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    data.asFloatBuffer().put(values);
    put(zip, key, NpyType.FLOAT32, data.array(), rows, row);
  }

  private static void put(
      ZipOutputStream zip, String key, NpyType type, byte[] data, int rows, int... row)
      throws IOException {
    ZipEntry entry = new ZipEntry(key + ".npy");
    entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0)); // as numpy.savez does
    zip.putNextEntry(entry);
    zip.write(NpyHeader.encode(type, rows, row));
    zip.write(data);
    zip.closeEntry();
  }
}
