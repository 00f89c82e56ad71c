/**
 * Plugins: jars found at start-up by PF4J, their extensions wired by Guice and held in one
 * immutable registry.
 *
 * <p>{@link dev.visor.core.plugin.PluginHost} reads jars, {@link
 * dev.visor.core.plugin.PluginRegistry} answers what they bring, {@link
 * dev.visor.core.plugin.AlgorithmParameters} turns an algorithm's record of parameters into text
 * and back. Nothing else in the core knows PF4J or Guice. Uses only the API.
 *
 * <p>A plugin runs with the rights of whoever starts Visor: there is no sandbox. What protects the
 * host is only against mistakes: a jar that cannot work is refused with the reason, and an
 * extension that throws breaks its plugin and nothing else.
 */
@NullMarked
package dev.visor.core.plugin;

import org.jspecify.annotations.NullMarked;
