package dev.visor.api;

/** Takes the numbers that training reports on its way. */
@FunctionalInterface
public interface Scalars {
  /**
   * Records one value.
   *
   * @param name such as {@code model/kl} or {@code critic/loss}
   * @param update the update it belongs to; for online training the control step
   * @param value may be non-finite; it is recorded as it is
   */
  void record(String name, long update, double value);
}
