package dev.visor.nn;

/**
 * The kernel of a transposed convolution of stride 2 as that of a convolution of stride 1 with four
 * times as many outputs, whose every place is a square of 2 × 2 pixels (Shi et al. 2016).
 *
 * <pre>
 * z[y, x, (p, q, o)] = y[2 y + p, 2 x + q, o]      with p, q in {0, 1}
 * </pre>
 *
 * <p>The kernel's edge is even, so that every pixel of a square sees as many places.
 */
final class SubPixelKernel {
  /** Pixels of a square. */
  static final int SQUARE = 4;

  private final int kernel;
  private final int inputs;
  private final int outputs;
  private final Floats shared;
  private final Floats sharedGradient;
  private final Floats own;
  private final Floats ownGradient;
  private final int[] places;
  private final float[] ordered;
  private final float[] plain;

  /**
   * @param shared kernel × kernel × outputs × inputs
   * @param sharedGradient to which {@link #finish} adds
   */
  SubPixelKernel(Workspace workspace, int[] shape, Floats shared, Floats sharedGradient) {
    kernel = shape[0];
    outputs = shape[2];
    inputs = shape[3];
    this.shared = shared;
    this.sharedGradient = sharedGradient;
    own = workspace.floats(shared.count());
    ownGradient = workspace.floats(shared.count());
    places = places();
    ordered = new float[places.length];
    plain = new float[places.length];
  }

  /**
   * For each weight of the convolution, which one of the transposed convolution it is: tap 2 m + p
   * reaches pixel 2 y + p from m places before y, which the convolution's tap (half − 1 − m) sees.
   */
  private int[] places() {
    int half = kernel / 2;
    int[] found = new int[half * half * inputs * SQUARE * outputs];
    int at = 0;
    for (int row = 0; row < half; row++) {
      for (int column = 0; column < half; column++) {
        for (int input = 0; input < inputs; input++) {
          for (int pixel = 0; pixel < SQUARE; pixel++) {
            int a = 2 * (half - 1 - row) + pixel / 2;
            int b = 2 * (half - 1 - column) + pixel % 2;
            for (int out = 0; out < outputs; out++) {
              found[at++] = ((a * kernel + b) * outputs + out) * inputs + input;
            }
          }
        }
      }
    }
    return found;
  }

  /** The convolution's kernel: kernel / 2 × kernel / 2 × inputs × (2 × 2 × outputs). */
  Floats own() {
    return own;
  }

  /** The gradient by {@link #own}, to which a convolution adds. */
  Floats ownGradient() {
    return ownGradient;
  }

  /** Takes the shared kernel as it now is, and sets the gradient to 0. */
  void refresh() {
    shared.read(plain);
    for (int i = 0; i < ordered.length; i++) {
      ordered[i] = plain[places[i]];
    }
    own.write(ordered);
    ownGradient.clear();
  }

  /** Adds the gradient to the shared one. */
  void finish() {
    ownGradient.read(ordered);
    sharedGradient.read(plain);
    for (int i = 0; i < ordered.length; i++) {
      plain[places[i]] += ordered[i];
    }
    sharedGradient.write(plain);
  }
}
