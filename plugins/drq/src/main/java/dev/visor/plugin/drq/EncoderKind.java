package dev.visor.plugin.drq;

import dev.visor.nn.PixelEncoder;

/** How pictures become features. */
public enum EncoderKind {
  /** Convolutions of 4 × 4 with stride 2 down to some 2 × 2 pixels: small, fast on a processor. */
  STRIDED,
  /** That of DrQ: four convolutions of 3 × 3 with 32 channels, the first with stride 2. */
  DRQ;

  /**
   * Its convolutions.
   *
   * @param depth channels of the first one, if it is strided
   * @throws IllegalArgumentException if the pictures are too small
   */
  PixelEncoder.Form form(int edge, int channels, int depth) {
    return this == DRQ
        ? PixelEncoder.Form.drq(edge, channels)
        : PixelEncoder.Form.strided(edge, channels, depth);
  }
}
