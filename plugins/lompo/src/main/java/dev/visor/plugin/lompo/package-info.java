/** LOMPO. */
@NullMarked
package dev.visor.plugin.lompo;

import org.jspecify.annotations.NullMarked;
