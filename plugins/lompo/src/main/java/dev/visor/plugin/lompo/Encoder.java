package dev.visor.plugin.lompo;

import dev.visor.plugin.lompo.net.Convolution;
import dev.visor.plugin.lompo.net.Tensors;
import java.util.ArrayList;
import java.util.List;

/** The convolutions that turn a picture into an embedding. Forward only. */
final class Encoder {
  /** Pictures that go through a layer at once: enough for OpenBLAS, little enough for the cache. */
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
  static void scale(byte[] bytes, int offset, float[] target, int targetOffset, int count) {
    for (int i = 0; i < count; i++) {
      target[targetOffset + i] = SCALED[bytes[offset + i] & 0xff];
    }
  }

  /**
   * Encodes pictures.
   *
   * @param pictures scaled, count × {@link ModelShape#imageValues()}
   * @param embeddings receives count × {@link ModelShape#embedding()}, beginning at an offset
   */
  void encode(float[] pictures, int count, float[] embeddings, int offset) {
    reserve(Math.min(count, AT_ONCE));
    for (int from = 0; from < count; from += AT_ONCE) {
      int part = Math.min(AT_ONCE, count - from);
      System.arraycopy(pictures, from * imageValues, activations[0], 0, part * imageValues);
      for (int i = 0; i < layers.size(); i++) {
        layers.get(i).forward(activations[i], activations[i + 1], part);
      }
      System.arraycopy(
          activations[layers.size()], 0, embeddings, offset + from * embedding, part * embedding);
    }
  }

  private void reserve(int pictures) {
    if (activations.length > 0 && activations[0].length >= pictures * imageValues) {
      return;
    }
    activations = new float[layers.size() + 1][];
    activations[0] = new float[pictures * imageValues];
    for (int i = 0; i < layers.size(); i++) {
      activations[i + 1] = new float[pictures * layers.get(i).outputs()];
    }
  }
}
