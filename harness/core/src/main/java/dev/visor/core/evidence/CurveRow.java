package dev.visor.core.evidence;

/**
 * A line of {@code curves.csv}: one evaluation of one trial.
 *
 * @param suite name of the suite
 * @param trial id of the trial
 * @param variant row of the leaderboard
 * @param task versioned id
 * @param kind of the dataset
 * @param size of the dataset
 * @param seedIndex from 0
 * @param status how the trial ended: the curve of one that failed is kept as far as it went
 * @param point which evaluation, from 1
 * @param update after which training update
 * @param episodes how many there were
 * @param meanReturn over the episodes
 * @param leastReturn of the episodes
 * @param greatestReturn of the episodes
 * @param meanScore {@code meanReturn} with 0 and 100 at the task's two reference returns
 * @param meanDecisions actions in an episode
 */
public record CurveRow(
    String suite,
    String trial,
    String variant,
    String task,
    String kind,
    String size,
    int seedIndex,
    TrialStatus status,
    int point,
    long update,
    int episodes,
    double meanReturn,
    double leastReturn,
    double greatestReturn,
    double meanScore,
    double meanDecisions) {}
