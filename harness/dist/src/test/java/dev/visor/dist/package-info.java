/** Runs the packaged Visor in processes of its own, as a user does. */
package dev.visor.dist;
