package dev.visor.core.gate;

import java.time.LocalDate;

/**
 * A cell that may be worse for a while.
 *
 * @param cell {@code variant/task/kind/size}
 * @param reason why
 * @param expires the last day on which it counts
 * @param place where it stands in the policy
 */
public record Waiver(String cell, String reason, LocalDate expires, String place) {
  boolean expiredOn(LocalDate today) {
    return today.isAfter(expires);
  }
}
