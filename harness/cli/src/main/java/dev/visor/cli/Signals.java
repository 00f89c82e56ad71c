package dev.visor.cli;

import dev.visor.core.run.Interruption;
import java.util.ArrayList;
import java.util.List;

/**
 * What signals ask of the one command that the process carries out. The end that a signal asks for
 * is held up until this is closed: until the command has not only stopped, but also said where.
 */
final class Signals implements AutoCloseable {
  private final List<Interruption> heard = new ArrayList<>();

  /** From now on a signal asks the command to stop, and no longer ends the process at once. */
  Interruption interruption() {
    Interruption interruption = Interruption.onSignals();
    heard.add(interruption);
    return interruption;
  }

  @Override
  public void close() {
    heard.forEach(Interruption::close);
  }
}
