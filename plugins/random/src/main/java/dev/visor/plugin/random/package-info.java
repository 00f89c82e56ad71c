/** The control that every algorithm has to beat: uniform random actions. Uses only the API. */
package dev.visor.plugin.random;
