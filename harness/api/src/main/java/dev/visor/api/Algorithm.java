package dev.visor.api;

import java.io.IOException;
import java.io.InputStream;
import org.pf4j.ExtensionPoint;

/**
 * The extension point of an algorithm: it turns a dataset into a policy.
 *
 * <p>Training and evaluation run in different processes. The trainer writes its policy to a stream
 * at counted points; a process with an environment, which never saw the dataset, reads it back.
 */
public interface Algorithm extends ExtensionPoint {
  /** Name, version, paper and parameters. Cheap, and always the same. */
  AlgorithmDescriptor<?> describe();

  /** Begins training on a dataset. There is no environment in this process. */
  OfflineTrainer offline(OfflineContext context);

  /**
   * Reads a policy that {@link OfflineTrainer#writePolicy} wrote.
   *
   * @throws IOException if the stream cannot be read or holds something else
   */
  Policy readPolicy(PolicyContext context, InputStream in) throws IOException;
}
