/**
 * Recipes of datasets, and the scripted controllers that act in them.
 *
 * <p>A controller reads the physics state; noise makes it worse by degrees, so that a task has
 * every kind of dataset without anything having been trained. The package uses the API and the
 * version numbers of physics and pictures; environments come from the host's catalogue.
 */
@NullMarked
package dev.visor.plugin.behaviours;

import org.jspecify.annotations.NullMarked;
