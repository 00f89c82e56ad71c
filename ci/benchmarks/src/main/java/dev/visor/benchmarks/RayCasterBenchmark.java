package dev.visor.benchmarks;

import dev.visor.mujoco.Model;
import dev.visor.mujoco.Simulation;
import dev.visor.mujoco.render.Pose;
import dev.visor.mujoco.render.RayCaster;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Frames a second of the walker in mid-stride, and of making data: physics, pose and picture. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class RayCasterBenchmark {
  private static final int STEPS_PER_FRAME = 20;
  private static final double[] STRIDE = {
    0, 0, 0.189628, 0.331440, -0.872540, 0.070760, 0.858238, -1.424733, 0.333887
  };

  /** Both sides of the picture, in pixels. */
  @Param({"32", "64", "128"})
  public int size;

  private Model model;
  private Simulation simulation;
  private Pose pose;
  private RayCaster caster;
  private byte[] picture;
  private int frames;

  /** Puts the walker in mid-stride. */
  @Setup(Level.Trial)
  public void prepare() {
    model = Model.parse(text("walker.xml"));
    simulation = model.simulate();
    pose = new Pose(model.scene());
    caster = new RayCaster(model.scene(), size, size);
    picture = new byte[caster.bytes()];
    stride();
  }

  /** Frees what MuJoCo allocated. */
  @TearDown(Level.Trial)
  public void close() {
    simulation.close();
    model.close();
  }

  /** The picture alone. */
  @Benchmark
  public byte[] draw() {
    caster.draw(pose, 0, picture, 0);
    return picture;
  }

  /** Twenty steps of physics (two control steps), the pose, and the picture. */
  @Benchmark
  public byte[] stepAndDraw() {
    if (++frames % 100 == 0) {
      stride();
    }
    simulation.step(STEPS_PER_FRAME);
    simulation.pose(pose);
    caster.draw(pose, 0, picture, 0);
    return picture;
  }

  private void stride() {
    simulation.place(STRIDE, new double[model.velocities()]);
    simulation.forward();
    simulation.pose(pose);
  }

  private static String text(String resource) {
    try (InputStream in =
        Objects.requireNonNull(RayCasterBenchmark.class.getResourceAsStream(resource))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
