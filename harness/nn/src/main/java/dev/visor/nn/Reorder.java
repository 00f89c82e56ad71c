package dev.visor.nn;

import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.global.dnnl;

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
      Place source,
      dnnl_memory_desc_t to,
      Place target,
      boolean add) {
    return of(workspace, from, source, to, target, add ? Attributes.adding() : new Attributes());
  }

  /**
   * Makes the copy.
   *
   * @param given what else it does; closed here
   */
  static Primitive of(
      Workspace workspace,
      dnnl_memory_desc_t from,
      Place source,
      dnnl_memory_desc_t to,
      Place target,
      Attributes given) {
    OneDnn oneDnn = workspace.oneDnn();
    dnnl_primitive_desc description = new dnnl_primitive_desc();
    try (Attributes attributes = given) {
      OneDnn.check(
          dnnl.dnnl_reorder_primitive_desc_create(
              description, from, oneDnn.engine(), to, oneDnn.engine(), attributes.value()),
          "a new arrangement");
    }
    return Primitive.of(
        workspace,
        workspace.own(new Primitive.Plan(oneDnn, description, "a new arrangement")),
        new Primitive.Argument(dnnl.DNNL_ARG_FROM, from, source),
        new Primitive.Argument(dnnl.DNNL_ARG_TO, to, target));
  }
}
