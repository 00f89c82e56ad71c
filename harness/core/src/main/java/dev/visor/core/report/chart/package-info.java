/**
 * Charts as SVG that a page's style sheet colours. Coordinates are rounded, so that the same
 * numbers give the same bytes. Uses {@code markup}.
 */
@NullMarked
package dev.visor.core.report.chart;

import org.jspecify.annotations.NullMarked;
