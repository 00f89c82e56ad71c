/** HTML and SVG that cannot be malformed: elements as values, and tables of them. */
@NullMarked
package dev.visor.core.report.markup;

import org.jspecify.annotations.NullMarked;
