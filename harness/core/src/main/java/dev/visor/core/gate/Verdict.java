package dev.visor.core.gate;

import dev.visor.core.ExitCode;
import java.util.Locale;

/** What a gate says of a run. */
public enum Verdict {
  /** Every trial repeats what there was. */
  IDENTICAL(ExitCode.OK),
  /** Changed, and no worse as far as the seeds can tell. */
  PASS(ExitCode.OK),
  /** Worse, or with failed trials. */
  REGRESSION(ExitCode.REGRESSION),
  /** The seeds are too few, or scatter too much, to tell. */
  INCONCLUSIVE(ExitCode.INCONCLUSIVE),
  /** The two ask different questions. */
  NOT_COMPARABLE(ExitCode.NOT_COMPARABLE),
  /** The table has values that the manifests do not give. */
  ALTERED(ExitCode.INTEGRITY);

  private final ExitCode exit;

  Verdict(ExitCode exit) {
    this.exit = exit;
  }

  /** What the process exits with. */
  public ExitCode exit() {
    return exit;
  }

  /** As it stands in JSON. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** As it is told to people. */
  public String words() {
    return id().replace('_', ' ');
  }
}
