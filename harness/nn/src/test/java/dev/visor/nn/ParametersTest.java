package dev.visor.nn;

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

class ParametersTest {
  private final Workspace workspace = new Workspace();

  private Parameters example() {
    Parameters parameters = layout(300, 200).allocate(workspace);
    float[] kernel = parameters.get("kernel");
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] = i * 0.25f - 7;
    }
    parameters.set("kernel", kernel);
    float[] bias = parameters.get("bias");
    Arrays.fill(bias, Float.MIN_VALUE);
    parameters.set("bias", bias);
    return parameters;
  }

  private static Layout layout(int inputs, int outputs) {
    return Layout.builder().add("kernel", inputs, outputs).add("bias", 200).build();
  }

  private byte[] written() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    example().write(new DataOutputStream(out));
    return out.toByteArray();
  }

  private static DataInputStream stream(byte[] bytes) {
    return new DataInputStream(new ByteArrayInputStream(bytes));
  }

  @Test
  void read_ofWhatWasWritten_givesEveryBit() throws IOException {
    Parameters read = layout(300, 200).allocate(workspace);
    read.read(stream(written()));
    assertThat(read.get("kernel")).containsExactly(example().get("kernel"));
    assertThat(read.get("bias")).containsExactly(example().get("bias"));
    assertThat(Layout.read(stream(written())).names()).containsExactly("kernel", "bias");
    assertThat(Layout.read(stream(written())).shape("kernel")).containsExactly(300, 200);
  }

  @Test
  void read_ofAShortenedFile_failsInsteadOfFillingUp() throws IOException {
    byte[] bytes = written();
    Parameters read = layout(300, 200).allocate(workspace);
    assertThatThrownBy(() -> read.read(stream(Arrays.copyOf(bytes, bytes.length - 1))))
        .isInstanceOf(EOFException.class);
  }

  @Test
  void read_ofOtherArrays_isRefusedAndNamesThem() throws IOException {
    byte[] bytes = written();
    Parameters turned = layout(200, 300).allocate(workspace);
    assertThatThrownBy(() -> turned.read(stream(bytes)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("kernel has the lengths [300, 200] where [200, 300] are needed");
  }

  @Test
  void layout_withAbsurdLengths_isRefused() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    DataOutputStream data = new DataOutputStream(out);
    data.writeInt(1);
    data.writeUTF("huge");
    data.writeInt(2);
    data.writeInt(Integer.MAX_VALUE);
    data.writeInt(2);
    assertThatThrownBy(() -> Layout.read(stream(out.toByteArray())))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("huge");
  }

  @Test
  void parts_shareTheVector_andCopiesDoNot() {
    Parameters parameters = example();
    float[] copy = parameters.get("bias");
    parameters.part("bias").write(0, new float[] {5}, 0, 1);
    assertThat(parameters.get("bias")[0]).isEqualTo(5);
    assertThat(parameters.values().toArray()[300 * 200]).isEqualTo(5);
    assertThat(copy[0]).isEqualTo(Float.MIN_VALUE);
    Parameters only = parameters.only(name -> name.equals("bias"));
    assertThat(only.names()).containsExactly("bias");
    assertThat(only.get("bias")).containsExactly(parameters.get("bias"));
  }

  @Test
  void approach_byAPart_goesThatPartOfTheWay() {
    Layout layout = Layout.builder().add("x", Parameters.CHUNK + 3).build();
    Parameters from = layout.allocate(workspace);
    Parameters to = layout.allocate(workspace);
    float[] goal = new float[layout.count()];
    Arrays.fill(goal, 8);
    to.set("x", goal);
    from.approach(to, 0.25f);
    assertThat(from.get("x")).containsOnly(2);
    assertThat(to.get("x")).containsOnly(8);
  }

  @Test
  void names_thatAreTakenOrUnknown_areRefused() {
    assertThatThrownBy(() -> Layout.builder().add("x", 1).add("x", 2)).hasMessageContaining("x");
    assertThatThrownBy(() -> example().get("Bias")).hasMessageContaining("no array named Bias");
    assertThatThrownBy(() -> example().set("bias", new float[3])).hasMessageContaining("200");
    assertThatThrownBy(() -> Layout.builder().add("x", 0)).hasMessageContaining("x");
  }
}
