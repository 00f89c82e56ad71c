package dev.visor.core.benchmark;

/**
 * What one side says of a step.
 *
 * @param millis how long it took
 * @param loss before the step's update; NaN where there is none
 */
record Step(double millis, double loss) {}
