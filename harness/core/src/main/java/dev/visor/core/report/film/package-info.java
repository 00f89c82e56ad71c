/**
 * Episodes to look at: a finished trial's policy plays again, each picture is drawn as a person
 * wants to see it, and the pictures become an animated GIF. Uses {@code evidence}, {@code plan} and
 * {@code plugin}.
 */
@NullMarked
package dev.visor.core.report.film;

import org.jspecify.annotations.NullMarked;
