package dev.visor.nn.picture;

import dev.visor.nn.ActivatedFloats;
import dev.visor.nn.Activation;
import dev.visor.nn.Dense;
import dev.visor.nn.Floats;
import dev.visor.nn.Initialiser;
import dev.visor.nn.Layout;
import dev.visor.nn.Parameters;
import dev.visor.nn.PictureLoss;
import dev.visor.nn.Pictures;
import dev.visor.nn.Precision;
import dev.visor.nn.Rows;
import dev.visor.nn.TransposedConvolution;
import dev.visor.nn.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The transposed convolutions that draw a picture from features, and the picture's likelihood: a
 * Gaussian of unit variance for each value. Loss and gradient are computed in one go, a few
 * pictures at a time, so that no picture is ever kept and all of it stays in the cache.
 */
public final class PictureDecoder {
  /** Pictures at once, few enough for the cache: 32 take two thirds of the time of 200. */
  private static final int AT_ONCE = 32;

  private final int rows;
  private final int atOnce;

  private final Dense in;
  private final Dense inGradient;
  private final Dense first;
  private final Dense firstGradient;
  private final Floats firstBias;
  private final Floats firstBiasGradient;
  private final Floats features;
  private final Floats featureErrors;
  private final Floats channels;
  private final Floats channelErrors;
  private final ActivatedFloats drawn;
  private final float[] perPlace;
  private final float[] perChannel;

  private final Pictures lowest;
  private final Pictures lowestErrors;
  private final List<TransposedConvolution> layers = new ArrayList<>();
  private final TransposedConvolution last;
  private final PictureLoss loss;

  /**
   * Adds the arrays, {@code decoder/in}, {@code decoder/0} and so on, to a layout.
   *
   * @param featureSize length of the features that pictures are drawn from
   */
  public static void declare(Layout.Builder layout, PictureShape shape, int featureSize) {
    Dense.declare(layout, "decoder/in", featureSize, shape.embedding());
    List<PictureShape.Deconvolution> layers = shape.decoder();
    for (int i = 0; i < layers.size(); i++) {
      PictureShape.Deconvolution layer = layers.get(i);
      if (i == 0) {
        // Its picture has a single place, so that the layer is a matrix from channels to pictures.
        layout.add(
            "decoder/0/kernel", layer.inputs(), layer.kernel() * layer.kernel() * layer.outputs());
        layout.add("decoder/0/bias", layer.outputs());
      } else {
        TransposedConvolution.declare(
            layout, "decoder/" + i, layer.kernel(), layer.inputs(), layer.outputs());
      }
    }
  }

  /** Draws the weights of a new decoder as Keras does by default; biases are left as they are. */
  public static void initialise(Parameters parameters, PictureShape shape, RandomGenerator random) {
    Initialiser.glorot(parameters, "decoder/in", random);
    List<PictureShape.Deconvolution> layers = shape.decoder();
    for (int i = 0; i < layers.size(); i++) {
      PictureShape.Deconvolution layer = layers.get(i);
      int area = layer.kernel() * layer.kernel();
      Initialiser.glorot(
          parameters,
          "decoder/" + i + "/kernel",
          area * layer.inputs(),
          area * layer.outputs(),
          random);
    }
  }

  /**
   * @param featureSize length of the features that pictures are drawn from
   * @param gradient to which the gradient by the parameters is added
   * @param rows how many pictures there are in a batch
   * @param precision in which pictures are kept between layers
   */
  public PictureDecoder(
      Workspace workspace,
      PictureShape shape,
      int featureSize,
      Parameters parameters,
      Parameters gradient,
      int rows,
      Precision precision) {
    this.rows = rows;
    // As many pieces as that takes, of equal lengths: a piece is always computed in full.
    int pieces = (rows + AT_ONCE - 1) / AT_ONCE;
    atOnce = (rows + pieces - 1) / pieces;
    in = Dense.of(parameters, "decoder/in");
    inGradient = Dense.of(gradient, "decoder/in");
    PictureShape.Deconvolution bottom = shape.decoder().get(0);
    int values = bottom.kernel() * bottom.kernel() * bottom.outputs();
    // On a picture of a single place a transposed convolution is a matrix, whose places share the
    // bias of each channel.
    first = new Dense(parameters.part("decoder/0/kernel"), workspace.floats(values));
    firstGradient = new Dense(gradient.part("decoder/0/kernel"), workspace.floats(values));
    firstBias = parameters.part("decoder/0/bias");
    firstBiasGradient = gradient.part("decoder/0/bias");
    perPlace = new float[values];
    perChannel = new float[bottom.outputs()];
    features = workspace.floats(rows * featureSize);
    featureErrors = workspace.floats(rows * featureSize);
    channels = workspace.floats(rows * in.outputs());
    channelErrors = workspace.floats(rows * in.outputs());
    drawn = new ActivatedFloats(workspace, rows * values, Activation.RELU);

    lowest = new Pictures(workspace, precision, atOnce, bottom.kernel(), bottom.outputs());
    lowestErrors = lowest.zeros();
    Pictures from = lowest;
    Pictures below = lowestErrors;
    int top = shape.decoder().size() - 1;
    for (int i = 1; i < top; i++) {
      TransposedConvolution layer =
          new TransposedConvolution(
              parameters,
              gradient,
              "decoder/" + i,
              PictureShape.STRIDE,
              Activation.RELU,
              from,
              below);
      layers.add(layer);
      from = layer.output();
      below = layer.outputGradient();
    }
    last =
        TransposedConvolution.drawing(
            parameters, gradient, "decoder/" + top, PictureShape.STRIDE, from, below);
    loss = new PictureLoss(last);
  }

