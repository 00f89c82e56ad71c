/**
 * DreamerV2 and PlaNet, offline and online. It uses the API and the layers of {@code dev.visor.nn},
 * and nothing of the host.
 */
@NullMarked
package dev.visor.plugin.dreamer;

import org.jspecify.annotations.NullMarked;
