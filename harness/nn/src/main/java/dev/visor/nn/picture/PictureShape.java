package dev.visor.nn.picture;

import java.util.ArrayList;
import java.util.List;

/**
 * The sizes of a picture's encoder and decoder.
 *
 * @param edge height and width of a picture: 32, 64 or 128
 * @param depth channels of the encoder's first layer; all others follow
 */
public record PictureShape(int edge, int depth) {
  /** Red, green and blue. */
  public static final int CHANNELS = 3;

  static final int ENCODER_KERNEL = 4;
  static final int STRIDE = 2;

  /**
   * A transposed convolution of stride 2.
   *
   * @param kernel its edge
   * @param inputs channels that go in
   * @param outputs channels that come out
   */
  public record Deconvolution(int kernel, int inputs, int outputs) {}

  public PictureShape {
    if (edge != 32 && edge != 64 && edge != 128) {
      throw new IllegalArgumentException(
          "the world model sees square pictures of 32, 64 or 128 pixels, not of "
              + edge
              + "; choose observation 32px, 64px or 128px");
    }
    if (depth < 1) {
      throw new IllegalArgumentException("an encoder that begins with " + depth + " channels");
    }
  }

  /**
   * The shape for pictures of a height and a width.
   *
   * @throws IllegalArgumentException if the encoder cannot take them
   */
  public static PictureShape of(int height, int width, int depth) {
    if (height != width) {
      throw new IllegalArgumentException(
          "the world model sees square pictures of 32, 64 or 128 pixels, not %d × %d; choose %s"
              .formatted(height, width, "observation 32px, 64px or 128px"));
    }
    return new PictureShape(height, depth);
  }

  /** Values in one picture. */
  public int values() {
    return edge * edge * CHANNELS;
  }

  /** Channels that each layer of the encoder puts out. */
  public List<Integer> encoderChannels() {
    return switch (edge) {
      case 32 -> List.of(depth, 2 * depth, 4 * depth);
      case 64 -> List.of(depth, 2 * depth, 4 * depth, 8 * depth);
      default -> List.of(depth, 2 * depth, 4 * depth, 8 * depth, 8 * depth);
    };
  }

  /** Length of an encoded picture: four places of the last layer's channels. */
  public int embedding() {
    List<Integer> channels = encoderChannels();
    return 4 * channels.get(channels.size() - 1);
  }

  /** The decoder's layers, from one place with as many channels as an embedding has values. */
  public List<Deconvolution> decoder() {
    int[] kernels;
    int[] channels;
    switch (edge) {
      case 32 -> {
        kernels = new int[] {5, 6, 6};
        channels = new int[] {4 * depth, 2 * depth, CHANNELS};
      }
      case 64 -> {
        kernels = new int[] {5, 5, 6, 6};
        channels = new int[] {4 * depth, 2 * depth, depth, CHANNELS};
      }
      default -> {
        kernels = new int[] {5, 5, 5, 6, 6};
        channels = new int[] {4 * depth, 2 * depth, depth, depth, CHANNELS};
      }
    }
    List<Deconvolution> layers = new ArrayList<>();
    int inputs = embedding();
    for (int i = 0; i < kernels.length; i++) {
      layers.add(new Deconvolution(kernels[i], inputs, channels[i]));
      inputs = channels[i];
    }
    return layers;
  }
}
