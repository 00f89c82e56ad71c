package dev.visor.plugin.behaviours;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The kinds of datasets that trained actors make, from worst to best. */
enum SnapshotKind {
  RANDOM("random", "Uniform actions.") {
    @Override
    List<Optional<Snapshots.Entry>> cycle(SnapshotTask task) {
      return List.of(Optional.empty());
    }
  },
  MEDIUM_REPLAY("medium-replay", "Soft actor-critic as it learned, from random up to medium.") {
    @Override
    List<Optional<Snapshots.Entry>> cycle(SnapshotTask task) {
      // A learner's memory begins with uniform actions.
      return Stream.concat(
              Stream.of(Optional.<Snapshots.Entry>empty()),
              task.replay().stream().map(Optional::of))
          .toList();
    }
  },
  MEDIUM("medium", "Soft actor-critic when it had learned half of what it learns.") {
    @Override
    List<Optional<Snapshots.Entry>> cycle(SnapshotTask task) {
      return List.of(Optional.of(task.medium()));
    }
  },
  MEDIUM_EXPERT("medium-expert", "Medium and expert in turns.") {
    @Override
    List<Optional<Snapshots.Entry>> cycle(SnapshotTask task) {
      return List.of(Optional.of(task.medium()), Optional.of(task.expert()));
    }
  },
  EXPERT("expert", "Soft actor-critic at its best.") {
    @Override
    List<Optional<Snapshots.Entry>> cycle(SnapshotTask task) {
      return List.of(Optional.of(task.expert()));
    }
  };

  final String id;
  final String summary;

  SnapshotKind(String id, String summary) {
    this.id = id;
    this.summary = summary;
  }

  /** Who plays the episodes, in turns; empty for uniform actions. */
  abstract List<Optional<Snapshots.Entry>> cycle(SnapshotTask task);
}
