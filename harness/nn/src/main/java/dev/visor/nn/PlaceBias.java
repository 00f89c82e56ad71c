package dev.visor.nn;

import org.bytedeco.dnnl.dnnl_binary_desc_t;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.global.dnnl;

/**
 * A bias that all places of pictures share, one value for each channel, and an activation after it,
 * in place.
 *
 * <p>oneDNN is fast where channels come in sixteens. So as many places as that takes are seen as
 * one, and the bias is repeated for each of them.
 */
final class PlaceBias {
  /** Floats of a vector register. */
  private static final int LANES = 16;

  private final Floats bias;
  private final Floats repeated;
  private final int times;
  private final Primitive forward;
  private final Pictures errors;
  private final Floats gradient;
  private final Floats sums;
  private final int wholes;
  private final float[] sum;
  private final float[] last;
  private final float[] total;

  /**
   * @param values to which the bias is added
   * @param errors the gradient by what was there before the activation
   * @param gradient to which the one by the bias is added
   */
  PlaceBias(Pictures values, Activation activation, Floats bias, Pictures errors, Floats gradient) {
    this.errors = errors;
    this.gradient = gradient;
    this.bias = bias;
    Workspace workspace = values.workspace();
    int channels = values.channels();
    times = LANES / Math.min(LANES, Integer.lowestOneBit(channels));
    int wide = times * channels;
    // What there is beyond the last place is nobody's, and there is room for it.
    int all = (values.count() * values.values() + wide - 1) / wide;
    repeated = workspace.floats(wide);
    wholes = values.count() * values.values() / wide;
    sums = workspace.floats(wide);
    sum = new float[wide];
    last = new float[wide];
    total = new float[channels];
    dnnl_memory_desc_t places = Arrangement.channels(values.precision(), all, wide);
    dnnl_memory_desc_t row = Arrangement.channels(Precision.FLOAT, 1, wide);
    dnnl_binary_desc_t operation = new dnnl_binary_desc_t();
    OneDnn.check(
        dnnl.dnnl_binary_desc_init(operation, dnnl.dnnl_binary_add, places, row, places), "a bias");
    forward =
        Primitive.of(
            workspace,
            Primitive.Plan.of(workspace, operation, Attributes.then(activation), null, "a bias"),
            new Primitive.Argument(dnnl.DNNL_ARG_SRC_0, places, values.memory()),
            new Primitive.Argument(dnnl.DNNL_ARG_SRC_1, row, repeated.pointer()),
            new Primitive.Argument(dnnl.DNNL_ARG_DST, places, values.memory()));
  }

  /** Takes the bias as it now is. */
  void refresh() {
    repeated.fillRows(bias, times);
  }

  /** y ← f(y + b). */
  void forward() {
    forward.run();
  }

  /** Adds the sum of the errors of all places. */
  void backward() {
    Floats all = errors.asFloats();
    Product.plain(
        errors.workspace().ones(wholes), all, sums, 1, wholes, sums.count(), /* add= */ false);
    sums.read(sum);
    // Places that do not fill one of the wide ones.
    int from = wholes * sum.length;
    int rest = all.count() - from;
    all.read(from, last, 0, rest);
    gradient.read(total);
    for (int i = 0; i < sum.length; i++) {
      total[i % total.length] += sum[i] + (i < rest ? last[i] : 0);
    }
    gradient.write(total);
  }
}
