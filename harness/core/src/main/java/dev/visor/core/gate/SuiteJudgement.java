package dev.visor.core.gate;

/**
 * What is said of all tested cells together.
 *
 * @param worse whether they are
 * @param cells how many were tested
 * @param change the mean over cells of now less before, in the metric's unit
 * @param p one-sided
 * @param detectable the smallest drop of all of them alike that would have been found; infinite
 *     where none would have been
 */
public record SuiteJudgement(
    boolean worse, int cells, double change, double p, double detectable) {}
