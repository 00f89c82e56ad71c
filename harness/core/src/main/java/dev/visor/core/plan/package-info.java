/**
 * The grid: every trial that a suite asks for, with everything resolved that decides its result.
 * Nothing is run, built or written here. Uses {@code suite}, {@code dataset} and {@code plugin}.
 */
@NullMarked
package dev.visor.core.plan;

import org.jspecify.annotations.NullMarked;
