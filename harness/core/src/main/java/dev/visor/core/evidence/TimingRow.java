package dev.visor.core.evidence;

/**
 * A line of {@code timings.csv}: what one trial cost.
 *
 * @param suite name of the suite
 * @param trial id of the trial
 * @param variant row of the leaderboard
 * @param task versioned id
 * @param kind of the dataset
 * @param size of the dataset
 * @param seedIndex from 0
 * @param status how the trial ended
 * @param updates training updates that were done
 * @param timings seconds, attempts and memory
 */
public record TimingRow(
    String suite,
    String trial,
    String variant,
    String task,
    String kind,
    String size,
    int seedIndex,
    TrialStatus status,
    long updates,
    Timings timings) {}
