package dev.visor.core.plan;

import dev.visor.api.TaskId;
import dev.visor.core.suite.DatasetSize;

/**
 * The name of a trial's folder: {@code variant.task-version.kind.size.s<seed>.<identity>}, at most
 * 100 characters of {@code a–z 0–9 . _ -}. Task and kind are cut where they are long, which the
 * identity makes up for; the variant never is, so that two variants with the same parameters still
 * have folders of their own.
 */
final class TrialName {
  // A variant's name has at most 40 characters, a size 7, a seed index 5.
  private static final int LONGEST_TASK = 20;
  private static final int LONGEST_KIND = 14;
  private static final int IDENTITY_CHARACTERS = 8;

  private TrialName() {}

  static String of(
      String variant, TaskId task, String kind, DatasetSize size, int seedIndex, String identity) {
    return variant
        + "."
        + cut(task.name() + "-" + task.version(), LONGEST_TASK)
        + "."
        + cut(kind, LONGEST_KIND)
        + "."
        + size
        + ".s"
        + seedIndex
        + "."
        + identity.substring(0, IDENTITY_CHARACTERS);
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest);
  }
}
