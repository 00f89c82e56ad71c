package dev.visor.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The golden values come from a program of a few lines in Python, with its own SHA-256 and, for
 * Gaussians, its {@code statistics.NormalDist.inv_cdf}; of those, one differs in its last bit,
 * because C's logarithm does.
 */
class RandomStreamTest {
  private static final int DRAWS = 100_000;

  private static RandomStream golden() {
    return RandomStream.of("7", "walker-walk@1", "init");
  }

  @Test
  void longs_are_those_of_an_independent_program() {
    RandomStream stream = golden();
    assertThat(Stream.generate(stream::nextLong).limit(5))
        .containsExactly(
            0x182b2d90c4d3ec24L,
            0x69cdb17d03f4c0d2L,
            0x1270c4be3bdcd797L,
            0x1a2e675a9e0e366bL,
            0x88607981eb2d4a06L);
    assertThat(RandomStream.of().nextLong()).isEqualTo(0xd6008a0041500483L);
  }

  @Test
  void ints_are_those_of_an_independent_program() {
    RandomStream stream = golden();
    assertThat(Stream.generate(stream::nextInt).limit(5))
        .containsExactly(405482896, 1775087997, 309380286, 439248730, -2006943359);
    RandomStream again = golden();
    assertThat(Stream.generate(() -> again.nextInt(10)).limit(5)).containsExactly(0, 4, 0, 1, 5);
  }

  @Test
  void fractions_are_those_of_an_independent_program() {
    RandomStream stream = golden();
    assertThat(Stream.generate(stream::nextDouble).limit(5))
        .containsExactly(
            0x1.82b2d90c4d3e8p-4,
            0x1.a736c5f40fd30p-2,
            0x1.270c4be3bdcd0p-4,
            0x1.a2e675a9e0e30p-4,
            0x1.10c0f303d65a9p-1);
    RandomStream again = golden();
    assertThat(Stream.generate(again::nextFloat).limit(2))
        .containsExactly(0.09440881f, 0.41329485f);
  }

  @Test
  void gaussians_are_those_of_an_independent_program() {
    RandomStream stream = golden();
    assertThat(Stream.generate(stream::nextGaussian).limit(5))
        .containsExactly(
            -0x1.5067db95945dap+0,
            -0x1.c0aba5c6a2ba1p-3,
            -0x1.75f7ec505eb7ep+0,
            -0x1.44cacce472009p+0,
            0x1.50571392218e6p-4);
  }

  @Test
  void the_boundaries_of_names_matter() {
    assertThat(RandomStream.of("ab", "c").nextLong())
        .isNotEqualTo(RandomStream.of("a", "bc").nextLong());
    assertThat(RandomStream.of("a").nextLong()).isNotEqualTo(RandomStream.of("a", "").nextLong());
  }

  @Test
  void the_same_name_gives_the_same_numbers() {
    RandomStream one = golden();
    RandomStream other = golden();
    for (int i = 0; i < 100; i++) {
      assertThat(one.nextLong()).isEqualTo(other.nextLong());
    }
  }

  static Stream<ToDoubleFunction<RandomStream>> kindsOfNumber() {
    return Stream.of(
        RandomStream::nextLong,
        RandomStream::nextInt,
        stream -> stream.nextInt(3),
        stream -> stream.nextInt(-5, Integer.MAX_VALUE),
        stream -> stream.nextLong(1L << 62),
        stream -> stream.nextLong(Long.MIN_VALUE, Long.MAX_VALUE),
        RandomStream::nextDouble,
        stream -> stream.nextDouble(3),
        stream -> stream.nextDouble(2, 5),
        RandomStream::nextFloat,
        stream -> stream.nextFloat(-1, 1),
        stream -> stream.nextBoolean() ? 1 : 0,
        RandomStream::nextGaussian,
        stream -> stream.nextGaussian(1, 2),
        RandomStream::nextExponential);
  }

  @ParameterizedTest
  @MethodSource("kindsOfNumber")
  void every_number_takes_one_draw(ToDoubleFunction<RandomStream> draw) {
    RandomStream stream = golden();
    for (int i = 1; i <= 1000; i++) {
      assertThat(draw.applyAsDouble(stream)).isFinite();
      assertThat(stream.position()).isEqualTo(i);
    }
  }

