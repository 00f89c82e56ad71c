/**
 * The commands, and nothing else: each reads its options, calls {@code core}, and prints. Results
 * go to standard output, progress and errors to standard error. A command whose name ends in {@code
 * Command} is one file; what several of them print with is {@link dev.visor.cli.Table} and {@link
 * dev.visor.cli.Console}.
 *
 * <p>Uses the core, wired by Guice, and for {@code doctor} alone {@code dev.visor.mujoco} and ND4J.
 */
@NullMarked
package dev.visor.cli;

import org.jspecify.annotations.NullMarked;
