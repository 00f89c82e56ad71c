package dev.visor.core.dataset.exchange;

import dev.visor.core.dataset.MalformedNpyException;
import dev.visor.core.dataset.NpyHeader;
import dev.visor.core.dataset.NpyType;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A {@code .npz} file: a zip file of {@code .npy} arrays, as {@code numpy.savez} writes it.
 *
 * <p>An array's header is read first; what it claims is compared with the most that its compressed
 * bytes could become, and only then memory is taken. So a zip bomb costs a header, and a header
 * that lies costs nothing. Names in the zip are keys and never paths. An array that nobody asks for
 * may hold anything, Python objects too: it is not looked at.
 */
final class NpzFile implements Closeable {
  /** An episode of 1000 frames of 256 pixels has 188 MiB. */
  static final long MOST_ARRAY_BYTES = 256L << 20;

  private static final int MOST_ENTRIES = 1 << 10;
  private static final String ENDING = ".npy";

  /** Deflate makes at most 1032 bytes of one. */
  private static final long MOST_INFLATION = 1032;

  private final Place place;
  private final ZipFile zip;
  private final SortedMap<String, ZipEntry> entries;

  private NpzFile(Place place, ZipFile zip, SortedMap<String, ZipEntry> entries) {
    this.place = place;
    this.zip = zip;
    this.entries = entries;
  }

  /**
   * Opens a file and lists what is in it.
   *
   * @param place the file, for messages
   * @throws dev.visor.core.VisorException if it is no such file
   */
  static NpzFile open(Place place) {
    try {
      ZipFile zip = new ZipFile(place.file().toFile(), StandardCharsets.UTF_8);
      try {
        return new NpzFile(place, zip, entries(place, zip));
      } catch (RuntimeException e) {
        zip.close();
        throw e;
      }
    } catch (IOException | IllegalArgumentException e) {
      throw place
          .fault(
              "cannot be read as a zip file: "
                  + Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName()),
              "get the file again: it may have been cut off on its way")
          .causedBy(e);
    }
  }

  private static SortedMap<String, ZipEntry> entries(Place place, ZipFile zip) {
    if (zip.size() > MOST_ENTRIES) {
      throw place.fault(
          "holds " + zip.size() + " entries; an episode has a few arrays", "leave this file out");
    }
    SortedMap<String, ZipEntry> entries = new TreeMap<>();
    for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
      ZipEntry entry = all.nextElement();
      String name = entry.getName();
      if (name.startsWith("/") || name.contains("\\") || List.of(name.split("/")).contains("..")) {
        throw place.fault(
            "holds an entry that names a path: '" + printable(name) + "'",
            "do not trust this file: no program that saves arrays writes such names");
      }
      if (name.endsWith(ENDING)
          && entries.put(name.substring(0, name.length() - ENDING.length()), entry) != null) {
        throw place.fault("holds '" + printable(name) + "' twice", "save the episode again");
      }
    }
    if (entries.isEmpty()) {
      throw place.fault("holds no arrays", "name files that numpy.savez wrote");
    }
    return entries;
  }

  private static String printable(String name) {
    String start = name.substring(0, Math.min(name.length(), 60));
    return start.replaceAll("\\p{Cntrl}", "?");
  }

  /** The names of all arrays. */
  SortedSet<String> keys() {
    return Collections.unmodifiableSortedSet(new java.util.TreeSet<>(entries.keySet()));
  }

  /**
   * Type and shape of an array.
   *
   * @throws dev.visor.core.VisorException if there is no such array or it cannot be understood
   */
  NpyHeader header(String key) {
    try (InputStream in = stream(key)) {
      return header(key, in);
    } catch (IOException e) {
      throw unreadable(key, e);
    }
  }

  /** An array of unsigned bytes. */
  byte[] bytes(String key) {
    try (InputStream in = stream(key)) {
      NpyHeader header = header(key, in);
      if (header.type() != NpyType.UINT8) {
        throw place
            .key(key)
            .fault(
                "holds " + header.type().descriptor() + " where pictures of |u1 belong",
                "save it as numpy.uint8, from 0 to 255");
      }
      return data(header, in);
    } catch (IOException e) {
      throw unreadable(key, e);
    }
  }

  /** An array of numbers of any type, as floats. */
  float[] numbers(String key) {
    try (InputStream in = stream(key)) {
      NpyHeader header = header(key, in);
      return floats(header.type(), data(header, in));
    } catch (IOException e) {
      throw unreadable(key, e);
    }
  }

  private InputStream stream(String key) throws IOException {
    ZipEntry entry = entries.get(key);
    if (entry == null) {
      throw place.fault(
          "has no array '" + key + "'; it has " + String.join(", ", entries.keySet()),
          "save the episode with that key, or choose another --format");
    }
    InputStream in = zip.getInputStream(entry);
    if (in == null) {
      throw new ZipException("no data for " + key);
    }
    return in;
  }

  private NpyHeader header(String key, InputStream in) throws IOException {
    NpyHeader header = NpyHeader.read(in);
    ZipEntry entry = entries.get(key);
    long compressed = entry == null ? 0 : entry.getCompressedSize();
    if (header.dataBytes() > MOST_ARRAY_BYTES) {
      throw new MalformedNpyException(
          "claims %,d bytes; an episode's array has at most %,d"
              .formatted(header.dataBytes(), MOST_ARRAY_BYTES));
    }
    if (header.dataBytes() > (compressed + 1) * MOST_INFLATION) {
      throw new MalformedNpyException(
          "claims %,d bytes, which %,d compressed bytes cannot become"
              .formatted(header.dataBytes(), compressed));
    }
    return header;
  }

  private static byte[] data(NpyHeader header, InputStream in) throws IOException {
    byte[] data = new byte[(int) header.dataBytes()];
    int count = in.readNBytes(data, 0, data.length);
    if (count < data.length) {
      throw new MalformedNpyException(
          "ends after " + count + " of the " + data.length + " bytes that its header asks for");
    }
    if (in.read() >= 0) {
      throw new MalformedNpyException(
          "goes on after the " + data.length + " bytes that its header asks for");
    }
    return data;
  }

  private static float[] floats(NpyType type, byte[] data) {
    ByteBuffer buffer = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
    float[] values = new float[data.length / type.bytes()];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (type) {
            case UINT8 -> Byte.toUnsignedInt(data[i]);
            case BOOL -> data[i] == 0 ? 0 : 1;
            case FLOAT32 -> buffer.getFloat();
            case FLOAT64 -> (float) buffer.getDouble();
            case INT32 -> buffer.getInt();
            case INT64 -> buffer.getLong();
          };
    }
    return values;
  }

  private RuntimeException unreadable(String key, IOException cause) {
    String what =
        cause instanceof MalformedNpyException
            ? String.valueOf(cause.getMessage())
            : cause instanceof EOFException
                ? "ends too early"
                : "cannot be read: "
                    + Objects.requireNonNullElse(
                        cause.getMessage(), cause.getClass().getSimpleName());
    return place
        .key(key)
        .fault(what, "get the file again, or save the episode again as plain arrays of numbers")
        .causedBy(cause);
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
