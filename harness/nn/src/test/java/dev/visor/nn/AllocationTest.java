package dev.visor.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A step that allocates nothing leaves the garbage collector nothing to do. */
class AllocationTest {
  @ParameterizedTest
  @EnumSource(Precision.class)
  void updates_afterTheFirst_allocateNothing(Precision precision) {
    assumeThat(precision.available()).as("this processor computes with %s", precision).isTrue();
    try (Workspace workspace = new Workspace()) {
      assertThat(Allocation.by(new SmallNetwork(workspace, precision)::step)).isZero();
    }
  }

  @Test
  void updatesOfActorAndCritics_afterTheFirst_allocateNothing() {
    try (Workspace workspace = new Workspace()) {
      SoftActorCritic agent = SoftActorCritic.small(workspace);
      SoftActorCritic.Batch batch = SoftActorCritic.Batch.draw(new Random(94));
      assertThat(Allocation.by(() -> agent.update(batch))).isZero();
    }
  }
}
