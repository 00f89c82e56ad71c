package dev.visor.core.evidence;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One instance of each fingerprint, for somebody who reads many manifests: a fingerprint is most of
 * a manifest, and nearly all manifests of a run have the same. May be used by several threads.
 */
public final class Fingerprints {
  private final Map<String, Fingerprint> bySha256 = new ConcurrentHashMap<>();

  /**
   * The instance that is equal to one that was read.
   *
   * @param sha256 what the file says is its digest
   * @throws IllegalArgumentException if it is not
   */
  Fingerprint instance(Fingerprint read, String sha256) {
    Fingerprint known = bySha256.get(sha256);
    if (known != null && known.equals(read)) {
      return known;
    }
    if (!read.sha256().equals(sha256)) {
      throw new IllegalArgumentException("the fingerprint's SHA-256 is not that of its fields");
    }
    // Another thread may have come first: all of them leave with its instance.
    Fingerprint first = bySha256.putIfAbsent(sha256, read);
    return first == null ? read : first;
  }
}
