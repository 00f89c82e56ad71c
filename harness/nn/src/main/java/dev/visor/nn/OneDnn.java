package dev.visor.nn;

import org.bytedeco.dnnl.dnnl_engine;
import org.bytedeco.dnnl.dnnl_stream;
import org.bytedeco.dnnl.global.dnnl;

/** An engine of oneDNN on this processor, with the stream in which its primitives run. */
final class OneDnn implements AutoCloseable {
  private final dnnl_engine engine;
  private final dnnl_stream stream;

  private OneDnn(dnnl_engine engine, dnnl_stream stream) {
    this.engine = engine;
    this.stream = stream;
  }

  /**
   * Opens an engine.
   *
   * @throws NativeLibraryException if the library cannot be loaded
   */
  static OneDnn open() {
    try {
      dnnl_engine engine = new dnnl_engine();
      dnnl_stream stream = new dnnl_stream();
      check(dnnl.dnnl_engine_create(engine, dnnl.dnnl_cpu, 0), "an engine");
      check(dnnl.dnnl_stream_create(stream, engine, dnnl.dnnl_stream_default_flags), "a stream");
      return new OneDnn(engine, stream);
    } catch (LinkageError e) {
      throw NativeLibraryException.oneDnn(e);
    }
  }

  /**
   * Whether oneDNN may use all instructions of a set on this processor.
   *
   * @param instructions oneDNN's number for the set, whose bits are those of the sets within it
   * @throws NativeLibraryException if the library cannot be loaded
   */
  static boolean computesWith(int instructions) {
    try {
      return (dnnl.dnnl_get_effective_cpu_isa() & instructions) == instructions;
    } catch (LinkageError e) {
      throw NativeLibraryException.oneDnn(e);
    }
  }

  dnnl_engine engine() {
    return engine;
  }

  dnnl_stream stream() {
    return stream;
  }

  /** Throws unless a call went well. */
  static void check(int status, String what) {
    if (status != dnnl.dnnl_success) {
      throw new IllegalStateException(
          "oneDNN refuses " + what + ": " + reason(status) + " (status " + status + ")");
    }
  }

  private static String reason(int status) {
    return switch (status) {
      case dnnl.dnnl_out_of_memory -> "out of memory";
      case dnnl.dnnl_invalid_arguments -> "invalid arguments";
      case dnnl.dnnl_unimplemented -> "not implemented for this processor";
      default -> "error";
    };
  }

  @Override
  public void close() {
    dnnl.dnnl_stream_destroy(stream);
    dnnl.dnnl_engine_destroy(engine);
  }
}
