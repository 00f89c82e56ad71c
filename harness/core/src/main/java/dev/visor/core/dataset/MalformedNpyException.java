package dev.visor.core.dataset;

import java.io.IOException;

/** A file that is not the NumPy array it should be; the message says in what, without the path. */
final class MalformedNpyException extends IOException {
  MalformedNpyException(String message) {
    super(message);
  }
}
