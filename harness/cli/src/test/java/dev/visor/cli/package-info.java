/** Tests of the command line that need no plugin; those that do are in the distribution. */
package dev.visor.cli;
