package dev.visor.core.suite;

/** Reads suites. */
public final class SuiteReader {
  static final int SCHEMA = 1;

  private SuiteReader() {}
}
