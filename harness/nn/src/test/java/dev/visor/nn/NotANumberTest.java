package dev.visor.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not a number, or not finite, among the inputs: it comes out where it went in. */
class NotANumberTest {
  private static final int ROWS = 5;
  private static final int POISONED = 2;
  private static final int INPUTS = 20;
  private static final int OUTPUTS = 18;

  private static final int EDGE = 6;
  private static final int CHANNELS = 3;
  private static final int KERNEL = 3;

  private final Workspace workspace = new Workspace();
  private final Random random = new Random(5);

  private Parameters parameters(Layout.Builder layout) {
    Parameters parameters = layout.build().allocate(workspace);
    for (String name : parameters.names()) {
      Initialiser.glorot(parameters, name, INPUTS, OUTPUTS, random);
    }
    return parameters;
  }

  private float[] draw(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.nextFloat() - 0.5f;
    }
    return values;
  }

  private static float[] row(float[] values, int row) {
    int length = values.length / ROWS;
    return Arrays.copyOfRange(values, row * length, (row + 1) * length);
  }

  /** One row is not a number, and the others are bit for bit what they are without it. */
  private static void assertOneRowIsPoisoned(float[] actual, float[] clean) {
    for (int row = 0; row < ROWS; row++) {
      if (row == POISONED) {
        assertThat(row(actual, row)).containsOnly(Float.NaN);
      } else {
        assertThat(row(actual, row)).as("row %d", row).containsExactly(row(clean, row));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Activation.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"RELU"})
  void perceptron_carriesItThroughItsRow_andNoOther(Activation activation) {
    Layout.Builder layout = Layout.builder();
    Mlp.declare(layout, "net", INPUTS, 17, OUTPUTS);
    Parameters parameters = parameters(layout);
    Mlp network = new Mlp(parameters, "net", 2, activation);
    Mlp.Pass pass = network.pass(workspace, ROWS);
    float[] x = draw(ROWS * INPUTS);
    float[] clean = pass.forward(x, ROWS).clone();
    x[POISONED * INPUTS] = Float.NaN;
    assertOneRowIsPoisoned(pass.forward(x, ROWS), clean);
    x[POISONED * INPUTS] = 0;
    assertThat(pass.forward(x, ROWS)).doesNotContain(Float.NaN);
  }

  @Test
  void recurrentUnit_carriesItThroughItsRow_andNoOther_fromInputAndFromState() {
    Layout.Builder layout = Layout.builder();
    GruCell.declare(layout, "gru", INPUTS, OUTPUTS);
    GruCell cell = new GruCell(workspace, parameters(layout), "gru", ROWS);
    GruCell.Steps steps = cell.steps(workspace, 1, ROWS);
    float[] x = draw(ROWS * INPUTS);
    float[] before = draw(ROWS * OUTPUTS);
    float[] clean = before.clone();
    cell.forward(x, clean, ROWS);

    float[] poisonedX = x.clone();
    poisonedX[POISONED * INPUTS] = Float.NaN;
    float[] state = before.clone();
    cell.forward(poisonedX, state, ROWS);
    assertOneRowIsPoisoned(state, clean);
    state = before.clone();
    steps.forward(0, poisonedX, state);
    assertOneRowIsPoisoned(state, clean);

    state = before.clone();
    state[POISONED * OUTPUTS] = Float.NaN;
    cell.forward(x, state, ROWS);
    assertOneRowIsPoisoned(state, clean);
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 1e38f, -1e38f})
  void recurrentUnit_ofAnInfiniteInput_saturates(float value) {
    Layout.Builder layout = Layout.builder();
    GruCell.declare(layout, "gru", INPUTS, OUTPUTS);
    GruCell cell = new GruCell(workspace, parameters(layout), "gru", ROWS);
    float[] x = draw(ROWS * INPUTS);
    x[POISONED * INPUTS] = value;
    float[] state = draw(ROWS * OUTPUTS);
    cell.forward(x, state, ROWS);
    for (float each : state) {
      assertThat(each).isBetween(-1f, 1f);
    }
  }

  private Pictures pictures(float[] values) {
    Pictures pictures = new Pictures(workspace, Precision.FLOAT, 2, EDGE, CHANNELS);
    pictures.write(0, values, 0, values.length);
    return pictures;
  }

  private static float[] values(Pictures pictures) {
    float[] values = new float[pictures.count() * pictures.values()];
    pictures.read(0, values, 0, values.length);
    return values;
  }

  /** What comes out of a convolution of two pictures. */
  private float[] convolved(Parameters parameters, Activation activation, float[] x) {
    Convolution layer = Convolution.forward(parameters, "layer", 1, activation, pictures(x));
    layer.refresh();
    layer.forward();
    return values(layer.output());
  }

  @ParameterizedTest
  @EnumSource(
      value = Activation.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"RELU"})
  void convolution_carriesItAsFarAsItsKernelReaches(Activation activation) {
    Layout.Builder layout = Layout.builder();
    Convolution.declare(layout, "layer", KERNEL, CHANNELS, OUTPUTS);
    Parameters parameters = parameters(layout);
    float[] x = draw(2 * EDGE * EDGE * CHANNELS);
    float[] clean = convolved(parameters, activation, x);
    x[0] = Float.NaN;
    float[] y = convolved(parameters, activation, x);
    // The first pixel of the first picture is seen by the first place alone.
    assertThat(Arrays.copyOf(y, OUTPUTS)).containsOnly(Float.NaN);
    assertThat(Arrays.copyOfRange(y, OUTPUTS, y.length))
        .containsExactly(Arrays.copyOfRange(clean, OUTPUTS, clean.length));
  }

  @Test
  void convolution_withReluThatHidesIt_showsItInTheGradientByItsKernel() {
    Layout.Builder layout = Layout.builder();
    Convolution.declare(layout, "layer", KERNEL, CHANNELS, OUTPUTS);
    Parameters parameters = parameters(layout);
    Parameters gradient = parameters.zeros();
    float[] x = draw(2 * EDGE * EDGE * CHANNELS);
    x[0] = Float.NaN;
    Convolution layer =
        Convolution.trained(
            parameters, gradient, "layer", 1, Activation.RELU, pictures(x), Optional.empty());
    layer.refresh();
    layer.forward();
    float[] slopes = draw(2 * layer.output().values());
    layer.outputGradient().write(0, slopes, 0, slopes.length);
    layer.backward();
    assertThat(new Adam(parameters, 0.1, 100).update(gradient)).isNaN();
  }

  @Test
  void transposedConvolution_carriesItAsFarAsItsKernelReaches() {
    Layout.Builder layout = Layout.builder();
    TransposedConvolution.declare(layout, "layer", KERNEL, CHANNELS, OUTPUTS);
    Parameters parameters = parameters(layout);
    float[] x = draw(2 * EDGE * EDGE * CHANNELS);
    x[0] = Float.NaN;
    Pictures input = pictures(x);
    TransposedConvolution layer =
        new TransposedConvolution(
            parameters, parameters.zeros(), "layer", 2, Activation.ELU, input, input.zeros());
    layer.refresh();
    layer.forward();
    int edge = layer.output().edge();
    float[] y = values(layer.output());
    for (int i = 0; i < y.length; i++) {
      int place = i / OUTPUTS;
      boolean reached = place % edge < KERNEL && place / edge < KERNEL;
      assertThat(Float.isNaN(y[i])).as("value %d", i).isEqualTo(reached);
    }
  }

  @Test
  void transposedConvolutionToSquares_carriesItAsFarAsItsKernelReaches() {
    Layout.Builder layout = Layout.builder();
    TransposedConvolution.declare(layout, "layer", 4, CHANNELS, OUTPUTS);
    Parameters parameters = parameters(layout);
    float[] x = draw(2 * EDGE * EDGE * CHANNELS);
    x[0] = Float.NaN;
    Pictures input = pictures(x);
    TransposedConvolution layer =
        TransposedConvolution.drawing(
            parameters, parameters.zeros(), "layer", 2, input, input.zeros());
    layer.refresh();
    layer.forward();
    int edge = layer.output().edge();
    float[] y = values(layer.output());
    for (int i = 0; i < y.length; i++) {
      int place = i / OUTPUTS;
      boolean reached = place % edge < 4 && place / edge < 4;
      assertThat(Float.isNaN(y[i])).as("value %d", i).isEqualTo(reached);
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void network_afterABatchThatIsNotFinite_goesOnAsIfItHadNotSeenIt(float value) {
    SmallNetwork hit = new SmallNetwork(workspace, Precision.FLOAT);
    SmallNetwork spared = new SmallNetwork(workspace, Precision.FLOAT);
    hit.step();
    spared.step();
    assertThat(hit.stepWith(value)).matches(norm -> !Double.isFinite(norm));
    spared.draw();
    hit.step();
    spared.step();
    assertThat(hit.digest()).isEqualTo(spared.digest());
  }
}
