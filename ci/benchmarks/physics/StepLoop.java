import com.sun.management.OperatingSystemMXBean;
import dev.visor.mujoco.Model;
import dev.visor.mujoco.Simulation;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Steps a model through the wrapper, one control and one step at a time: the loop of StepLoop.c.
 *
 * <p>Prints steps a second, steps a second of processor time of the whole process, then the bits of
 * the final state and of a sum over the way to it.
 */
public final class StepLoop {
  private static final int EPISODE = 1000;

  private StepLoop() {}

  public static void main(String[] args) throws IOException {
    int steps = Integer.parseInt(args[1]);
    try (Model model = Model.parse(Files.readString(Path.of(args[0])));
        Simulation simulation = model.simulate()) {
      run(model, simulation, steps);
      OperatingSystemMXBean process =
          ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
      long start = System.nanoTime();
      long startProcessor = process.getProcessCpuTime();
      double sum = run(model, simulation, steps);
      double seconds = (System.nanoTime() - start) * 1e-9;
      double processorSeconds = (process.getProcessCpuTime() - startProcessor) * 1e-9;
      StringBuilder line = new StringBuilder();
      line.append(Math.round(steps / seconds)).append(' ');
      line.append(Math.round(steps / processorSeconds));
      append(line, sum);
      for (int i = 0; i < model.positions(); i++) {
        append(line, simulation.position(i));
      }
      for (int i = 0; i < model.velocities(); i++) {
        append(line, simulation.velocity(i));
      }
      System.out.println(line);
    }
  }

  private static double run(Model model, Simulation simulation, int steps) {
    double sum = 0;
    simulation.reset();
    for (int i = 0; i < steps; i++) {
      if (i % EPISODE == 0) {
        simulation.reset();
      }
      for (int k = 0; k < model.actuators(); k++) {
        simulation.control(k, ((i + k) % 7 - 3) * 0.1);
      }
      simulation.step();
      sum += simulation.position(0);
    }
    return sum;
  }

  private static void append(StringBuilder line, double value) {
    line.append(String.format(" %016x", Double.doubleToRawLongBits(value)));
  }
}
