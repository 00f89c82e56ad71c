package dev.visor.nn;

/** A native library that the layers need cannot be loaded here. */
public final class NativeLibraryException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private NativeLibraryException(String message, Throwable cause) {
    super(message, cause);
  }

  static NativeLibraryException oneDnn(LinkageError cause) {
    return new NativeLibraryException(
        "oneDNN cannot be loaded: "
            + root(cause).getMessage()
            + "; needed on the class path are org.bytedeco:dnnl and org.bytedeco:opencl with their"
            + " linux-x86_64 natives, in the versions of dev.visor:nn's pom",
        cause);
  }

  /** What lies at the bottom of it: the rest only says that a class has not been initialised. */
  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    for (Throwable next = root.getCause(); next != null; next = next.getCause()) {
      root = next;
    }
    return root;
  }
}
