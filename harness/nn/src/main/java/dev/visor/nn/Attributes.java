package dev.visor.nn;

import org.bytedeco.dnnl.dnnl_post_ops;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.bytedeco.dnnl.global.dnnl;

/**
 * What a primitive of oneDNN does beside its operation. All work in memory that the {@link
 * Workspace} gives them: oneDNN's own belongs to the thread that made a primitive, and another
 * thread that runs it would find none.
 */
final class Attributes implements AutoCloseable {
  private final dnnl_primitive_attr value = new dnnl_primitive_attr();

  /** Nothing else. */
  Attributes() {
    OneDnn.check(dnnl.dnnl_primitive_attr_create(value), "attributes");
    OneDnn.check(
        dnnl.dnnl_primitive_attr_set_scratchpad_mode(value, dnnl.dnnl_scratchpad_mode_user),
        "attributes");
  }

  /** An activation of what comes out. */
  static Attributes then(Activation activation) {
    Attributes attributes = new Attributes();
    if (activation != Activation.NONE) {
      attributes.after(
          after ->
              dnnl.dnnl_post_ops_append_eltwise(after, 1, activation.forward, activation.alpha, 0));
    }
    return attributes;
  }

  /** What comes out is multiplied, and added to what is there. */
  static Attributes addingTimes(float factor) {
    Attributes attributes = adding();
    attributes.times(factor);
    return attributes;
  }

  private void times(float factor) {
    OneDnn.check(
        dnnl.dnnl_primitive_attr_set_output_scales(value, 1, 0, new float[] {factor}), "a factor");
  }

  /** What comes out is added to what is there. */
  static Attributes adding() {
    Attributes attributes = new Attributes();
    attributes.after(after -> dnnl.dnnl_post_ops_append_sum(after, 1));
    return attributes;
  }

  private interface Step {
    int append(dnnl_post_ops after);
  }

  private void after(Step step) {
    dnnl_post_ops after = new dnnl_post_ops();
    OneDnn.check(dnnl.dnnl_post_ops_create(after), "what follows an operation");
    OneDnn.check(step.append(after), "what follows an operation");
    OneDnn.check(dnnl.dnnl_primitive_attr_set_post_ops(value, after), "what follows an operation");
    dnnl.dnnl_post_ops_destroy(after);
  }

  dnnl_primitive_attr value() {
    return value;
  }

  @Override
  public void close() {
    dnnl.dnnl_primitive_attr_destroy(value);
  }
}
