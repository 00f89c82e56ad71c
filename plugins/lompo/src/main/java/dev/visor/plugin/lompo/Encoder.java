package dev.visor.plugin.lompo;

import dev.visor.plugin.lompo.net.Convolution;
import dev.visor.plugin.lompo.net.Tensors;
import java.util.ArrayList;
import java.util.List;

/**
 * The convolutions that turn a picture into an embedding. Pictures go through them a few at a time,
 * and again when their gradient is wanted: keeping all activations would take hundreds of megabytes
 * and save little.
 */
final class Encoder {
  /** Enough pictures for OpenBLAS, and few enough for the cache. */
  private static final int AT_ONCE = 16;

  private static final float[] SCALED = new float[256];

  static {
    for (int i = 0; i < SCALED.length; i++) {
      SCALED[i] = i / 255f - 0.5f;
    }
  }

  private final List<Convolution> layers = new ArrayList<>();
  private final int imageValues;
  private final int embedding;
  private float[][] activations = {};
  private float[][] errors = {};

  Encoder(ModelShape shape, Tensors parameters) {
    imageValues = shape.imageValues();
    embedding = shape.embedding();
    int edge = shape.edge();
    for (int i = 0; i < shape.encoderChannels().size(); i++) {
      Convolution layer = new Convolution(parameters, "encoder/" + i, edge, ModelShape.STRIDE);
      layers.add(layer);
      edge = layer.outputEdge();
    }
  }

  /** Turns unsigned bytes into x / 255 − ½, as all parts of the model see them. */
  static void scale(byte[] bytes, int offset, float[] target, int count) {
    for (int i = 0; i < count; i++) {
      target[i] = SCALED[bytes[offset + i] & 0xff];
    }
  }

  /**
   * Encodes pictures.
   *
   * @param pictures unsigned bytes, count × {@link ModelShape#imageValues()}
   * @param embeddings receives count × {@link ModelShape#embedding()}, beginning at an offset
   */
  void encode(byte[] pictures, int count, float[] embeddings, int offset) {
    activations = reserve(activations, Math.min(count, AT_ONCE));
    for (int from = 0; from < count; from += AT_ONCE) {
      int part = Math.min(AT_ONCE, count - from);
      forward(pictures, from, part);
      System.arraycopy(
          activations[layers.size()], 0, embeddings, offset + from * embedding, part * embedding);
    }
  }

  /**
   * Computes the gradient by the parameters.
   *
   * @param error the gradient by the embeddings, count × length
   * @param gradient to which it is added
   */
  void backward(byte[] pictures, int count, float[] error, Tensors gradient) {
    activations = reserve(activations, Math.min(count, AT_ONCE));
    errors = reserve(errors, Math.min(count, AT_ONCE));
    for (int from = 0; from < count; from += AT_ONCE) {
      int part = Math.min(AT_ONCE, count - from);
      forward(pictures, from, part);
      System.arraycopy(error, from * embedding, errors[layers.size()], 0, part * embedding);
      for (int i = layers.size() - 1; i >= 0; i--) {
        layers.get(i).backward(activations[i + 1], errors[i + 1], gradient, part);
        // Nobody wants the gradient by the pictures themselves.
        if (i > 0) {
          layers.get(i).backwardToInput(errors[i + 1], errors[i], part);
        }
      }
    }
  }

  private void forward(byte[] pictures, int from, int count) {
    scale(pictures, from * imageValues, activations[0], count * imageValues);
    for (int i = 0; i < layers.size(); i++) {
      layers.get(i).forward(activations[i], activations[i + 1], count);
    }
  }

  private float[][] reserve(float[][] arrays, int pictures) {
    if (arrays.length > 0 && arrays[0].length >= pictures * imageValues) {
      return arrays;
    }
    float[][] larger = new float[layers.size() + 1][];
    larger[0] = new float[pictures * imageValues];
    for (int i = 0; i < layers.size(); i++) {
      larger[i + 1] = new float[pictures * layers.get(i).outputs()];
    }
    return larger;
  }
}
