package dev.visor.nn;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.dnnl.const_dnnl_op_desc_t;
import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.dnnl_primitive;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * A computation of oneDNN with the memory that it works on, made once and run often. Running it
 * allocates nothing.
 */
final class Primitive implements AutoCloseable {
  private final OneDnn oneDnn;
  private final dnnl_primitive primitive;
  private final Map<Integer, dnnl_memory> memories = new LinkedHashMap<>();
  private final dnnl_exec_arg_t arguments;
  private final String what;
  private boolean open = true;

  /** How an operation is to be carried out on this processor. */
  record Plan(OneDnn oneDnn, dnnl_primitive_desc description, String what)
      implements AutoCloseable {
    /** Plans an operation. */
    static Plan of(Workspace workspace, Pointer operation, String what) {
      return of(workspace, operation, new Attributes(), null, what);
    }

    /**
     * Plans an operation.
     *
     * @param attributes what else it does; closed here
     * @param hint the plan of the forward operation that this one goes back through
     */
    static Plan of(
        Workspace workspace,
        Pointer operation,
        Attributes attributes,
        @Nullable Plan hint,
        String what) {
      dnnl_primitive_desc description = new dnnl_primitive_desc();
      OneDnn oneDnn = workspace.oneDnn();
      try (attributes) {
        OneDnn.check(
            dnnl.dnnl_primitive_desc_create(
                description,
                new const_dnnl_op_desc_t(operation),
                attributes.value(),
                oneDnn.engine(),
                hint == null ? null : hint.description),
            what);
      }
      return workspace.own(new Plan(oneDnn, description, what));
    }

    /** The arrangement in memory that the plan wants for one of its arguments. */
    dnnl_memory_desc_t wants(int query) {
      return dnnl.dnnl_primitive_desc_query_md(description, query, 0);
    }

    @Override
    public void close() {
      dnnl.dnnl_primitive_desc_destroy(description);
    }
  }

  /** One argument: which it is, how it is arranged, and where it lies. */
  record Argument(int name, dnnl_memory_desc_t arrangement, Place place) {
    /** One that is never moved. */
    Argument(int name, dnnl_memory_desc_t arrangement, Pointer memory) {
      this(name, arrangement, Place.of(memory));
    }
  }

  private Primitive(Workspace workspace, Plan plan, Argument... needed) {
    oneDnn = plan.oneDnn();
    what = plan.what();
    Argument[] given = withScratchpad(workspace, plan, needed);
    primitive = new dnnl_primitive();
    OneDnn.check(dnnl.dnnl_primitive_create(primitive, plan.description()), what);
    arguments = new dnnl_exec_arg_t(given.length);
    for (int i = 0; i < given.length; i++) {
      dnnl_memory memory = new dnnl_memory();
      OneDnn.check(
          dnnl.dnnl_memory_create(
              memory, given[i].arrangement(), oneDnn.engine(), given[i].place().pointer()),
          what);
      given[i].place().follow(memory);
      memories.put(given[i].name(), memory);
      arguments.getPointer(i).arg(given[i].name()).memory(memory);
    }
  }

  private static Argument[] withScratchpad(Workspace workspace, Plan plan, Argument... needed) {
    dnnl_memory_desc_t arrangement = plan.wants(dnnl.dnnl_query_scratchpad_md);
    long bytes = Arrangement.bytes(arrangement);
    if (bytes == 0) {
      return needed;
    }
    Argument[] all = Arrays.copyOf(needed, needed.length + 1);
    all[needed.length] =
        new Argument(dnnl.DNNL_ARG_SCRATCHPAD, arrangement, workspace.scratchpad(bytes));
    return all;
  }

  /** Makes the computation of a plan, in the workspace that owns its memory. */
  static Primitive of(Workspace workspace, Plan plan, Argument... given) {
    return workspace.own(new Primitive(workspace, plan, given));
  }

  /**
   * Runs it to its end.
   *
   * @throws IllegalStateException if its workspace is closed: native code would not notice
   */
  void run() {
    if (!open) {
      throw new IllegalStateException("the workspace is closed");
    }
    OneDnn.check(
        dnnl.dnnl_primitive_execute(primitive, oneDnn.stream(), memories.size(), arguments), what);
  }

  @Override
  public void close() {
    open = false;
    dnnl.dnnl_primitive_destroy(primitive);
    memories.values().forEach(dnnl::dnnl_memory_destroy);
    arguments.close();
  }
}
