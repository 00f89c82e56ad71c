package dev.visor.core.suite;

import java.time.Duration;

/**
 * How every trial of a suite is evaluated and limited. The evaluation part is a part of a trial's
 * identity; the wall limit is not, for it only kills.
 *
 * @param evalEpisodes episodes in each evaluation, from the same start states for every variant
 * @param evalPoints evaluations along the training, evenly spaced over its policy updates
 * @param checkpoint which of them a score is made of
 * @param threads processor threads of a trial
 * @param wallLimit after which a trial is killed
 */
public record Protocol(
    int evalEpisodes, int evalPoints, CheckpointRule checkpoint, int threads, Duration wallLimit) {}
