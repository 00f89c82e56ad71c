package dev.visor.core.dataset;

import java.io.IOException;

/** A file that is not the NumPy array it should be; the message says in what, without the path. */
public final class MalformedNpyException extends IOException {
  /**
   * @param message the rest of a sentence that begins with the file
   */
  public MalformedNpyException(String message) {
    super(message);
  }
}
