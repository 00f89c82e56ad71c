/** Tests of the control tasks. */
@NullMarked
package dev.visor.plugin.control;

import org.jspecify.annotations.NullMarked;
