package dev.visor.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNameTest {
  private static final List<String> ALGORITHMS = List.of("lompo", "lmrl", "slac", "bc", "random");

  @Test
  void one_wrong_left_out_added_or_swapped_character_is_recognised() {
    assertThat(NearestName.of("lomqo", ALGORITHMS)).contains("lompo");
    assertThat(NearestName.of("lopo", ALGORITHMS)).contains("lompo");
    assertThat(NearestName.of("loompo", ALGORITHMS)).contains("lompo");
    assertThat(NearestName.of("lopmo", ALGORITHMS)).contains("lompo");
  }

  @Test
  void case_does_not_matter() {
    assertThat(NearestName.of("LOMPO", ALGORITHMS)).contains("lompo");
  }

  @Test
  void two_characters_may_differ_in_one() {
    assertThat(NearestName.of("bd", ALGORITHMS)).contains("bc");
    assertThat(NearestName.of("xy", ALGORITHMS)).isEmpty();
  }

  @Test
  void more_than_a_third_wrong_suggests_nothing() {
    assertThat(NearestName.of("dreamer", ALGORITHMS)).isEmpty();
    assertThat(NearestName.of("", ALGORITHMS)).isEmpty();
    assertThat(NearestName.of("lompo", List.of())).isEmpty();
  }

  @Test
  void of_equally_near_names_the_alphabetically_first_is_taken() {
    assertThat(NearestName.of("walker-walk@3", List.of("walker-walk@2", "walker-walk@1")))
        .contains("walker-walk@1");
  }
}
