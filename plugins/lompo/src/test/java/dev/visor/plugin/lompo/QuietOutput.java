package dev.visor.plugin.lompo;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Drops what is printed on standard output until it is closed: SameDiff prints a line for every
 * operation that it differentiates, and standard output belongs to the host.
 */
final class QuietOutput implements AutoCloseable {
  private final PrintStream before = System.out;

  QuietOutput() {
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    System.setOut(before);
  }
}
