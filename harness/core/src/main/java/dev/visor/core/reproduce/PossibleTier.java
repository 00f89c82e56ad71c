package dev.visor.core.reproduce;

import dev.visor.core.evidence.DeterminismTier;
import dev.visor.core.evidence.Fingerprint;
import dev.visor.core.trial.CodeEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How exactly this machine, with this code, can repeat what another computed.
 *
 * <ul>
 *   <li>{@code bitwise}: everything is the same, the class of the processor, the Java, every jar.
 *   <li>{@code numeric}: processor and native libraries are the same, so that products and sums are
 *       rounded alike; Java code is another, or the Java that runs it. If that changed no result,
 *       not a bit of it differs; if it changed one, the difference shows.
 *   <li>{@code statistical}: another class of processor or other native libraries. They choose
 *       other instructions, the last digits differ, and training makes much of last digits.
 * </ul>
 *
 * @param tier the most that can be asked
 * @param reasons why it is no more, one sentence each; empty for {@code bitwise}
 */
public record PossibleTier(DeterminismTier tier, List<String> reasons) {
  private static final int NAMED = 4;

  public PossibleTier {
    reasons = List.copyOf(reasons);
  }

  /**
   * Compares two fingerprints.
   *
   * @param recorded of the evidence
   * @param here what would be recorded here and now
   * @param natives the entries of this class path that hold native libraries
   */
  static PossibleTier of(Fingerprint recorded, Fingerprint here, List<CodeEntry> natives) {
    List<String> statistical = new ArrayList<>();
    List<String> numeric = new ArrayList<>();
    if (!recorded.cpu().equals(here.cpu())) {
      statistical.add(
          "the processor is of the class " + here.cpu() + ", and was " + recorded.cpu());
    }
    List<String> changed = changed(recorded, here);
    List<String> nativeNames = natives.stream().map(CodeEntry::name).toList();
    List<String> libraries = changed.stream().filter(nativeNames::contains).toList();
    List<String> code = changed.stream().filter(name -> !nativeNames.contains(name)).toList();
    if (!libraries.isEmpty()) {
      statistical.add("native libraries are others: " + few(libraries));
    }
    if (!recorded.java().equals(here.java())) {
      numeric.add("the Java is " + here.java() + ", and was " + recorded.java());
    }
    if (!code.isEmpty()) {
      numeric.add("jars are others: " + few(code));
    }
    DeterminismTier tier =
        !statistical.isEmpty()
            ? DeterminismTier.STATISTICAL
            : numeric.isEmpty() ? DeterminismTier.BITWISE : DeterminismTier.NUMERIC;
    statistical.addAll(numeric);
    return new PossibleTier(tier, statistical);
  }

  /** The weaker of what a trial declares and what can be had here: so much may be asked. */
  DeterminismTier asked(DeterminismTier declared) {
    return declared.compareTo(tier) > 0 ? declared : tier;
  }

  /** What is used here and was another, or was not there. */
  private static List<String> changed(Fingerprint recorded, Fingerprint here) {
    return here.files().entrySet().stream()
        .filter(file -> !file.getValue().equals(recorded.files().get(file.getKey())))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static String few(List<String> names) {
    return names.size() <= NAMED
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, NAMED)) + " and " + (names.size() - NAMED) + " more";
  }
}
