package dev.visor.nn;

import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.dnnl_post_ops;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.Pointer;

/** Copies values into another arrangement, or another precision. */
final class Reorder {
  private Reorder() {}

  /**
   * Makes the copy.
   *
   * @param add whether the values are added to what is there
   */
  static Primitive of(
      Workspace workspace,
      dnnl_memory_desc_t from,
      Pointer source,
      dnnl_memory_desc_t to,
      Pointer target,
      boolean add) {
    OneDnn oneDnn = workspace.oneDnn();
    dnnl_primitive_attr attributes = new dnnl_primitive_attr();
    OneDnn.check(dnnl.dnnl_primitive_attr_create(attributes), "attributes");
    if (add) {
      dnnl_post_ops after = new dnnl_post_ops();
      OneDnn.check(dnnl.dnnl_post_ops_create(after), "a sum");
      OneDnn.check(dnnl.dnnl_post_ops_append_sum(after, 1), "a sum");
      OneDnn.check(dnnl.dnnl_primitive_attr_set_post_ops(attributes, after), "a sum");
      dnnl.dnnl_post_ops_destroy(after);
    }
    dnnl_primitive_desc description = new dnnl_primitive_desc();
    OneDnn.check(
        dnnl.dnnl_reorder_primitive_desc_create(
            description, from, oneDnn.engine(), to, oneDnn.engine(), attributes),
        "a new arrangement");
    dnnl.dnnl_primitive_attr_destroy(attributes);
    return Primitive.of(
        workspace,
        workspace.own(new Primitive.Plan(oneDnn, description, "a new arrangement")),
        new Primitive.Argument(dnnl.DNNL_ARG_FROM, from, source),
        new Primitive.Argument(dnnl.DNNL_ARG_TO, to, target));
  }
}
