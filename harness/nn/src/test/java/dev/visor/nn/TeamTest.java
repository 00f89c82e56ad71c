package dev.visor.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link Team} and {@link TeamGradient}. */
class TeamTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void run_letsEveryMemberDoItsPartOnceAndWaitsForAll(int members) {
    try (Team team = new Team(members)) {
      AtomicInteger[] done = new AtomicInteger[members];
      for (int i = 0; i < members; i++) {
        done[i] = new AtomicInteger();
      }
      for (int round = 1; round <= 200; round++) {
        team.run(member -> done[member].incrementAndGet());
        for (AtomicInteger count : done) {
          assertThat(count).hasValue(round);
        }
      }
    }
  }

  @Test
  void members_workSideBySide() {
    try (Team team = new Team(3)) {
      Set<Thread> threads = ConcurrentHashMap.newKeySet();
      CyclicBarrier all = new CyclicBarrier(3);
      team.run(
          member -> {
            threads.add(Thread.currentThread());
            meet(all);
          });
      assertThat(threads).hasSize(3).contains(Thread.currentThread());
    }
  }

  private static void meet(CyclicBarrier all) {
    try {
      all.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void run_throwsWhatAMemberThrewAndGoesOnAfterwards(int failing) {
    try (Team team = new Team(2)) {
      assertThatThrownBy(
              () ->
                  team.run(
                      member -> {
                        if (member == failing) {
                          throw new IllegalArgumentException("member " + member);
                        }
                      }))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("member " + failing);
      AtomicInteger done = new AtomicInteger();
      team.run(member -> done.incrementAndGet());
      assertThat(done).hasValue(2);
    }
  }

  @Test
  void run_afterTheTeamIsClosed_isRefused() {
    Team team = new Team(2);
    team.close();
    team.close();
    assertThatThrownBy(() -> team.run(member -> {})).hasMessageContaining("closed");
    assertThatThrownBy(() -> new Team(0)).hasMessageContaining("a team of 0");
  }

  @Test
  void shares_coverAllThingsAndDifferByOneAtMost() {
    try (Team team = new Team(3)) {
      assertThat(team.first(0, 16)).isZero();
      assertThat(team.first(1, 16)).isEqualTo(5);
      assertThat(team.first(2, 16)).isEqualTo(10);
      assertThat(team.first(3, 16)).isEqualTo(16);
    }
  }

  @Test
  void run_allocatesNothing() {
    ThreadMXBean beans = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (Team team = new Team(2)) {
      Team.Task nothing = member -> {};
      long least = Long.MAX_VALUE;
      for (int round = 0; round < 5; round++) {
        long before = beans.getThreadAllocatedBytes(Thread.currentThread().getId());
        for (int i = 0; i < 1000; i++) {
          team.run(nothing);
        }
        least =
            Math.min(least, beans.getThreadAllocatedBytes(Thread.currentThread().getId()) - before);
      }
      assertThat(least).isZero();
    }
  }

  @Test
  void gradient_isTheSumOfItsMembers() {
    int count = 3 * Parameters.CHUNK + 17;
    try (Workspace workspace = new Workspace();
        Team team = new Team(2)) {
      Parameters parameters = Layout.builder().add("w", count).build().allocate(workspace);
      TeamGradient gradient =
          new TeamGradient(team, parameters, List.of(workspace, workspace.beside()));
      float[][] parts = new float[2][count];
      for (int i = 0; i < count; i++) {
        parts[0][i] = i;
        parts[1][i] = 0.5f;
      }
      gradient.part(0).set("w", parts[0]);
      gradient.part(1).set("w", parts[1]);
      float[] sum = gradient.sum().get("w");
      for (int i = 0; i < count; i++) {
        assertThat(sum[i]).isEqualTo(i + 0.5f);
      }
      assertThatThrownBy(() -> new TeamGradient(team, parameters, List.of(workspace)))
          .hasMessageContaining("1 workspaces for a team of 2");
    }
  }

  @Test
  void adam_ofATeam_isThatOfASingleThread() {
    int count = 5 * Parameters.CHUNK + 3;
    try (Workspace workspace = new Workspace();
        Team team = new Team(2)) {
      Layout layout = Layout.builder().add("w", count).build();
      Parameters alone = layout.allocate(workspace);
      Parameters together = layout.allocate(workspace);
      Parameters gradient = layout.allocate(workspace);
      Initialiser.glorot(gradient, "w", 10, 10, new Random(5));
      Adam one = new Adam(alone, 1e-3, 1);
      Adam two = new Adam(together, 1e-3, 1, team);
      for (int i = 0; i < 20; i++) {
        assertThat(two.update(gradient)).isEqualTo(one.update(gradient));
      }
      assertThat(together.get("w")).isEqualTo(alone.get("w"));
    }
  }

  @Test
  void layersMadeByOneThread_canBeRunByAnother() {
    String alone = networks(new Team(1), 1);
    String together = networks(new Team(2), 2);
    assertThat(together).isEqualTo(alone);
  }

  /** The digest of the last member's small network, made here, after some steps of its own. */
  private static String networks(Team team, int members) {
    try (team;
        Workspace workspace = new Workspace()) {
      SmallNetwork[] networks = new SmallNetwork[members];
      for (int i = 0; i < members; i++) {
        networks[i] = new SmallNetwork(workspace.beside(), Precision.FLOAT);
      }
      for (int step = 0; step < 5; step++) {
        team.run(member -> networks[member].step());
      }
      return networks[members - 1].digest();
    }
  }
}
