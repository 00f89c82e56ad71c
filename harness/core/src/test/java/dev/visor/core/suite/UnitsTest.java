package dev.visor.core.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitsTest {
  @ParameterizedTest
  @CsvSource({"2h,7200", "30m,1800", "45s,45", "1h30m,5400", "1d,86400", "1d1s,86401", "90m,5400"})
  void duration_is_read_in_its_units(String text, long seconds) {
    assertThat(Units.duration(text)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2", "h", "0s", "2H", "30m1h", "1.5h", "-1h", "2h ", "99999999999s"})
  void duration_of_another_form_is_refused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Units.duration(text));
  }

  @Property
  void duration_is_written_as_it_is_read(
      @ForAll @LongRange(min = 1, max = 10_000_000) long seconds) {
    Duration duration = Duration.ofSeconds(seconds);

    assertThat(Units.duration(Units.duration(duration))).isEqualTo(duration);
  }

  @ParameterizedTest
  @CsvSource({"500,500", "20k,20000", "10M,10000000", "1.5k,1500", "1e3,1000", "2.5E+2,250"})
  void count_is_read_in_its_units(String text, long value) {
    assertThat(Units.count(text)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "k", "20K", "1.5", "1e-3", "1_000", "0x10", "-5", "1e99", "99999999999999M9"})
  void count_of_another_form_is_refused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Units.count(text));
  }

  @ParameterizedTest
  @CsvSource({"full,full", "500,500", "10k,10k", "10000,10k", "1000k,1M", "1M,1M", "1500,1500"})
  void dataset_size_has_one_text(String written, String text) {
    assertThat(DatasetSize.parse(written).text()).isEqualTo(text);
    assertThat(DatasetSize.parse(DatasetSize.parse(written).text()))
        .isEqualTo(DatasetSize.parse(written));
  }
}
