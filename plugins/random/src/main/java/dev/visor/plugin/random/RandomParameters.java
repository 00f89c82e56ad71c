package dev.visor.plugin.random;

/** Nothing can be chosen. */
public record RandomParameters() {}