  @Property(tries = 200)
  void seeking_puts_a_stream_back_where_it_was(
      @ForAll @IntRange(max = 500) int before, @ForAll @IntRange(max = 500) int after) {
    RandomStream stream = golden();
    for (int i = 0; i < before; i++) {
      stream.nextGaussian();
    }
    long position = stream.position();
    long next = stream.nextLong();
    for (int i = 0; i < after; i++) {
      stream.nextLong();
    }
    stream.seek(position);
    assertThat(stream.nextLong()).isEqualTo(next);
    RandomStream other = golden();
    other.seek(position);
    assertThat(other.nextLong()).isEqualTo(next);
  }

  @Test
  void a_negative_position_is_refused() {
    RandomStream stream = golden();
    assertThatThrownBy(() -> stream.seek(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-1");
  }

  @Property
  void a_bounded_number_is_the_draws_share_of_the_bound(
      @ForAll @IntRange(min = 1) int bound, @ForAll @LongRange(min = 0) long position) {
    RandomStream stream = golden();
    stream.seek(position);
    BigInteger draw = new BigInteger(Long.toUnsignedString(stream.nextLong()));
    stream.seek(position);
    assertThat(stream.nextInt(bound))
        .isEqualTo(draw.multiply(BigInteger.valueOf(bound)).shiftRight(64).intValueExact());
  }

  @Property
  void a_number_between_two_bounds_lies_there(
      @ForAll int one, @ForAll int other, @ForAll @LongRange(min = 0) long position) {
    RandomStream stream = golden();
    stream.seek(position);
    int low = Math.min(one, other);
    int high = Math.max(one, other);
    if (low < high) {
      assertThat(stream.nextInt(low, high)).isBetween(low, high - 1);
    } else {
      assertThatThrownBy(() -> stream.nextInt(low, high))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Property
  void a_long_between_two_bounds_is_the_draws_share_of_their_distance(
      @ForAll long one, @ForAll long other, @ForAll @LongRange(min = 0) long position) {
    RandomStream stream = golden();
    stream.seek(position);
    BigInteger draw = new BigInteger(Long.toUnsignedString(stream.nextLong()));
    stream.seek(position);
    BigInteger low = BigInteger.valueOf(Math.min(one, other));
    BigInteger high = BigInteger.valueOf(Math.max(one, other));
    if (one != other) {
      assertThat(stream.nextLong(low.longValue(), high.longValue()))
          .isEqualTo(low.add(draw.multiply(high.subtract(low)).shiftRight(64)).longValueExact());
    } else {
      assertThatThrownBy(() -> stream.nextLong(one, other))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void a_bound_that_is_not_positive_is_refused() {
    assertThatThrownBy(() -> golden().nextInt(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> golden().nextLong(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> golden().nextInt(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void bounded_numbers_are_uniform() {
    int[] counts = new int[10];
    RandomStream stream = RandomStream.of("uniform");
    for (int i = 0; i < DRAWS; i++) {
      counts[stream.nextInt(10)]++;
    }
    double expected = DRAWS / 10.0;
    double chiSquared = 0;
    for (int count : counts) {
      chiSquared += (count - expected) * (count - expected) / expected;
    }
    assertThat(chiSquared).isLessThan(27.9); // one in a thousand, with 9 degrees of freedom
  }

  @Test
  void fractions_are_uniform_and_below_one() {
    double[] values = draws(RandomStream.of("fraction"), RandomStream::nextDouble);
    Arrays.sort(values);
    double distance = 0; // Kolmogorov and Smirnov's
    for (int i = 0; i < DRAWS; i++) {
      distance = Math.max(distance, Math.abs(values[i] - (i + 0.5) / DRAWS));
    }
    assertThat(distance).isLessThan(1.95 / Math.sqrt(DRAWS)); // one in a thousand
    assertThat(values[0]).isNotNegative();
    assertThat(values[DRAWS - 1]).isLessThan(1);
  }

  @Test
  void every_bit_is_set_half_of_the_time() {
    RandomStream stream = RandomStream.of("bits");
    int[] set = new int[Long.SIZE];
    for (int i = 0; i < DRAWS; i++) {
      long draw = stream.nextLong();
      for (int bit = 0; bit < Long.SIZE; bit++) {
        set[bit] += (int) (draw >>> bit & 1);
      }
    }
    for (int count : set) {
      assertThat(count).isCloseTo(DRAWS / 2, within((int) (4.5 * Math.sqrt(DRAWS) / 2)));
    }
  }

  @Test
  void gaussians_have_the_moments_and_tails_of_a_gaussian() {
    double[] values = draws(RandomStream.of("gaussian"), RandomStream::nextGaussian);
    double[] moments = new double[5];
    int beyondTwo = 0;
    for (double value : values) {
      double power = 1;
      for (int k = 1; k <= 4; k++) {
        power *= value;
        moments[k] += power / DRAWS;
      }
      beyondTwo += Math.abs(value) > 2 ? 1 : 0;
    }
    // Four standard errors each: those of the first four moments are 1, √2, √15 and √96, by √n.
    double error = 4 / Math.sqrt(DRAWS);
    assertThat(moments[1]).isCloseTo(0, within(error));
    assertThat(moments[2]).isCloseTo(1, within(1.42 * error));
    assertThat(moments[3]).isCloseTo(0, within(3.88 * error));
    assertThat(moments[4]).isCloseTo(3, within(9.8 * error));
    assertThat(beyondTwo / (double) DRAWS).isCloseTo(0.0455, within(0.21 * error));
  }

  @Test
  void a_gaussian_of_another_mean_and_width_is_the_standard_one_moved_and_stretched() {
    assertThat(golden().nextGaussian(3, 2)).isEqualTo(3 + 2 * golden().nextGaussian());
    assertThatThrownBy(() -> golden().nextGaussian(0, -1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void exponentials_have_mean_and_deviation_one() {
    double[] values = draws(RandomStream.of("exponential"), RandomStream::nextExponential);
    double mean = Arrays.stream(values).average().orElseThrow();
    double square = Arrays.stream(values).map(value -> value * value).average().orElseThrow();
    assertThat(Arrays.stream(values)).allMatch(value -> value >= 0 && Double.isFinite(value));
    assertThat(mean).isCloseTo(1, within(4 / Math.sqrt(DRAWS)));
    assertThat(square).isCloseTo(2, within(4 * Math.sqrt(20) / Math.sqrt(DRAWS)));
  }

  @Test
  void streams_of_different_names_have_nothing_to_do_with_one_another() {
    String[][] names = {
      {"1", "task", "0", "init"}, {"1", "task", "0", "noise"}, {"1", "task", "1", "init"},
      {"2", "task", "0", "init"}, {"1", "task", "0", "inits"}, {"1", "task", "0init"},
    };
    double[][] values = new double[names.length][];
    for (int i = 0; i < names.length; i++) {
      values[i] = draws(RandomStream.of(names[i]), RandomStream::nextGaussian);
    }
    for (int i = 0; i < names.length; i++) {
      for (int j = 0; j < i; j++) {
        assertThat(correlation(values[i], values[j]))
            .as("%s and %s", String.join("/", names[i]), String.join("/", names[j]))
            .isCloseTo(0, within(4 / Math.sqrt(DRAWS)));
      }
    }
  }

  @Test
  void a_number_has_nothing_to_do_with_the_one_before_it() {
    double[] values = draws(RandomStream.of("serial"), RandomStream::nextGaussian);
    double sum = 0;
    for (int i = 1; i < DRAWS; i++) {
      sum += values[i] * values[i - 1];
    }
    assertThat(sum / DRAWS).isCloseTo(0, within(4 / Math.sqrt(DRAWS)));
  }

  private static double correlation(double[] one, double[] other) {
    double sum = 0;
    for (int i = 0; i < DRAWS; i++) {
      sum += one[i] * other[i];
    }
    return sum / DRAWS;
  }

  private static double[] draws(RandomStream stream, ToDoubleFunction<RandomStream> draw) {
    double[] values = new double[DRAWS];
    for (int i = 0; i < DRAWS; i++) {
      values[i] = draw.applyAsDouble(stream);
    }
    return values;
  }
}
