package dev.visor.core.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.visor.core.ExitCode;
import dev.visor.core.VisorException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTableTest {
  record Row(
      String text,
      long whole,
      double number,
      OptionalDouble maybe,
      TrialStatus status,
      boolean flag) {}

  private static final CsvTable<Row> TABLE =
      CsvTable.<Row>schema(7)
          .text("text", Row::text)
          .whole("whole", Row::whole)
          .number("number", Row::number)
          .maybe("maybe", Row::maybe)
          .choice("status", Row::status)
          .flag("flag", Row::flag)
          .read(
              line ->
                  new Row(
                      line.text("text"),
                      line.whole("whole"),
                      line.number("number"),
                      line.maybe("maybe"),
                      line.choice("status", TrialStatus.class),
                      line.flag("flag")));

  private static final Row ROW = new Row("a", 1, 0.1, OptionalDouble.empty(), TrialStatus.OK, true);

  @TempDir Path folder;

  @Test
  void bytes_are_plain_and_end_in_line_feeds() {
    Row second = new Row("b,\"c\"", -2, -1e-7, OptionalDouble.of(100), TrialStatus.OOM, false);

    assertThat(TABLE.text(List.of(ROW, second)))
        .isEqualTo(
            """
            schema,text,whole,number,maybe,status,flag
            7,a,1,0.1,,ok,true
            7,"b,""c""\",-2,-1.0E-7,100.0,oom,false
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@x", "'quoted'", "'"})
  void text_that_a_spreadsheet_would_run_is_guarded(String text) {
    Row row = new Row(text, 1, 1, OptionalDouble.empty(), TrialStatus.OK, true);

    assertThat(TABLE.text(List.of(row))).contains("\n7,'" + text + ",1,");
  }

  @Test
  void negative_numbers_are_not_guarded() {
    Row row = new Row("", -1, -1, OptionalDouble.of(-1), TrialStatus.OK, true);

    assertThat(TABLE.text(List.of(row))).contains("\n7,,-1,-1.0,-1.0,ok,true\n");
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void rows_are_read_back_as_they_were(@ForAll("rows") List<Row> rows) throws IOException {
    assertThat(TABLE.read(new StringReader(TABLE.text(rows)), "rows.csv")).isEqualTo(rows);
  }

  @Provide
  Arbitrary<List<Row>> rows() {
    Arbitrary<String> texts =
        Arbitraries.oneOf(
            Arbitraries.strings().ofMaxLength(20),
            Arbitraries.of(
                "",
                " ",
                " a ",
                "\"",
                "\"\"",
                "a\"b",
                ",",
                "a,b",
                "\n",
                "\r",
                "\r\n",
                "a\r\nb",
                "\n\n",
                "=1",
                "'",
                "''=1",
                "'=1",
                "-",
                "\t",
                "\ta",
                "\r=",
                "#",
                "\\N",
                "NULL",
                "\ud83d\ude00",
                "\uFEFFx",
                "\u0000",
                "\u2028",
                "NaN",
                "é"));
    Arbitrary<Double> numbers =
        Arbitraries.oneOf(
            Arbitraries.doubles(),
            Arbitraries.of(0.0, -0.0, 1e23, 2e23, Double.MIN_VALUE, Double.MAX_VALUE, 5e-324, 0.1));
    Arbitrary<Row> row =
        Combinators.combine(
                texts.filter(StandardCharsets.UTF_8.newEncoder()::canEncode),
                Arbitraries.longs(),
                numbers,
                numbers.optional(),
                Arbitraries.of(TrialStatus.values()),
                Arbitraries.of(true, false))
            .as(
                (text, whole, number, maybe, status, flag) ->
                    new Row(
                        text,
                        whole,
                        number,
                        maybe.map(OptionalDouble::of).orElse(OptionalDouble.empty()),
                        status,
                        flag));
    return row.list().ofMaxSize(5);
  }

  @Property
  void numbers_have_the_shortest_digits_that_read_back(@ForAll double number) {
    String text = CsvText.number(number);

    assertThat(Double.parseDouble(text)).isEqualTo(number);
    // Before JDK 19, Double.toString may give a digit too many, and never one too few.
    assertThat(text.length()).isLessThanOrEqualTo(Double.toString(number).length());
  }

  @Test
  void numbers_are_written_alike_on_every_java() {
    // Double.toString gives 1.9999999999999998E23 before JDK 19.
    assertThat(CsvText.number(2e23)).isEqualTo("2.0E23");
    assertThat(CsvText.number(0.001)).isEqualTo("0.001");
    assertThat(CsvText.number(61.4)).isEqualTo("61.4");
  }

  @Test
  void number_that_is_not_finite_is_refused() {
    Row row = new Row("", 1, Double.NaN, OptionalDouble.empty(), TrialStatus.OK, true);

    assertThatIllegalArgumentException().isThrownBy(() -> TABLE.text(List.of(row)));
  }

  @Test
  void columns_are_found_by_name() throws IOException {
    Path file = folder.resolve("t.csv");
    Files.writeString(file, "flag,status,maybe,number,whole,text,schema\ntrue,ok,,0.1,1,a,7\n");

    assertThat(TABLE.read(file)).containsExactly(ROW);
  }

  @Test
  void unknown_column_is_told_with_the_nearest() {
    VisorException error = fail(text().replace("status", "statuss"));

    assertThat(error.what()).contains("no column 'statuss'; did you mean status?");
    assertThat(error.place()).endsWith("t.csv:1");
    assertThat(error.exit()).isEqualTo(ExitCode.INTEGRITY);
  }

  @Test
  void missing_and_repeated_columns_are_told() {
    assertThat(fail("schema,text\n7,a\n").what()).isEqualTo("column 'whole' is missing");
    assertThat(fail(text().replace("number", "whole")).what())
        .isEqualTo("column 'whole' is there twice");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8,a,1,0.1,,ok,true",
        "7,a,1.0,0.1,,ok,true",
        "7,a,,0.1,,ok,true",
        "7,a,1,x,,ok,true",
        "7,a,1,,,ok,true",
        "7,a,1,NaN,,ok,true",
        "7,a,1,0.1,Infinity,ok,true",
        "7,a,1,0.1,,OK,true",
        "7,a,1,0.1,,ok,yes",
        "7,a,1,0.1,,ok",
        "7,a,1,0.1,,ok,true,",
        "",
        "7,a\"b\" c,1,0.1,,ok,\"true\"x"
      })
  void wrong_line_is_told_with_its_number(String line) {
    VisorException error = fail(text() + "7,\"two\nlines\",1,0.1,,ok,true\n" + line + "\n");

    assertThat(error.place()).endsWith("t.csv:5");
    assertThat(error.exit()).isEqualTo(ExitCode.INTEGRITY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "schema,text,whole,number,maybe,status,flag\n7,\"a"})
  void file_that_is_cut_short_is_an_error(String text) {
    assertThat(fail(text).remedy()).contains("running again");
  }

  @Test
  void file_in_another_encoding_or_missing_is_an_error() throws IOException {
    Path file = folder.resolve("latin.csv");
    Files.write(file, text().replace("7,a", "7,\u00e9").getBytes(StandardCharsets.ISO_8859_1));

    assertThat(catchThrowableOfType(VisorException.class, () -> TABLE.read(file)).what())
        .isEqualTo("the file is not in UTF-8");
    Path missing = folder.resolve("missing.csv");
    assertThat(catchThrowableOfType(VisorException.class, () -> TABLE.read(missing)).place())
        .isEqualTo(missing.toString());
  }

  private static String text() {
    return TABLE.text(List.of(ROW));
  }

  private VisorException fail(String text) {
    Path file = folder.resolve("t.csv");
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    VisorException error = catchThrowableOfType(VisorException.class, () -> TABLE.read(file));
    assertThat(error).as(text).isNotNull();
    return error;
  }
}
