package dev.visor.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Training that can be interrupted: restored from a checkpoint it ends with the same bytes as if it
 * had never stopped. The positions of the random streams are kept by the host, not here.
 */
public interface Checkpointable {
  /** Writes all that training needs to go on from here. */
  void save(OutputStream out) throws IOException;

  /** Takes up what {@link #save} wrote, in a trainer newly made from the same context. */
  void restore(InputStream in) throws IOException;
}
