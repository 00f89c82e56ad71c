package dev.visor.plugin.control;

/**
 * How well a value lies within bounds: 1 inside, and outside falling from 1 towards 0 with the
 * distance to the nearer bound. Rewards are products and means of these, so that each lies in [0,
 * 1].
 *
 * <p>After {@code tolerance} of the DeepMind Control Suite (Tassa et al. 2018, section 2.1).
 *
 * @param low least value that is fully tolerated
 * @param high greatest value that is fully tolerated
 * @param margin distance at which the value has fallen to {@code valueAtMargin}; 0 means that it
 *     falls to 0 at once
 * @param sigmoid the shape of the fall
 * @param valueAtMargin in (0, 1); 0 too for the shapes that reach 0
 */
record Tolerance(double low, double high, double margin, Sigmoid sigmoid, double valueAtMargin) {
  private static final double DEFAULT_VALUE_AT_MARGIN = 0.1;

  Tolerance {
    if (!(low <= high) || !(margin >= 0)) {
      throw new IllegalArgumentException(
          "tolerance of [" + low + ", " + high + "] with margin " + margin);
    }
    if (!(valueAtMargin < 1) || (sigmoid.reachesZero ? valueAtMargin < 0 : valueAtMargin <= 0)) {
      throw new IllegalArgumentException(
          "a value at the margin of " + valueAtMargin + " for a " + sigmoid + " fall");
    }
  }

  /** Tolerates [low, high] and nothing else. */
  static Tolerance of(double low, double high) {
    return new Tolerance(low, high, 0, Sigmoid.GAUSSIAN, DEFAULT_VALUE_AT_MARGIN);
  }

  /** Tolerates 0 and nothing else. */
  static Tolerance ofZero() {
    return of(0, 0);
  }

  /** Tolerates every value from {@code low} on. */
  static Tolerance from(double low) {
    return of(low, Double.POSITIVE_INFINITY);
  }

  /** The same bounds, with a Gaussian fall to 0.1 at the margin. */
  Tolerance within(double newMargin) {
    return within(newMargin, Sigmoid.GAUSSIAN, DEFAULT_VALUE_AT_MARGIN);
  }

  /** The same bounds, with a fall of another shape. */
  Tolerance within(double newMargin, Sigmoid newSigmoid, double newValueAtMargin) {
    return new Tolerance(low, high, newMargin, newSigmoid, newValueAtMargin);
  }

  /** The tolerance of x, in [0, 1]. */
  double at(double x) {
    if (low <= x && x <= high) {
      return 1;
    }
    if (margin == 0) {
      return 0;
    }
    return sigmoid.fall((x < low ? low - x : x - high) / margin, valueAtMargin);
  }

  /** Shapes of the fall: 1 at distance 0 and {@code valueAtMargin} at distance 1. */
  enum Sigmoid {
    GAUSSIAN(false) {
      @Override
      double fall(double distance, double value) {
        double scaled = distance * Math.sqrt(-2 * StrictMath.log(value));
        return StrictMath.exp(-0.5 * scaled * scaled);
      }
    },
    HYPERBOLIC(false) {
      @Override
      double fall(double distance, double value) {
        double inverse = 1 / value;
        double scale = StrictMath.log(inverse + Math.sqrt(inverse * inverse - 1)); // acosh
        return 1 / StrictMath.cosh(distance * scale);
      }
    },
    LONG_TAIL(false) {
      @Override
      double fall(double distance, double value) {
        double scaled = distance * Math.sqrt(1 / value - 1);
        return 1 / (scaled * scaled + 1);
      }
    },
    RECIPROCAL(false) {
      @Override
      double fall(double distance, double value) {
        return 1 / (distance * (1 / value - 1) + 1);
      }
    },
    TANH_SQUARED(false) {
      @Override
      double fall(double distance, double value) {
        double root = Math.sqrt(1 - value);
        double scale = 0.5 * StrictMath.log((1 + root) / (1 - root)); // atanh
        double tanh = StrictMath.tanh(distance * scale);
        return 1 - tanh * tanh;
      }
    },
    COSINE(true) {
      @Override
      double fall(double distance, double value) {
        double angle = distance * StrictMath.acos(2 * value - 1);
        return angle < StrictMath.PI ? (1 + StrictMath.cos(angle)) / 2 : 0;
      }
    },
    LINEAR(true) {
      @Override
      double fall(double distance, double value) {
        return Math.max(0, 1 - distance * (1 - value));
      }
    },
    QUADRATIC(true) {
      @Override
      double fall(double distance, double value) {
        return Math.max(0, 1 - distance * distance * (1 - value));
      }
    };

    private final boolean reachesZero;

    Sigmoid(boolean reachesZero) {
      this.reachesZero = reachesZero;
    }

    abstract double fall(double distance, double valueAtMargin);
  }
}
