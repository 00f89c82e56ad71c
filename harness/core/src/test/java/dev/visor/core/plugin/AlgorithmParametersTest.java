package dev.visor.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.entry;

import dev.visor.api.AlgorithmDescriptor;
import dev.visor.api.Parameter;
import dev.visor.api.Profile;
import dev.visor.core.ExitCode;
import dev.visor.core.VisorException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlgorithmParametersTest {
  enum Penalty {
    NONE,
    LOG_PROB
  }

  record Settings(
      @Parameter(value = "Updates in all.", unit = "updates", source = "ours", min = 1, max = 1e6)
          int updates,
      @Parameter(value = "Step of Adam.", source = "Kingma and Ba, 2015", min = 0)
          double learningRate,
      @Parameter(value = "What uncertainty costs.", source = "the paper, section 4")
          Penalty penalty,
      @Parameter(value = "Whether to shout.", source = "ours") boolean loud,
      @Parameter(value = "Rows kept.", source = "ours") long bufferRows,
      @Parameter(value = "What to say.", source = "ours") String greeting) {
    Settings {
      if (loud && greeting.isEmpty()) {
        throw new IllegalArgumentException("nothing to shout");
      }
    }
  }

  private final AlgorithmParameters parameters =
      AlgorithmParameters.of(described(AlgorithmParametersTest::defaults));

  private static Settings defaults(Profile profile) {
    return new Settings(
        profile == Profile.PAPER ? 100_000 : 500, 3e-4, Penalty.LOG_PROB, false, 1L << 40, "");
  }

  private static <P extends Record> AlgorithmDescriptor<P> descriptor(
      Class<P> type, Function<Profile, P> defaults) {
    return new AlgorithmDescriptor<>("test", 1, "Tests.", "none", type, defaults);
  }

  private static AlgorithmDescriptor<Settings> described(Function<Profile, Settings> defaults) {
    return descriptor(Settings.class, defaults);
  }

  @Test
  void a_component_becomes_a_card_with_its_default_in_every_profile() {
    ParameterCard card = parameters.cards().get(1);

    assertThat(card.name()).isEqualTo("learning_rate");
    assertThat(card.type()).isEqualTo("double");
    assertThat(card.source()).isEqualTo("Kingma and Ba, 2015");
    assertThat(card.min()).isZero();
    assertThat(card.max()).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(parameters.cards().get(0).defaults())
        .contains(entry(Profile.SMOKE, "500"), entry(Profile.PAPER, "100000"));
    assertThat(parameters.cards().get(2).type()).isEqualTo("none|log-prob");
  }

  @Test
  void what_is_not_named_takes_the_profiles_default() {
    assertThat(parameters.complete(Profile.PAPER, Map.of("greeting", "hello")))
        .containsExactly(
            entry("buffer_rows", "1099511627776"),
            entry("greeting", "hello"),
            entry("learning_rate", "0.0003"),
            entry("loud", "false"),
            entry("penalty", "log-prob"),
            entry("updates", "100000"));
  }

  @ParameterizedTest
  @CsvSource({
    "updates, 20k, 20000",
    "updates, 1M, 1000000",
    "updates, 2.5k, 2500",
    "updates, 1e3, 1000",
    "updates, +7, 7",
    "buffer_rows, -3, -3",
    "learning_rate, 1e-3, 0.001",
    "learning_rate, 0.0010, 0.001",
    "learning_rate, 3, 3",
    "learning_rate, 1E-9, 1e-9",
    "learning_rate, -0, 0",
    "penalty, none, none",
    "penalty, log_prob, log-prob",
    "penalty, LOG_PROB, log-prob",
    "loud, false, false",
  })
  void a_value_has_one_text_however_it_is_written(String name, String written, String text) {
    assertThat(parameters.complete(Profile.QUICK, Map.of(name, written))).containsEntry(name, text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "updates       | many  | must be a whole number",
        "updates       | 1.5   | must be a whole number",
        "updates       | 1.2.3 | must be a whole number",
        "updates       | 20K   | must be a whole number",
        "updates       | 0     | must be 1 or more",
        "updates       | 2M    | must be 1000000 or less",
        "updates       | 3000M | must lie within",
        "learning_rate | NaN   | must be a number",
        "learning_rate | -0.1  | must be 0 or more",
        "learning_rate | 1e999 | too large",
        "learning_rate | 0x1p3 | must be a number",
        "penalty       | log   | must be one of none, log-prob",
        "penalty       | lgo-prob | did you mean 'log-prob'?",
        "loud          | yes   | must be true or false",
      })
  void a_value_that_cannot_be_is_a_mistake_of_usage(String name, String text, String told) {
    VisorException e = refused(Map.of(name, text));

    assertThat(e.what()).startsWith("the parameter " + name + " of test is").contains(told);
    assertThat(e.remedy()).startsWith(name + " is ");
  }

  @Test
  void an_unknown_parameter_is_told_with_the_nearest() {
    VisorException e = refused(Map.of("learningRate", "1"));

    assertThat(e.what()).isEqualTo("the algorithm test has no parameter 'learningRate'");
    assertThat(e.remedy()).startsWith("did you mean 'learning_rate'?");
  }

  @Test
  void what_the_record_itself_refuses_is_a_mistake_of_usage() {
    assertThat(refused(Map.of("loud", "true")).what()).endsWith("do not fit: nothing to shout");
  }

  @Test
  void resolved_parameters_are_read_back_as_the_record() {
    SortedMap<String, String> resolved =
        parameters.complete(Profile.SMOKE, Map.of("penalty", "none", "updates", "2k"));

    assertThat(AlgorithmParameters.toRecord(Settings.class, resolved))
        .isEqualTo(new Settings(2000, 3e-4, Penalty.NONE, false, 1L << 40, ""));
  }

  @Test
  void a_record_needs_all_its_parameters_and_no_other() {
    SortedMap<String, String> values = new TreeMap<>(parameters.complete(Profile.SMOKE, Map.of()));
    values.put("other", "1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AlgorithmParameters.toRecord(Settings.class, values))
        .withMessageEndingWith("Settings has no parameters [other]");
    values.remove("other");
    values.remove("loud");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AlgorithmParameters.toRecord(Settings.class, values))
        .withMessage("the parameter loud is missing");
  }

  record Grown(
      @Parameter(value = "Updates in all.", source = "ours") int updates,
      @Parameter(value = "What it costs.", source = "ours", before = "none") Penalty penalty) {}

  private final AlgorithmParameters grown =
      AlgorithmParameters.of(
          descriptor(
              Grown.class,
              profile -> new Grown(5, profile == Profile.PAPER ? Penalty.LOG_PROB : Penalty.NONE)));

  @Test
  void a_parameter_that_came_later_is_told_only_where_it_changes_what_is_done() {
    assertThat(grown.telling(grown.complete(Profile.QUICK, Map.of())))
        .containsOnly(entry("updates", "5"));
    assertThat(grown.telling(grown.complete(Profile.PAPER, Map.of("penalty", "none"))))
        .containsOnly(entry("updates", "5"));
    assertThat(grown.telling(grown.complete(Profile.PAPER, Map.of())))
        .containsOnly(entry("updates", "5"), entry("penalty", "log-prob"));
  }

  @Test
  void a_trial_from_before_a_parameter_has_what_was_done_then() {
    assertThat(AlgorithmParameters.toRecord(Grown.class, Map.of("updates", "5")))
        .isEqualTo(new Grown(5, Penalty.NONE));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> AlgorithmParameters.toRecord(Grown.class, Map.of("updates", "5", "pen", "none")))
        .withMessageEndingWith("Grown has no parameters [pen]");
  }

  record Undocumented(int size) {}

  record Shrunk(@Parameter(value = "A size.", source = "ours", before = "1.50") double size) {}

  record Unwritable(@Parameter(value = "Sizes.", source = "ours") Integer size) {}

  record Bounded(@Parameter(value = "A size.", source = "ours", min = 1) int size) {}

  @Test
  void a_record_that_cannot_be_told_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> AlgorithmParameters.of(descriptor(Undocumented.class, p -> new Undocumented(1))))
        .withMessageContaining("the component size of")
        .withMessageContaining("has no @Parameter");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> AlgorithmParameters.of(descriptor(Unwritable.class, p -> new Unwritable(1))))
        .withMessage(
            "the parameter size has the type Integer, and must be int, long, double, boolean,"
                + " String or an enum");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AlgorithmParameters.of(descriptor(Bounded.class, p -> new Bounded(0))))
        .withMessage("parameter size, in profile smoke, is 0, and must be 1 or more");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AlgorithmParameters.of(descriptor(Bounded.class, p -> null)))
        .withMessageContaining("no defaults for profile smoke");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AlgorithmParameters.of(descriptor(Shrunk.class, p -> new Shrunk(1))))
        .withMessage("what parameter size was before it was there, is to be written 1.5");
  }

  @Property
  void every_number_is_read_back_as_itself(@ForAll double value) {
    ParameterText texts = ParameterText.of(double.class);
    double expected = value == 0 ? 0 : value;

    assertThat(texts.read(texts.write(value))).isEqualTo(expected);
  }

  @Property
  void the_text_of_a_number_with_few_digits_has_few(
      @ForAll @IntRange(min = 1, max = 1_000_000) int thousandths) {
    assertThat(ParameterText.of(double.class).write(thousandths / 1000.0))
        .hasSizeLessThanOrEqualTo(7);
  }

  private VisorException refused(Map<String, String> named) {
    VisorException e =
        catchThrowableOfType(VisorException.class, () -> parameters.complete(Profile.SMOKE, named));
    assertThat(e).isNotNull();
    assertThat(e.exit()).isEqualTo(ExitCode.USAGE);
    return e;
  }
}
