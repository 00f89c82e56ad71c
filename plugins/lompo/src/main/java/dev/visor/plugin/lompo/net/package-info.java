/**
 * Small neural-network parts on {@code float[]}: what the agent is trained with and what runs the
 * world model forward. Matrices are row-major; products go to OpenBLAS; everything else is plain
 * loops, so that a result depends on nothing but its inputs and the BLAS kernel. Knows nothing of
 * LOMPO.
 */
@NullMarked
package dev.visor.plugin.lompo.net;

import org.jspecify.annotations.NullMarked;
