package dev.visor.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpyFileTest {
  @TempDir Path folder;

  private NpyHeader header(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      return NpyHeader.read(channel);
    }
  }

  @Test
  void arrays_of_each_type_have_their_header_and_values() throws IOException {
    Path file = folder.resolve("x.npy");

    NpyFile.write(file, new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
    assertThat(header(file).type()).isEqualTo(NpyType.FLOAT32);
    assertThat(header(file).shape()).containsExactly(2L, 3L);
    byte[] bytes = Files.readAllBytes(file);
    assertThat(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getFloat(bytes.length - 4))
        .isEqualTo(6);

    NpyFile.write(file, new int[] {-7}, 1);
    assertThat(header(file).type()).isEqualTo(NpyType.INT64);
    NpyFile.write(file, new byte[] {1, 2}, 2);
    assertThat(header(file).type()).isEqualTo(NpyType.UINT8);
  }

  @Test
  void a_shape_of_another_number_of_values_is_refused() {
    assertThatThrownBy(() -> NpyFile.write(folder.resolve("x.npy"), new float[6], 2, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("6 values of the shape [2, 2]");
  }
}
