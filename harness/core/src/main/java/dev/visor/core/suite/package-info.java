/**
 * The question: which variants are compared on which data, under which protocol. A suite is read
 * strictly from YAML; every mistake is told with line, column and the nearest right name. Uses only
 * the API.
 */
@NullMarked
package dev.visor.core.suite;

import org.jspecify.annotations.NullMarked;
