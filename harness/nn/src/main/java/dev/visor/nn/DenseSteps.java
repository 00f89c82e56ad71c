package dev.visor.nn;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.global.dnnl;

/**
 * A {@link Dense} layer along a sequence, one time step after another. Inputs and errors of all
 * steps are kept, so that the gradient by the kernel is one large product in the end instead of
 * many small ones. The kernel is transposed once for all steps back: oneDNN takes half as long
 * again for a product of few rows with what it has to transpose itself.
 */
public final class DenseSteps {
  private final Dense layer;
  private final int rows;
  private final Floats inputs;
  private final Floats errors;
  private final List<Floats> inputsAt = new ArrayList<>();
  private final List<Floats> errorsAt = new ArrayList<>();
  private final Floats output;
  private final Floats below;
  private final Floats transposed;
  private final Primitive transpose;
  private boolean isTransposed;

  /**
   * Room for some steps.
   *
   * @param rows of one step
   */
  public DenseSteps(Workspace workspace, Dense layer, int steps, int rows) {
    this.layer = layer;
    this.rows = rows;
    inputs = workspace.floats(steps * rows * layer.inputs());
    errors = workspace.floats(steps * rows * layer.outputs());
    for (int step = 0; step < steps; step++) {
      inputsAt.add(inputs.part(step * rows * layer.inputs(), rows * layer.inputs()));
      errorsAt.add(errors.part(step * rows * layer.outputs(), rows * layer.outputs()));
    }
    output = workspace.floats(rows * layer.outputs());
    below = workspace.floats(rows * layer.inputs());
    transposed = workspace.floats(layer.kernel().count());
    transpose =
        Reorder.of(
            workspace,
            Arrangement.matrix(dnnl.dnnl_f32, layer.inputs(), layer.outputs()),
            Place.of(layer.kernel().pointer()),
            Arrangement.transposedMatrix(layer.inputs(), layer.outputs()),
            Place.of(transposed.pointer()),
            false);
  }

  /**
   * Computes the outputs of a step.
   *
   * @param x rows × inputs
   * @param y receives rows × outputs
   */
  public void forward(int step, float[] x, float[] y) {
    isTransposed = false;
    inputsAt.get(step).write(0, x, 0, rows * layer.inputs());
    layer.forward(inputsAt.get(step), output, rows);
    output.read(0, y, 0, rows * layer.outputs());
  }

  /**
   * Takes the errors of a step's outputs, and computes those of its inputs, with the parameters as
   * they were when the first step went back.
   *
   * @param error rows × outputs
   * @param target receives rows × inputs
   */
  public void backward(int step, float[] error, float[] target) {
    errorsAt.get(step).write(0, error, 0, rows * layer.outputs());
    if (!isTransposed) {
      transpose.run();
      isTransposed = true;
    }
    Product.plain(
        errorsAt.get(step), transposed, below, rows, layer.outputs(), layer.inputs(), false);
    below.read(0, target, 0, rows * layer.inputs());
  }

  /**
   * Adds to the gradient by kernel and bias, once all steps went back.
   *
   * @param gradient to which it is added
   */
  public void finish(Dense gradient) {
    layer.backward(inputs, errors, gradient, rows * inputsAt.size());
  }

  /** As {@link #finish}, for a layer that leaves its bias to another. */
  public void finishKernel(Dense gradient) {
    layer.addKernelGradient(inputs, errors, gradient, rows * inputsAt.size());
  }
}
