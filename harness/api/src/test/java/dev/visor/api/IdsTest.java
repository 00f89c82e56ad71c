package dev.visor.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {
  @Provide
  Arbitrary<String> names() {
    Arbitrary<String> word =
        Arbitraries.strings().withCharRange('a', 'z').withCharRange('0', '9').ofMaxLength(5);
    return word.map(text -> "a" + text)
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .map(words -> String.join("-", words));
  }

  @Property
  void a_task_id_reads_back_from_its_text(
      @ForAll("names") String name, @ForAll @IntRange(min = 1, max = 999_999) int version) {
    TaskId id = new TaskId(name, version);
    assertThat(TaskId.parse(id.toString())).isEqualTo(id);
  }

  @Property
  void a_dataset_id_reads_back_from_its_text(
      @ForAll("names") String namespace,
      @ForAll("names") String kind,
      @ForAll @IntRange(min = 1, max = 999_999) int version) {
    DatasetId id = new DatasetId(namespace, kind, version);
    assertThat(DatasetId.parse(id.toString())).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "walker-walk",
        "walker-walk@",
        "walker-walk@0",
        "walker-walk@01",
        "walker-walk@-1",
        "walker-walk@1.0",
        "Walker-walk@1",
        "walker walk@1",
        "walker-@1",
        "-walker@1",
        "walker--walk@1",
        "1walker@1",
        "../walker@1",
        "walker/walk@1",
        "walker-walk@1000000",
        "walker-walk@1\n"
      })
  void a_text_that_is_no_task_id_is_refused_and_quoted(String text) {
    assertThatThrownBy(() -> TaskId.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(Objects.requireNonNull(text).replaceAll("@.*", "").strip());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "walker-walk@1",
        "walker-walk/expert",
        "walker-walk/expert@0",
        "/expert@1",
        "walker-walk/@1",
        "walker-walk/expert/more@1",
        "walker-walk/Expert@1",
        "../expert@1",
        "walker-walk/..@1",
        "walker-walk/expert@1/..",
        "walker-walk/expert@1 "
      })
  void a_text_that_is_no_dataset_id_is_refused(String text) {
    assertThatThrownBy(() -> DatasetId.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("as in walker-walk/expert");
  }

  @Test
  void versions_are_ordered_as_numbers() {
    assertThat(TaskId.parse("walker-walk@9")).isLessThan(TaskId.parse("walker-walk@10"));
    assertThat(TaskId.parse("walker-run@2")).isLessThan(TaskId.parse("walker-walk@1"));
    assertThat(DatasetId.parse("a/random@9")).isLessThan(DatasetId.parse("a/random@10"));
    assertThat(DatasetId.parse("a/random@2")).isLessThan(DatasetId.parse("b/expert@1"));
    assertThat(DatasetId.parse("a/expert@2")).isLessThan(DatasetId.parse("a/random@1"));
  }

  @Test
  void a_version_below_one_is_refused() {
    assertThatThrownBy(() -> new TaskId("walker-walk", 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new DatasetId("walker-walk", "expert", 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
