package dev.visor.nn;

/**
 * IEEE 754 half precision: a sign, 5 bits of exponent, 10 bits of fraction; three decimal digits in
 * two bytes. Java has it from 20 on.
 */
final class HalfPrecision {
  private static final int SIGN = 0x8000;
  private static final int INFINITE = 0x7c00;
  private static final int FRACTION_BITS = 10;

  /** Bits of a single's fraction that a half has no room for. */
  private static final int LOST_BITS = 13;

  private static final int FLOAT_BIAS = 127;
  private static final int HALF_BIAS = 15;

  private HalfPrecision() {}

  /** The nearest half; of two that are as near, the even one. */
  static short of(float value) {
    int bits = Float.floatToRawIntBits(value);
    int sign = bits >>> 16 & SIGN;
    float size = Math.abs(value);
    if (Float.isNaN(value)) {
      return (short) (sign | INFINITE | 1 << FRACTION_BITS - 1);
    }
    if (size >= 65520) {
      return (short) (sign | INFINITE);
    }
    if (size < 0x1p-14f) {
      // Below the least normal number halves are multiples of 2^-24; rint takes the even one.
      return (short) (sign | (int) Math.rint(size * 0x1p24));
    }
    int magnitude = bits & 0x7fffffff;
    int even = magnitude >>> LOST_BITS & 1;
    int rounded = magnitude + 0xfff + even;
    return (short) (sign | (rounded >>> LOST_BITS) - (FLOAT_BIAS - HALF_BIAS << FRACTION_BITS));
  }

  /** The value of a half, exactly. */
  static float toFloat(short half) {
    int exponent = half >>> FRACTION_BITS & 0x1f;
    int fraction = half & 0x3ff;
    float size;
    if (exponent == 0) {
      size = fraction * 0x1p-24f;
    } else if (exponent == 0x1f) {
      size = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
    } else {
      size =
          Float.intBitsToFloat(
              exponent + FLOAT_BIAS - HALF_BIAS << FRACTION_BITS + LOST_BITS
                  | fraction << LOST_BITS);
    }
    return (half & SIGN) == 0 ? size : -size;
  }
}
