package dev.visor.core.trial;

import java.nio.file.Path;

/**
 * One entry of a class path, by its content.
 *
 * @param name the jar's file name, or the end of a class folder's path
 * @param path where a process can load it from for as long as it runs
 * @param sha256 of the jar, in hexadecimal; of all files with their names for a folder
 * @param natives whether shared libraries travel in it
 * @param physics whether it holds the physics engine's classes
 */
public record CodeEntry(String name, Path path, String sha256, boolean natives, boolean physics) {}
