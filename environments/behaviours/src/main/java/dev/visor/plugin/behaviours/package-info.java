/**
 * Recipes of datasets, and the scripted controllers and trained actors that act in them.
 *
 * <p>A controller reads the physics state; noise makes it worse by degrees, so that a task has
 * every kind of dataset without anything having been trained. Trained actors are snapshots along
 * one training, which is what the kinds of the published data are; they lie in the resources, with
 * a list of what each earns. The package uses the API, {@code dev.visor.nn} for the actors, and the
 * version numbers of physics and pictures; environments come from the host's catalogue.
 */
@NullMarked
package dev.visor.plugin.behaviours;

import org.jspecify.annotations.NullMarked;
