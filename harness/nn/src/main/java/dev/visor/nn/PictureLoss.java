package dev.visor.nn;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.javacpp.BytePointer;

/**
 * How far drawn pictures x̂ are from unsigned bytes: −ln N(x; x̂, 1) without its constant, and its
 * gradient.
 *
 * <pre>
 * L = ½ ‖x̂ − v‖²  with v = x / 255 − ½          ∂(w L) / ∂x̂ = w (x̂ − v)
 * </pre>
 */
public final class PictureLoss {
  private final Pictures drawn;
  private final Pictures gradient;

  /** Where the gradient is put at first: rounding one picture after another would take longer. */
  private final Pictures weighed;

  private final int values;
  private final ByteBuffer bytes;
  private final Primitive subtract;
  private final float[] difference;
  private final float[] squares;

  /**
   * The loss of what a network's last layer draws.
   *
   * @param last whose output is turned into differences, and whose output's gradient is filled
   */
  public PictureLoss(TransposedConvolution last) {
    drawn = last.output();
    gradient = last.outputGradient();
    weighed = gradient.precision() == Precision.FLOAT ? gradient : drawn;
    values = drawn.values();
    Workspace workspace = drawn.workspace();
    int count = drawn.count() * values;
    BytePointer memory = workspace.bytes(count);
    bytes = memory.asByteBuffer();
    dnnl_memory_desc_t row = Arrangement.row(count);
    subtract =
        Reorder.of(
            workspace,
            Arrangement.bytes(count),
            Place.of(memory),
            row,
            drawn.memory(),
            Attributes.addingTimes(-PixelInput.SCALE));
    // As many sums side by side as there are values in a line, which is fast.
    squares = new float[values / drawn.edge()];
    difference = new float[values];
  }

  /**
   * Computes the losses of the first pictures, and the gradient of their weighted sum; that of the
   * other pictures is 0.
   *
   * @param pixels unsigned bytes, pictures × height × width × channels
   * @param first the picture of {@code pixels} that belongs to the first one drawn, likewise the
   *     first weight and loss
   * @param number of pictures
   * @param weights of the losses in the sum
   * @param losses receives each picture's
   */
  public void compute(byte[] pixels, int first, int number, float[] weights, double[] losses) {
    bytes.put(0, pixels, first * values, number * values);
    subtract.run();
    for (int i = 0; i < drawn.count(); i++) {
      if (i < number) {
        drawn.read(i * values, difference, 0, values);
        losses[first + i] = 0.5 * weigh(weights[first + i]);
      } else {
        Arrays.fill(difference, 0);
      }
      weighed.write(i * values, difference, 0, values);
    }
    if (weighed != gradient) {
      gradient.copyFrom(weighed.asFloats(), 0, drawn.count());
    }
  }

  /** Multiplies the differences by a weight; returns the sum of their squares before. */
  private double weigh(float weight) {
    Arrays.fill(squares, 0);
    for (int from = 0; from < values; from += squares.length) {
      weigh(difference, from, squares, weight);
    }
    double sum = 0;
    for (float square : squares) {
      sum += square;
    }
    return sum;
  }

  private static void weigh(float[] difference, int from, float[] squares, float weight) {
    for (int i = 0; i < squares.length; i++) {
      float d = difference[from + i] - PixelInput.SHIFT;
      squares[i] += d * d;
      difference[from + i] = d * weight;
    }
  }
}
