package dev.visor.nn;

/**
 * How a network's output x, which can be any number, gives a standard deviation σ, which has to be
 * positive. What is not a number stays so.
 */
public interface Deviation {
  /** σ. */
  float of(float x);

  /** ∂σ / ∂x. */
  float slope(float x);

  /**
   * σ = ln(1 + eˣ⁺ˢ) + least: PlaNet's and LOMPO's states with no shift and at least 0.1 (Hafner et
   * al. 2019; Rafailov et al. 2021).
   *
   * @param shift s
   * @param least what is added, so that no deviation comes near 0
   */
  record Softplus(float shift, float least) implements Deviation {
    /**
     * The form that is {@code first} + least where x is 0: Dreamer's actor with 5 and 1e-4 (Hafner
     * et al. 2020).
     */
    public static Softplus startingAt(float first, float least) {
      return new Softplus((float) StrictMath.log(StrictMath.expm1(first)), least);
    }

    @Override
    public float of(float x) {
      return Elementary.softplus(x + shift) + least;
    }

    @Override
    public float slope(float x) {
      return Elementary.sigmoid(x + shift);
    }
  }

  /**
   * σ = 2 / (1 + e⁻ˣᐟ²) + least: DreamerV2's, with 0.1 (Hafner et al. 2021).
   *
   * @param least what is added
   */
  record Sigmoid(float least) implements Deviation {
    @Override
    public float of(float x) {
      return 2 * Elementary.sigmoid(x / 2) + least;
    }

    @Override
    public float slope(float x) {
      float part = Elementary.sigmoid(x / 2);
      return part * (1 - part);
    }
  }

  /**
   * ln σ = x, but no less and no more than two bounds, where the slope is 0: soft actor-critic's,
   * with −20 and 2 (the code of Haarnoja et al. 2018).
   *
   * @param least the least ln σ
   * @param greatest the greatest ln σ
   */
  record ClampedLog(float least, float greatest) implements Deviation {
    public ClampedLog {
      requireOrder(least, greatest);
    }

    @Override
    public float of(float x) {
      return Elementary.exp(Math.min(Math.max(x, least), greatest));
    }

    @Override
    public float slope(float x) {
      return x < least || x > greatest ? 0 : of(x);
    }
  }

  /**
   * ln σ = least + ½ (greatest − least) (tanh x + 1): −5 and 2 in Yarats and Kostrikov's soft
   * actor-critic (2020), −10 and 2 in DrQ (Kostrikov et al. 2021).
   *
   * @param least the lower end of ln σ
   * @param greatest the upper end of ln σ
   */
  record SquashedLog(float least, float greatest) implements Deviation {
    public SquashedLog {
      requireOrder(least, greatest);
    }

    @Override
    public float of(float x) {
      return Elementary.exp(least + half() * (Elementary.tanh(x) + 1));
    }

    @Override
    public float slope(float x) {
      float t = Elementary.tanh(x);
      return half() * (1 - t * t) * of(x);
    }

    private float half() {
      return (greatest - least) / 2;
    }
  }

  private static void requireOrder(float least, float greatest) {
    if (!(least < greatest)) {
      throw new IllegalArgumentException(
          "logarithms of deviations from %s to %s".formatted(least, greatest));
    }
  }
}
