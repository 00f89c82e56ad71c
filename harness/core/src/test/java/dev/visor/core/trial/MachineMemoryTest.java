package dev.visor.core.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MachineMemoryTest {
  private static final List<String> KERNEL =
      List.of("MemTotal:       16777216 kB", "MemFree:         1234567 kB");

  @Test
  void containerIsTakenAtItsLimit_whereItsHostHasMore() {
    assertThat(MachineMemory.total(KERNEL, 8L << 30)).isEqualTo(8L << 30);
  }

  @Test
  void machineIsTakenAtWhatItHas_whereTheLimitIsMore() {
    assertThat(MachineMemory.total(KERNEL, 64L << 30)).isEqualTo(16L << 30);
  }

  @Test
  void jvmIsBelieved_whereTheKernelDoesNotSay() {
    assertThat(MachineMemory.total(List.of(), 8L << 30)).isEqualTo(8L << 30);
  }

  @Test
  void trialsMayTakeMostOfIt_andNotAll() throws Exception {
    assertThat(MachineMemory.usable())
        .isBetween(MachineMemory.total() / 2, MachineMemory.total() * 19 / 20);
  }
}
