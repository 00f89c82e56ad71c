package dev.visor.api;

import java.io.IOException;
import java.io.InputStream;
import org.pf4j.ExtensionPoint;

/**
 * The extension point of an algorithm: it turns a dataset, or the steps of an environment, into a
 * policy. It offers what {@link AlgorithmDescriptor#modes()} says.
 *
 * <p>Training and evaluation run in different processes. The trainer writes its policy to a stream
 * at counted points; a process with an environment, which never saw the dataset, reads it back.
 */
public interface Algorithm extends ExtensionPoint {
  /** Name, version, paper and parameters. Cheap, and always the same. */
  AlgorithmDescriptor<?> describe();

  /**
   * Begins training on a dataset. There is no environment in this process.
   *
   * @throws UnsupportedOperationException if it does not learn {@linkplain LearningMode#OFFLINE
   *     offline}
   */
  default OfflineTrainer offline(OfflineContext context) {
    throw new UnsupportedOperationException(describe().id() + " does not learn offline");
  }

  /**
   * Begins training in an environment.
   *
   * @throws UnsupportedOperationException if it does not learn {@linkplain LearningMode#ONLINE
   *     online}
   */
  default OnlineTrainer online(OnlineContext context) {
    throw new UnsupportedOperationException(describe().id() + " does not learn online");
  }

  /**
   * Reads a policy that {@link OfflineTrainer#writePolicy} or {@link OnlineTrainer#writePolicy}
   * wrote.
   *
   * @throws IOException if the stream cannot be read or holds something else
   */
  Policy readPolicy(PolicyContext context, InputStream in) throws IOException;
}
