package dev.visor.core.dataset;

/** A dataset that cannot be read, with what was found. */
final class DamageException extends Exception {
  private final transient Finding finding;

  DamageException(Finding finding) {
    super(finding.toString());
    this.finding = finding;
  }

  Finding finding() {
    return finding;
  }
}
