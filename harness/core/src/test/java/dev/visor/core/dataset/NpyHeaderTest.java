package dev.visor.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyHeaderTest {
  private static final String DICTIONARY =
      "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }";

  @TempDir Path folder;

  @Test
  void a_picture_array_begins_with_the_bytes_that_numpy_writes() {
    assertHeader(
        NpyHeader.encode(NpyType.UINT8, 1010, 64, 64, 3),
        "{'descr': '|u1', 'fortran_order': False, 'shape': (1010, 64, 64, 3), }");
  }

  @Test
  void an_array_of_one_dimension_has_pythons_comma_of_a_tuple_of_one() {
    assertHeader(
        NpyHeader.encode(NpyType.BOOL, 7),
        "{'descr': '|b1', 'fortran_order': False, 'shape': (7,), }");
  }

  @Test
  void the_longest_shape_has_room() {
    byte[] header = NpyHeader.encode(NpyType.UINT8, Long.MAX_VALUE, 512, 512, 3);
    assertThat(header).hasSize(128).endsWith((byte) '\n');
  }

  private static void assertHeader(byte[] header, String dictionary) {
    byte[] start = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0};
    String padded = dictionary + " ".repeat(117 - dictionary.length()) + "\n";
    assertThat(header).startsWith(start).hasSize(128);
    assertThat(new String(header, 10, 118, StandardCharsets.US_ASCII)).isEqualTo(padded);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void all_versions_of_the_format_are_read(int version) throws IOException {
    NpyHeader header = read(file(version, DICTIONARY + "\n", 24));
    assertThat(header.type()).isEqualTo(NpyType.FLOAT32);
    assertThat(header.shape()).isEqualTo(List.of(2L, 3L));
    assertThat(header.rowBytes()).isEqualTo(12);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"shape\":(2,3),\"fortran_order\":False,\"descr\":\"<f4\"}",
        "  {'fortran_order' : False , 'descr' : '<f4' , 'shape' : ( 2 , 3 , ) , }  \n",
      })
  void keys_come_in_any_order_and_spacing(String dictionary) throws IOException {
    assertThat(read(file(1, dictionary, 24)).shape()).isEqualTo(List.of(2L, 3L));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '~',
      value = {
        "{'descr': '>f4', 'fortran_order': False, 'shape': (2, 3), } => type '>f4'",
        "{'descr': '|O', 'fortran_order': False, 'shape': (2, 3), } => type '|O'",
        "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (2, 3), } => structured",
        "{'descr': '<f4', 'fortran_order': True, 'shape': (2, 3), } => Fortran order",
        "{'descr': '<f4', 'fortran_order': 0, 'shape': (2, 3), } => neither True nor False",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (), } => single number",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (-2, 3), } => no whole number",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2.0, 3), } => where ')' belongs",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2 3), } => where ')' belongs",
        "{'descr': '<f4', 'fortran_order': False, 'shape': 6, } => where '(' belongs",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (9999999999999999999,), } => no whole",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (999999999999999999, 9), } => impossible",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (3, 3), } => asks for",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 3), } => asks for",
        "{'descr': '<f4', 'fortran_order': False} => without descr, fortran_order or shape",
        "{'descr': '<f4', 'descr': '<f4', 'shape': (2, 3)} => twice",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), 'more': 1} => unknown key 'more'",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3)} + 1 => goes on after the end",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3) => where '}' belongs",
        "{'descr: '<f4', 'fortran_order': False, 'shape': (2, 3)} => plain text",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3)'} => where '}' belongs",
        "__import__('os').system('true') => where '{' belongs",
        "'' => where '{' belongs",
      })
  void a_hostile_dictionary_is_refused_with_its_reason(String dictionary, String reason)
      throws IOException {
    Path file = file(1, dictionary, 24);
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(MalformedNpyException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void more_dimensions_than_numpy_has_are_refused() throws IOException {
    String shape = "(" + "1,".repeat(33) + ")";
    Path file = file(1, DICTIONARY.replace("(2, 3)", shape), 4);
    assertThatThrownBy(() -> read(file)).hasMessageContaining("more than 32 dimensions");
  }

  @Test
  void a_file_of_something_else_is_refused() throws IOException {
    Path file = Files.writeString(folder.resolve("a.npy"), "PK\3\4 this is an archive");
    assertThatThrownBy(() -> read(file)).hasMessageContaining("does not begin like a NumPy array");
  }

  @Test
  void an_unknown_version_is_refused() throws IOException {
    Path file = file(1, DICTIONARY, 24);
    byte[] bytes = Files.readAllBytes(file);
    bytes[6] = 4;
    Files.write(file, bytes);
    assertThatThrownBy(() -> read(file)).hasMessageContaining("version 4.0");
  }

  @Test
  void a_header_that_claims_four_gigabytes_is_refused_before_memory_is_taken() throws IOException {
    Path file = file(2, DICTIONARY, 24);
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(8, -1);
    Files.write(file, bytes);
    assertThatThrownBy(() -> read(file)).hasMessageContaining("4294967295 bytes");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5, 7, 9, 40})
  void a_file_that_ends_within_its_header_is_refused(int length) throws IOException {
    Path file = file(1, DICTIONARY, 24);
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), length));
    assertThatThrownBy(() -> read(file)).hasMessageContaining("ends within its header");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 23, 25})
  void a_file_with_fewer_or_more_bytes_than_promised_is_refused(int dataBytes) throws IOException {
    Path file = file(1, DICTIONARY, dataBytes);
    assertThatThrownBy(() -> read(file)).hasMessageContaining("where its header asks for");
  }

  private Path file(int version, String dictionary, int dataBytes) throws IOException {
    byte[] text = dictionary.getBytes(StandardCharsets.ISO_8859_1);
    ByteBuffer bytes =
        ByteBuffer.allocate(12 + text.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
    if (version == 1) {
      bytes.putShort((short) text.length);
    } else {
      bytes.putInt(text.length);
    }
    bytes.put(text);
    int length = bytes.position() + dataBytes;
    return Files.write(folder.resolve("a.npy"), Arrays.copyOf(bytes.array(), length));
  }

  private static NpyHeader read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      return NpyHeader.read(channel);
    }
  }
}
