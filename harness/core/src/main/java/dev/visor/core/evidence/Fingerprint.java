package dev.visor.core.evidence;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a trial was computed with: the code, and the machine as far as it can change the last digit
 * of a result. Trials of the same identity and the same fingerprint repeat as their {@link
 * DeterminismTier} says.
 *
 * @param files SHA-256, in hexadecimal, of every jar and native library, by file name
 * @param java version and vendor of the Java virtual machine
 * @param cpu the class of the processor, by the vector instructions that it has
 * @param threads processor threads that the trial used
 */
public record Fingerprint(SortedMap<String, String> files, String java, String cpu, int threads) {
  public Fingerprint {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  /** SHA-256, in hexadecimal, of all of it. */
  public String sha256() {
    Hasher hasher = Hashing.sha256().newHasher();
    files.forEach(
        (name, sha) -> {
          add(hasher, name);
          add(hasher, sha);
        });
    add(hasher, java);
    add(hasher, cpu);
    hasher.putInt(threads);
    return hasher.hash().toString();
  }

  private static void add(Hasher hasher, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    hasher.putInt(bytes.length).putBytes(bytes);
  }
}
