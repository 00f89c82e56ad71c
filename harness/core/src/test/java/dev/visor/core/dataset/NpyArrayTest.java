package dev.visor.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files with holes: they are long, and take no room on the disk. */
class NpyArrayTest {
  private static final int FRAME = 128 * 128 * 3;
  private static final long FRAMES = 5_000_000_000L / FRAME;

  @TempDir Path folder;

  @Test
  void a_file_of_five_gigabytes_is_read_at_its_end_and_across_its_pieces() throws IOException {
    Path path = folder.resolve("image.npy");
    long second = (1L << 30) / FRAME; // the first frame of the second piece
    try (FileChannel file = create(path)) {
      write(file, NpyHeader.encode(NpyType.UINT8, FRAMES, 128, 128, 3), 0);
      write(file, new byte[] {1, 2}, 128 + second * FRAME - 1);
      write(file, new byte[] {3}, 128 + FRAMES * FRAME - 1);
    }
    NpyArray array = NpyArray.map(path);
    byte[] frames = new byte[2 * FRAME];
    array.read(second - 1, 2, frames, 0);
    assertThat(frames[FRAME - 1]).isEqualTo((byte) 1);
    assertThat(frames[FRAME]).isEqualTo((byte) 2);
    array.read(FRAMES - 1, 1, frames, 0);
    assertThat(frames[FRAME - 1]).isEqualTo((byte) 3);
  }

  @Test
  void rows_beyond_two_gibibytes_are_refused() throws IOException {
    Path path = folder.resolve("image.npy");
    try (FileChannel file = create(path)) {
      write(file, NpyHeader.encode(NpyType.UINT8, 1, 1 << 30, 3), 0);
      write(file, new byte[1], 128 + (3L << 30) - 1);
    }
    assertThatThrownBy(() -> NpyArray.map(path))
        .isInstanceOf(MalformedNpyException.class)
        .hasMessageContaining("2 GiB");
  }

  private static FileChannel create(Path path) throws IOException {
    return FileChannel.open(
        path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SPARSE);
  }

  private static void write(FileChannel file, byte[] bytes, long position) throws IOException {
    file.write(ByteBuffer.wrap(bytes), position);
  }
}
