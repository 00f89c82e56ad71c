package dev.visor.benchmarks;

import dev.visor.nn.Activation;
import dev.visor.nn.Adam;
import dev.visor.nn.Convolution;
import dev.visor.nn.GruCell;
import dev.visor.nn.Layout;
import dev.visor.nn.Mlp;
import dev.visor.nn.Parameters;
import dev.visor.nn.Pictures;
import dev.visor.nn.Precision;
import dev.visor.nn.Workspace;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The layers in LOMPO's sizes, forward and back. Set {@code OMP_NUM_THREADS} for the number of
 * threads; a product of 512 × 256 × 256 alone is 0.07 GFLOP.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class LayersBenchmark {
  private static final int ROWS = 512;
  private static final int FEATURES = 320;
  private static final int SEQUENCES = 16;
  private static final int SIZE = 256;
  private static final int PICTURES = 64;

  private final Random random = new Random(1);
  private Workspace workspace;
  private Mlp.Pass critic;
  private Mlp criticGradient;
  private float[] features;
  private Parameters criticVector;
  private Adam adam;
  private GruCell cell;
  private float[] state;
  private float[] input;
  private Convolution convolution;

  /** Makes one of each. */
  @Setup
  public void make() {
    workspace = new Workspace();
    Layout.Builder critics = Layout.builder();
    Mlp.declare(critics, "critic", FEATURES, SIZE, SIZE, SIZE, 1);
    Parameters weights = critics.build().allocate(workspace);
    Mlp.initialise(weights, "critic", 4, random);
    criticVector = weights.zeros();
    critic = new Mlp(weights, "critic", 4, Activation.ELU).pass(workspace, ROWS);
    criticGradient = new Mlp(criticVector, "critic", 4, Activation.ELU);
    features = draw(ROWS * FEATURES);
    adam = new Adam(weights, 1e-6, 100);

    Layout.Builder cells = Layout.builder();
    GruCell.declare(cells, "gru", SIZE, SIZE);
    cell = new GruCell(workspace, cells.build().allocate(workspace), "gru", SEQUENCES);
    state = draw(SEQUENCES * SIZE);
    input = draw(SEQUENCES * SIZE);

    Layout.Builder layout = Layout.builder();
    Convolution.declare(layout, "c", 4, 32, 64);
    Parameters kernel = layout.build().allocate(workspace);
    Pictures pictures = new Pictures(workspace, Precision.FLOAT, PICTURES, 31, 32);
    convolution =
        Convolution.trained(
            kernel,
            kernel.zeros(),
            "c",
            2,
            Activation.RELU,
            pictures,
            Optional.of(pictures.zeros()));
    convolution.refresh();
  }

  private float[] draw(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.nextFloat() - 0.5f;
    }
    return values;
  }

  /** A critic of 3 × 256 on 512 rows of 320 features: 0.45 GFLOP. */
  @Benchmark
  public void perceptron() {
    critic.forward(features, ROWS);
    critic.backward(criticGradient, ROWS);
  }

  /** One update of its 214,000 parameters. */
  @Benchmark
  public double adam() {
    return adam.update(criticVector);
  }

  /** One step of a recurrent unit of 256 on 16 rows, forward only: 0.013 GFLOP. */
  @Benchmark
  public void recurrentStep() {
    cell.forward(input, state, SEQUENCES);
  }

  /** LOMPO's second convolution on 64 pictures: 2.5 GFLOP. */
  @Benchmark
  public void convolution() {
    convolution.forward();
    convolution.backward();
  }

  /** Gives the memory back. */
  @TearDown
  public void close() {
    workspace.close();
  }
}
