package dev.visor.plugin.lompo.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TensorsTest {
  private static Tensors example() {
    Tensors tensors = new Tensors().add("kernel", 300, 200).add("bias", 200);
    float[] kernel = tensors.get("kernel");
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] = i * 0.25f - 7;
    }
    Arrays.fill(tensors.get("bias"), Float.MIN_VALUE);
    return tensors;
  }

  private static byte[] written(Tensors tensors) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    tensors.write(new DataOutputStream(out));
    return out.toByteArray();
  }

  @Test
  void read_ofWhatWasWritten_givesNamesShapesAndEveryBit() throws IOException {
    Tensors read = Tensors.read(new DataInputStream(new ByteArrayInputStream(written(example()))));
    assertThat(read.names()).containsExactly("kernel", "bias");
    assertThat(read.shape("kernel")).containsExactly(300, 200);
    assertThat(read.get("kernel")).containsExactly(example().get("kernel"));
    assertThat(read.get("bias")).containsExactly(example().get("bias"));
  }

  @Test
  void read_ofAShortenedFile_failsInsteadOfFillingUp() throws IOException {
    byte[] bytes = written(example());
    byte[] shorter = Arrays.copyOf(bytes, bytes.length - 1);
    assertThatThrownBy(() -> Tensors.read(new DataInputStream(new ByteArrayInputStream(shorter))))
        .isInstanceOf(EOFException.class);
  }

  @Test
  void read_ofAbsurdLengths_failsBeforeReservingMemory() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    DataOutputStream data = new DataOutputStream(out);
    data.writeInt(1);
    data.writeUTF("huge");
    data.writeInt(2);
    data.writeInt(Integer.MAX_VALUE);
    data.writeInt(2);
    assertThatThrownBy(
            () -> Tensors.read(new DataInputStream(new ByteArrayInputStream(out.toByteArray()))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("huge");
  }

  @Test
  void set_fromOtherNamesOrShapes_isRefusedAndNamesThem() {
    assertThatThrownBy(() -> example().set(new Tensors().add("kernel", 300, 200)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("bias");
    assertThatThrownBy(() -> example().set(new Tensors().add("kernel", 200, 300).add("bias", 200)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("kernel");
  }

  @Test
  void approach_byAPart_goesThatPartOfTheWay() {
    Tensors from = new Tensors().add("x", 2);
    Tensors to = new Tensors().add("x", 2);
    to.get("x")[0] = 8;
    from.get("x")[1] = 4;
    from.approach(to, 0.25f);
    assertThat(from.get("x")).containsExactly(2, 3);
    assertThat(to.get("x")).containsExactly(8, 0);
  }

  @Test
  void copy_andOnly_differInWhetherContentIsShared() {
    Tensors tensors = example();
    Tensors copy = tensors.copy();
    Tensors part = tensors.only(name -> name.equals("bias"));
    tensors.get("bias")[0] = 5;
    assertThat(copy.get("bias")[0]).isEqualTo(Float.MIN_VALUE);
    assertThat(part.names()).containsExactly("bias");
    assertThat(part.get("bias")[0]).isEqualTo(5);
  }

  @Test
  void add_andAddAll_ofANameThatExists_areRefused() {
    assertThatThrownBy(() -> example().add("bias", 3)).hasMessageContaining("bias");
    assertThatThrownBy(() -> example().addAll(example())).hasMessageContaining("kernel");
    assertThatThrownBy(() -> example().get("Bias")).hasMessageContaining("no array named Bias");
  }
}