  /**
   * Computes ½ ‖x̂ − x‖² of every row, and the gradient of their weighted sum.
   *
   * @param newFeatures rows × length
   * @param pictures unsigned bytes, rows × values
   * @param weights of the rows in the sum
   * @param losses receives each row's
   * @param featureGradient receives the gradient by the features
   */
  public void compute(
      float[] newFeatures,
      byte[] pictures,
      float[] weights,
      double[] losses,
      float[] featureGradient) {
    begin(newFeatures, rows);
    for (int from = 0; from < rows; from += atOnce) {
      compute(from, Math.min(atOnce, rows - from), pictures, weights, losses);
    }
    layers.forEach(TransposedConvolution::finish);
    last.finish();
    drawn.backward();
    first.backward(channels, drawn.errors(), firstGradient, rows);
    gatherBias();
    first.backwardToInput(drawn.errors(), channelErrors, rows);
    in.backward(features, channelErrors, inGradient, rows);
    in.backwardToInput(channelErrors, featureErrors, rows);
    featureErrors.read(featureGradient);
  }

  /**
   * Draws pictures, without a loss.
   *
   * @param newFeatures count × length
   * @param count no more than there are pictures in a batch
   * @param pictures receives count × {@link PictureShape#values()}: the means of the likelihood,
   *     where −½ is a byte of 0 and ½ one of 255; some lie beyond
   */
  public void draw(float[] newFeatures, int count, float[] pictures) {
    begin(newFeatures, count);
    int values = last.output().values();
    for (int from = 0; from < count; from += atOnce) {
      int part = Math.min(atOnce, count - from);
      forward(from, part);
      last.output().read(0, pictures, from * values, part * values);
    }
  }

  /** Computes what goes into the convolutions. */
  private void begin(float[] newFeatures, int count) {
    Rows.requireRoom(count, rows);
    refresh();
    features.write(0, newFeatures, 0, count * in.inputs());
    in.forward(features, channels, count);
    first.forward(channels, drawn.values(), count);
    drawn.forward();
  }

  private void forward(int from, int count) {
    lowest.copyFrom(drawn.values(), from, count);
    layers.forEach(TransposedConvolution::forward);
    last.forward();
  }

  private void refresh() {
    firstBias.read(perChannel);
    for (int i = 0; i < perPlace.length; i += perChannel.length) {
      System.arraycopy(perChannel, 0, perPlace, i, perChannel.length);
    }
    first.bias().write(perPlace);
    firstGradient.bias().clear();
    layers.forEach(TransposedConvolution::refresh);
    last.refresh();
  }

  private void gatherBias() {
    firstGradient.bias().read(perPlace);
    firstBiasGradient.read(perChannel);
    for (int i = 0; i < perPlace.length; i++) {
      perChannel[i % perChannel.length] += perPlace[i];
    }
    firstBiasGradient.write(perChannel);
  }

  private void compute(int from, int count, byte[] pictures, float[] weights, double[] losses) {
    forward(from, count);
    loss.compute(pictures, from, count, weights, losses);
    last.backward();
    for (int i = layers.size() - 1; i >= 0; i--) {
      layers.get(i).backward();
    }
    lowestErrors.copyTo(drawn.errors(), from, count);
  }
}
