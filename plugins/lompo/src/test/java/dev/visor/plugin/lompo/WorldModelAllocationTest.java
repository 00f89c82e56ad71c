package dev.visor.plugin.lompo;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.visor.nn.Adam;
import dev.visor.nn.Team;
import dev.visor.nn.rssm.Heads;
import java.lang.management.ManagementFactory;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An update of the world model leaves the garbage collector next to nothing to do. */
class WorldModelAllocationTest {
  private static final int UPDATES = 20;
  private static final int ROUNDS = 6;

  /** Two records: the losses, and where the divergence adds its gradients. */
  private static final long BYTES_OF_AN_UPDATE = 100;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @ParameterizedTest
  @EnumSource(Heads.class)
  void update_afterTheFirst_allocatesItsLossesAlone(Heads heads) {
    TinyModel tiny =
        new TinyModel(Map.of("heads", heads, "terminal", Terminal.ON, "proprioception", true));
    SharedLoss loss =
        new SharedLoss(tiny.workspace, new Team(1), tiny.shape, tiny.parameters, tiny.weights);
    Adam adam = new Adam(tiny.weights, tiny.parameters.modelRate(), tiny.parameters.gradientClip());
    long least = Long.MAX_VALUE;
    // The JVM takes a few bytes of its own when it loads or compiles something.
    for (int round = 0; round < ROUNDS; round++) {
      least = Math.min(least, allocatedBy(tiny, loss, adam));
    }
    assertThat(least).isLessThanOrEqualTo(UPDATES * BYTES_OF_AN_UPDATE);
  }

  /** Bytes of heap that some updates of a model take. */
  private long allocatedBy(TinyModel tiny, SharedLoss loss, Adam adam) {
    long thread = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(thread);
    for (int i = 0; i < UPDATES; i++) {
      loss.compute(tiny.batch, tiny.noise, tiny.heads);
      adam.update(loss.gradient());
    }
    return threads.getThreadAllocatedBytes(thread) - before;
  }
}
