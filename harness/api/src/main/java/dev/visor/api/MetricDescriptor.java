package dev.visor.api;

/**
 * What is known of a metric.
 *
 * @param id lower-case name, as in a suite and in {@code trials.csv}
 * @param unit such as {@code reward}, {@code points}, {@code fraction}
 * @param higherIsBetter which way is up
 * @param summary one sentence on what it measures
 */
public record MetricDescriptor(String id, String unit, boolean higherIsBetter, String summary) {}
