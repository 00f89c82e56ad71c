package dev.visor.core.leaderboard;

import dev.visor.core.evidence.TrialRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One task with one dataset and size, or with the steps that a variant may take in it: within it,
 * variants are compared seed by seed.
 */
record Cell(String task, String kind, String size) {
  /** The kind of what is learnt without a dataset. */
  private static final String ONLINE = "online";

  static Cell of(TrialRow row) {
    return new Cell(row.task(), row.kind(), row.size());
  }

  /** Where variants learn in a task itself. */
  static Cell online(String task, String steps) {
    return new Cell(task, ONLINE, steps);
  }

  /** The same of another task. */
  Cell inTask(String otherTask) {
    return new Cell(otherTask, kind, size);
  }

  /** Whether variants learn here in the task itself. */
  boolean online() {
    return kind.equals(ONLINE);
  }

  /** The name of the group that it belongs to if cells are grouped by these dimensions. */
  String group(Set<Dimension> by) {
    List<String> parts = new ArrayList<>();
    for (Dimension dimension : Dimension.values()) {
      if (by.contains(dimension)) {
        parts.add(
            switch (dimension) {
              case TASK -> task;
              case KIND -> kind;
              case SIZE -> size;
            });
      }
    }
    return String.join("/", parts);
  }

  @Override
  public String toString() {
    return task + "/" + kind + "/" + size;
  }
}
