package dev.visor.core.gate;

/**
 * Why two sides cannot be compared.
 *
 * @param where the cell, or {@code all}
 * @param what differs, as the column of {@code trials.csv}
 * @param before in what the run is held against
 * @param now in the run
 */
public record Difference(String where, String what, String before, String now) {}
