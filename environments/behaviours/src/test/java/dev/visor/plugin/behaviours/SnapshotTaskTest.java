package dev.visor.plugin.behaviours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.api.TaskId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SnapshotTaskTest {
  private static final TaskId WALK = new TaskId("walker-walk", 1);
  private static final TaskId RUN = new TaskId("cheetah-run", 1);

  /** A training that is best before its end. */
  private static final List<Snapshots.Entry> ENTRIES =
      List.of(
          entry(WALK, 300, 930),
          entry(WALK, 5, 40),
          entry(WALK, 10, 150),
          entry(WALK, 15, 280),
          entry(WALK, 20, 510),
          entry(WALK, 100, 640),
          entry(WALK, 400, 890),
          entry(RUN, 5, 100));

  private final SnapshotTask walk = SnapshotTask.of(ENTRIES).get(1);

  @Test
  void tasksAreThoseThatHaveActors() {
    assertThat(SnapshotTask.of(ENTRIES)).extracting(SnapshotTask::task).containsExactly(RUN, WALK);
    assertThat(SnapshotTask.of(List.of())).isEmpty();
  }

  @Test
  void theExpertEarnsMost_andMediumAboutHalfOfIt() {
    assertThat(walk.expert()).isEqualTo(entry(WALK, 300, 930));
    assertThat(walk.medium()).isEqualTo(entry(WALK, 20, 510));
  }

  @Test
  void theReplayGoesUpToMedium_inTheOrderOfTraining() {
    assertThat(walk.replay())
        .extracting(Snapshots.Entry::environmentSteps)
        .containsExactly(5L, 10L, 15L, 20L);
  }

  @Test
  void theKindsAreMadeOfThem() {
    assertThat(SnapshotKind.RANDOM.cycle(walk)).containsExactly(Optional.empty());
    assertThat(SnapshotKind.MEDIUM_REPLAY.cycle(walk)).hasSize(5).startsWith(Optional.empty());
    assertThat(SnapshotKind.MEDIUM_EXPERT.cycle(walk))
        .containsExactly(Optional.of(walk.medium()), Optional.of(walk.expert()));
    assertThat(SnapshotKind.EXPERT.cycle(walk)).containsExactly(Optional.of(walk.expert()));
  }

  @Test
  void aLineOfTheListIsReadBack() {
    List<String> lines = new ArrayList<>(List.of(Snapshots.HEADER));
    ENTRIES.forEach(entry -> lines.add(entry.line()));

    assertThat(Snapshots.parse(String.join("\n", lines))).isEqualTo(ENTRIES);
  }

  @Test
  void anotherFormIsRefused() {
    String line = ENTRIES.get(0).line();
    assertThatThrownBy(() -> Snapshots.parse(line)).hasMessageContaining("begin");
    assertThatThrownBy(() -> Snapshots.parse(Snapshots.HEADER + "\n" + line + ",x"))
        .hasMessageContaining("no line");
  }

  private static Snapshots.Entry entry(TaskId task, long steps, double drawn) {
    String file = "%s/%08d.actor".formatted(task.name(), steps);
    return new Snapshots.Entry(task, 500, steps, drawn + 10, drawn, 20, file, "0".repeat(64));
  }
}
