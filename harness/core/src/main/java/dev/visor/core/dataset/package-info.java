/**
 * Datasets on disk: built from recipes, verified, listed, and read by trainers.
 *
 * <p>A dataset is a folder of plain NumPy arrays and a card that says what they are. It appears in
 * the store whole, by one rename, or not at all; what is in the store is never written to again. It
 * is hashed before its first use, and a changed file is told by name, episode and remedy. Arrays
 * are mapped, not read, so that a dataset may be larger than memory.
 *
 * <p>{@link dev.visor.core.dataset.DatasetStore} is the way in. This package uses {@code suite} for
 * {@link dev.visor.core.suite.DatasetSize}, and no other of the core's packages.
 */
@NullMarked
package dev.visor.core.dataset;

import org.jspecify.annotations.NullMarked;
