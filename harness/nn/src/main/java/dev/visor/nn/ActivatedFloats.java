package dev.visor.nn;

/** Values with an {@link Activation} that is applied to all of them in place, and its gradient. */
public final class ActivatedFloats {
  private final Floats values;
  private final Floats errors;
  private final Elementwise activation;

  /** Makes room for some values. */
  public ActivatedFloats(Workspace workspace, int count, Activation activation) {
    values = workspace.floats(count);
    errors = workspace.floats(count);
    this.activation =
        Elementwise.of(
            workspace,
            activation,
            Arrangement.row(count),
            Place.of(values.pointer()),
            Place.of(errors.pointer()));
  }

  /** The values, before {@link #forward} and after. */
  public Floats values() {
    return values;
  }

  /** The gradient by the activated values; {@link #backward} makes it the one by those before. */
  public Floats errors() {
    return errors;
  }

  /** Applies the activation to all values. */
  public void forward() {
    activation.forward();
  }

  /** Multiplies all errors by the activation's slope. */
  public void backward() {
    activation.backward();
  }
}
