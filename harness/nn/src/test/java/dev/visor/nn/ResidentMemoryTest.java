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

  @Test
  void workspacesThatAreClosed_giveTheirMemoryBack() throws IOException {
    openAndClose(200);
    long before = resident();
    openAndClose(200);
    assertThat(resident() - before).isLessThan(50 * MIB);
  }

  /** Opens networks beside as much memory as would be noticed if one in ten stayed. */
  private static void openAndClose(int times) {
    for (int i = 0; i < times; i++) {
      try (Workspace workspace = new Workspace()) {
        workspace.floats((int) MIB);
        update(new SmallNetwork(workspace, Precision.FLOAT), 1);
      }
    }
  }
}
