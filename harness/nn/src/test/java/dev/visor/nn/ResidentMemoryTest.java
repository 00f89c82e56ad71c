package dev.visor.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the process holds of the machine's memory stays flat, as the system tells it. */
@Tag("slow")
class ResidentMemoryTest {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final long MIB = 1 << 20;

  @BeforeEach
  void onlyWhereTheSystemTells() {
    assumeThat(STATUS).isReadable();
  }

  private static long resident() throws IOException {
    System.gc();
    for (String line : Files.readAllLines(STATUS)) {
      if (line.startsWith("VmRSS:")) {
        return 1024 * Long.parseLong(line.replaceAll("[^0-9]", ""));
      }
    }
    throw new IOException(STATUS + " does not tell VmRSS");
  }

  private static void update(SmallNetwork network, int times) {
    for (int i = 0; i < times; i++) {
      network.step();
    }
  }

  @Test
  void fiveThousandUpdates_takeNoMoreMemory() throws IOException {
    try (Workspace workspace = new Workspace()) {
      SmallNetwork network = new SmallNetwork(workspace, Precision.FLOAT);
      update(network, 2000);
      long before = resident();
      update(network, 5000);
      assertThat(resident() - before).isLessThan(5 * MIB);
    }
  }

  /**
   * Each workspace holds a piece that is larger than the C library ever keeps for itself once it is
   * freed (32 MiB), so that what stays resident was not given back by us.
   */
  @Test
  void workspacesThatAreClosed_giveTheirMemoryBack() throws IOException {
    long piece = 64 * MIB;
    int times = 40;
    openAndClose(2, piece);
    long before = resident();
    openAndClose(times, piece);
    assertThat(resident() - before).isLessThan(times * piece / 10);
  }

  private static void openAndClose(int times, long piece) {
    for (int i = 0; i < times; i++) {
      try (Workspace workspace = new Workspace()) {
        workspace.floats((int) (piece / Float.BYTES));
        update(new SmallNetwork(workspace, Precision.FLOAT), 1);
      }
    }
  }
}
