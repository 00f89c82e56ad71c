package dev.visor.core.dataset;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Element types by NumPy's names for them: those that a dataset's arrays have, and those that only
 * arrays of other people's files have.
 */
public enum NpyType {
  UINT8("|u1", Byte.BYTES),
  /** One byte, 0 or 1. */
  BOOL("|b1", Byte.BYTES),
  FLOAT32("<f4", Float.BYTES),
  INT64("<i8", Long.BYTES),
  INT32("<i4", Integer.BYTES),
  FLOAT64("<f8", Double.BYTES);

  private final String descriptor;
  private final int bytes;

  NpyType(String descriptor, int bytes) {
    this.descriptor = descriptor;
    this.bytes = bytes;
  }

  /** As it stands in a header: byte order, kind and bytes. */
  public String descriptor() {
    return descriptor;
  }

  /** Bytes of one element. */
  public int bytes() {
    return bytes;
  }

  static Optional<NpyType> of(String descriptor) {
    return Arrays.stream(values()).filter(type -> type.descriptor.equals(descriptor)).findFirst();
  }

  /** All descriptors, for a message. */
  static String known() {
    return Arrays.stream(values()).map(NpyType::descriptor).collect(Collectors.joining(", "));
  }
}
