/** Tests of the scripted behaviours. */
@NullMarked
package dev.visor.plugin.behaviours;

import org.jspecify.annotations.NullMarked;
