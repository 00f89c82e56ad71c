/**
 * A run's evidence goes into a leaderboard's folder, if it belongs there: trials that the
 * leaderboard's own suite asks for, whole and unchanged. Who needs the manifests of either reads
 * them here. Uses {@code plan}, {@code evidence} and {@code leaderboard}.
 */
@NullMarked
package dev.visor.core.publication;

import org.jspecify.annotations.NullMarked;
