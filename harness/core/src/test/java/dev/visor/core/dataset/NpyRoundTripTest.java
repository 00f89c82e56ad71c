package dev.visor.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

class NpyRoundTripTest {
  private Path folder = Path.of("");
  private int files;

  @BeforeProperty
  void makeFolder() throws IOException {
    folder = Files.createTempDirectory("npy");
  }

  @AfterProperty
  void deleteFolder() throws IOException {
    PartFolder.delete(folder);
  }

  @Property(tries = 200)
  void pictures_come_back_whatever_the_pieces(
      @ForAll @IntRange(max = 9) int rows,
      @ForAll @IntRange(min = 1, max = 5) int width,
      @ForAll @Size(150) byte[] values,
      @ForAll @IntRange(min = 1, max = 60) int pieceBytes)
      throws IOException {
    byte[] written = Arrays.copyOf(values, rows * width * 3);
    Path file = newFile();
    try (NpyWriter writer = NpyWriter.create(file, NpyType.UINT8, width, 3)) {
      writer.append(rows, written);
    }
    NpyArray array = NpyArray.map(file, pieceBytes);
    assertThat(array.header().shape()).containsExactly((long) rows, (long) width, 3L);
    for (int from = 0; from <= rows; from++) {
      for (int count = 0; count <= rows - from; count++) {
        byte[] target = new byte[written.length + 2];
        array.read(from, count, target, 1);
        byte[] expected = new byte[target.length];
        System.arraycopy(written, from * width * 3, expected, 1, count * width * 3);
        assertThat(target).isEqualTo(expected);
        assertThat(array.checksum(from, count))
            .isEqualTo(crc(written, from * width * 3, count * width * 3));
      }
    }
  }

  @Property(tries = 200)
  void floats_come_back_bit_for_bit_whatever_the_pieces(
      @ForAll @Size(max = 40) int[] bits,
      @ForAll @IntRange(min = 1, max = 40) int pieceBytes,
      @ForAll @IntRange(max = 40) int begin)
      throws IOException {
    float[] written = new float[bits.length];
    for (int i = 0; i < bits.length; i++) {
      written[i] = Float.intBitsToFloat(bits[i]);
    }
    Path file = newFile();
    try (NpyWriter writer = NpyWriter.create(file, NpyType.FLOAT32)) {
      writer.append(written.length, written);
    }
    NpyArray array = NpyArray.map(file, pieceBytes);
    int from = Math.min(begin, written.length);
    float[] target = new float[written.length - from];
    array.read(from, target.length, target, 0);
    for (int i = 0; i < target.length; i++) {
      assertThat(Float.floatToRawIntBits(target[i]))
          .isEqualTo(Float.floatToRawIntBits(written[from + i]));
    }
  }

  @Property(tries = 100)
  void whole_numbers_come_back_whatever_the_pieces(
      @ForAll @Size(max = 20) long[] values, @ForAll @IntRange(min = 1, max = 100) int pieceBytes)
      throws IOException {
    int rows = values.length / 3;
    Path file = newFile();
    try (NpyWriter writer = NpyWriter.create(file, NpyType.INT64, 3)) {
      writer.append(rows, Arrays.copyOf(values, rows * 3));
    }
    NpyArray array = NpyArray.map(file, pieceBytes);
    for (int i = 0; i < rows * 3; i++) {
      assertThat(array.number(i / 3, i % 3)).isEqualTo(values[i]);
    }
  }

  @Property(tries = 100)
  void a_resumed_file_has_the_bytes_of_one_written_at_once(
      @ForAll @Size(60) byte[] values,
      @ForAll @IntRange(max = 20) int kept,
      @ForAll @IntRange(max = 20) int lost)
      throws IOException {
    Path once = newFile();
    try (NpyWriter writer = NpyWriter.create(once, NpyType.UINT8, 3)) {
      writer.append(20, values);
    }
    Path twice = newFile();
    try (NpyWriter writer = NpyWriter.create(twice, NpyType.UINT8, 3)) {
      writer.append(kept, Arrays.copyOf(values, kept * 3));
      writer.append(lost, new byte[lost * 3]);
    }
    try (NpyWriter writer = NpyWriter.resume(twice, NpyType.UINT8, kept, 3)) {
      writer.append(20 - kept, Arrays.copyOfRange(values, kept * 3, 60));
    }
    assertThat(twice).hasSameBinaryContentAs(once);
  }

  @Property(tries = 5)
  void rows_without_elements_are_counted(@ForAll @IntRange(max = 7) int rows) throws IOException {
    Path file = newFile();
    try (NpyWriter writer = NpyWriter.create(file, NpyType.FLOAT32, 0)) {
      writer.append(rows, new float[0]);
    }
    NpyArray array = NpyArray.map(file);
    assertThat(array.header().shape()).containsExactly((long) rows, 0L);
    array.read(0, rows, new float[0], 0);
    assertThat(array.checksum(0, rows)).isZero();
  }

  @Property(tries = 20)
  void a_read_beyond_the_end_is_refused(
      @ForAll @IntRange(min = -3, max = 8) int from, @ForAll @IntRange(min = 0, max = 8) int count)
      throws IOException {
    Path file = newFile();
    try (NpyWriter writer = NpyWriter.create(file, NpyType.UINT8, 2)) {
      writer.append(4, new byte[8]);
    }
    NpyArray array = NpyArray.map(file);
    if (from < 0 || from + count > 4) {
      assertThatThrownBy(() -> array.read(from, count, new byte[32], 0))
          .isInstanceOf(IndexOutOfBoundsException.class);
    } else {
      array.read(from, count, new byte[32], 0);
    }
  }

  private Path newFile() throws IOException {
    Path file = folder.resolve(files++ + ".npy");
    Files.deleteIfExists(file);
    return file;
  }

  private static long crc(byte[] values, int from, int count) {
    CRC32 crc = new CRC32();
    crc.update(values, from, count);
    return crc.getValue();
  }
}
