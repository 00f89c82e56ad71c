package dev.visor.core.publication;

/**
 * What a publication did.
 *
 * @param added trials that the leaderboard had no evidence of
 * @param replaced trials whose evidence there gave way
 * @param unchanged trials of the run that the leaderboard had already
 * @param removed trials of the leaderboard that the suite no longer asks for
 * @param missing trials that the suite asks for and nobody has evidence of
 */
public record PublishedTrials(int added, int replaced, int unchanged, int removed, int missing) {}
