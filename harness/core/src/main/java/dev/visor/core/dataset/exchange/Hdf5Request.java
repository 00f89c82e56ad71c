package dev.visor.core.dataset.exchange;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What is asked of the process that reads HDF5.
 *
 * @param kind in which form the answer is wanted
 * @param file the file
 * @param array path of the array within it; empty for a list of all
 * @param row the first row
 * @param count how many rows
 */
record Hdf5Request(Kind kind, Path file, String array, long row, int count) {
  /** Forms of an answer. */
  enum Kind {
    /** The names, types and shapes of all arrays. */
    LIST,
    /** Rows of bytes, one after the other. */
    BYTES,
    /** Rows of different lengths, each with its length before it. */
    ENCODED,
    /** Rows of numbers, as floats. */
    NUMBERS
  }

  void write(DataOutputStream out) throws IOException {
    out.writeInt(kind.ordinal());
    out.writeUTF(file.toString());
    out.writeUTF(array);
    out.writeLong(row);
    out.writeInt(count);
  }

  static Hdf5Request read(DataInputStream in) throws IOException {
    return new Hdf5Request(
        Kind.values()[in.readInt()],
        Path.of(in.readUTF()),
        in.readUTF(),
        in.readLong(),
        in.readInt());
  }
}
