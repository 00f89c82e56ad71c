/**
 * Other people's datasets: read into the store, and written from it in their formats.
 *
 * <p>A format is one class that looks through files and tells what they hold, as {@link
 * dev.visor.core.dataset.exchange.ForeignEpisodes}; the store then builds from it as it builds from
 * a recipe, with the same lock, the same progress and the same end by one rename. Rows become
 * Visor's episodes here and nowhere else: T + 1 observations and T actions.
 *
 * <p>Nothing in a foreign file is believed. Lengths are checked before memory is taken for them,
 * names of what is inside are never paths, and Python objects are never read. What is wrong is told
 * with file, episode, key and remedy.
 *
 * <p>This package uses its parent, and no other of the core's packages.
 */
@NullMarked
package dev.visor.core.dataset.exchange;

import org.jspecify.annotations.NullMarked;
