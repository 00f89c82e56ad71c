package dev.visor.mujoco.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AllocationTest {
  private static final int ROUNDS = 5;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @ParameterizedTest
  @MethodSource("dev.visor.mujoco.render.StoredScenes#names")
  void aHundredFramesAllocateNothing(String name) {
    StoredScenes stored = StoredScenes.of(name);
    RayCaster caster = new RayCaster(stored.scene(), 32, 32);
    byte[] picture = new byte[caster.bytes()];
    long least = Long.MAX_VALUE;
    // The JVM takes a few bytes of its own when it loads or compiles something.
    for (int round = 0; round < ROUNDS; round++) {
      least = Math.min(least, allocatedBy(caster, stored.pose(), picture));
    }

    assertThat(least).isZero();
  }

  private long allocatedBy(RayCaster caster, Pose pose, byte[] picture) {
    long thread = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(thread);
    for (int i = 0; i < 100; i++) {
      caster.draw(pose, 0, picture, 0);
    }
    return threads.getThreadAllocatedBytes(thread) - before;
  }
}
