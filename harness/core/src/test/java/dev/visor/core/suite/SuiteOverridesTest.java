package dev.visor.core.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.visor.api.Profile;
import dev.visor.core.VisorException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SuiteOverridesTest {
  private static final String SUITE =
      """
      schema: 1
      name: quick
      observation: 32px
      tasks: [point_mass-dense]
      datasets: { kinds: [expert] }
      seeds: 5
      algorithms:
        - bc
        - lompo: { penalty: none }
          as: plain
      """;

  @Test
  void value_in_the_file_is_replaced() {
    assertThat(with("seeds=3").seeds()).isEqualTo(3);
    assertThat(with("datasets.kinds=[random, expert]").kinds()).containsExactly("random", "expert");
  }

  @Test
  void value_that_the_file_leaves_out_is_added() {
    assertThat(with("protocol.eval_episodes=7").protocol().evalEpisodes()).isEqualTo(7);
  }

  @Test
  void later_ones_win() {
    assertThat(with("seeds=3", "seeds=4").seeds()).isEqualTo(4);
  }

  @Test
  void profile_has_an_option_of_its_own() {
    Suite suite = read(new SuiteOverrides(List.of(), Optional.of("smoke")));

    assertThat(suite.profile()).isEqualTo(Profile.SMOKE);
  }

  @Test
  void wrong_profile_is_told_with_the_option() {
    VisorException error = fail(new SuiteOverrides(List.of(), Optional.of("smok")));

    assertThat(error.place()).isEqualTo("--profile smok");
    assertThat(error.what()).contains("did you mean smoke?");
  }

  @Test
  void parameter_of_a_variant_is_set_by_the_name_of_its_row() {
    Suite suite = with("algorithms.plain.penalty=std", "algorithms.bc.updates=100");

    assertThat(suite.algorithms().get(0).parameters()).containsEntry("updates", "100").hasSize(1);
    assertThat(suite.algorithms().get(1).parameters()).containsEntry("penalty", "std").hasSize(1);
    assertThat(suite.algorithms()).extracting(Variant::name).containsExactly("bc", "plain");
  }

  @Test
  void star_sets_a_parameter_of_every_variant() {
    assertThat(with("algorithms.*.updates=100").algorithms())
        .allSatisfy(variant -> assertThat(variant.parameters()).containsEntry("updates", "100"));
  }

  @Test
  void set_parameter_has_the_option_for_its_place() {
    assertThat(with("algorithms.bc.updates=100").places().of("algorithms[0].updates"))
        .isEqualTo("--set algorithms.bc.updates=100");
  }

  @Test
  void unknown_variant_is_told_with_the_nearest() {
    VisorException error = fail("algorithms.plian.penalty=std");

    assertThat(error.place()).isEqualTo("--set algorithms.plian.penalty=std");
    assertThat(error.remedy()).startsWith("did you mean 'plain'?").contains("bc, plain");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "seeds",
        "=3",
        "seeds=",
        "sedes=3",
        "seeds=none",
        "seeds.x=3",
        "protocol.eval_episode=3",
        "protocol.a.b.c=3",
        "algorithms.bc=3",
        "algorithms.bc.a.b=3",
        "algorithms.bc.updates=[1]",
        "datasets.kinds=expert",
        "datasets.kinds=[expert",
        "seeds=&a 3"
      })
  void wrong_option_is_told_as_it_was_written(String set) {
    VisorException error = fail(set);

    assertThat(error.place()).isEqualTo("--set " + set);
    assertThat(error.remedy()).isNotBlank();
  }

  private static Suite with(String... set) {
    return read(new SuiteOverrides(List.of(set), Optional.empty()));
  }

  private static Suite read(SuiteOverrides overrides) {
    return SuiteReader.read(SUITE, "suite.yaml", overrides);
  }

  private static VisorException fail(String set) {
    return fail(new SuiteOverrides(List.of(set), Optional.empty()));
  }

  private static VisorException fail(SuiteOverrides overrides) {
    VisorException error = catchThrowableOfType(VisorException.class, () -> read(overrides));
    assertThat(error).as("an error for %s", overrides).isNotNull();
    return error;
  }
}
