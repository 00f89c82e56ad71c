package dev.visor.core.report.film;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The few colours that a film is told in, chosen by median cut: the colours that occur are put into
 * one box, and the box that would gain most is cut through the middle of its pixels until there are
 * as many boxes as colours. A box becomes the mean of its pixels.
 *
 * <p>Colours are counted to six bits a channel. A scene that a renderer draws has smooth skies and
 * floors, in which steps of four levels cannot be seen; more would cost sixteen times the memory.
 * There is no dithering: its noise would differ from picture to picture, and a GIF of a scene that
 * rests would not rest.
 */
final class Palette {
  private static final int BITS = 6;
  private static final int DROPPED = 8 - BITS;
  private static final int LEVELS = 1 << BITS;
  private static final int CHANNELS = 3;

  private final int[] colours;
  private final byte[] nearest;

  private Palette(int[] colours, byte[] nearest) {
    this.colours = colours;
    this.nearest = nearest;
  }

  /**
   * Chooses colours for all pictures of a film.
   *
   * @param most 1 to 256
   */
  static Palette of(List<Frame> frames, int most) {
    if (most < 1 || most > 256 || frames.isEmpty()) {
      throw new IllegalArgumentException(most + " colours for " + frames.size() + " pictures");
    }
    Counted counted = Counted.of(frames);
    List<Box> boxes = new ArrayList<>();
    boxes.add(Box.of(counted, counted.present(), 0, counted.present().length));
    while (boxes.size() < most) {
      Box widest = boxes.stream().max(Comparator.comparingDouble(Box::gain)).orElseThrow();
      if (widest.gain() == 0) {
        break;
      }
      boxes.remove(widest);
      boxes.addAll(widest.cut());
    }
    int[] colours = boxes.stream().mapToInt(Box::mean).toArray();
    // Which boxes there are does not depend on their order, but the bytes of the file do.
    Arrays.sort(colours);
    byte[] nearest = new byte[LEVELS * LEVELS * LEVELS];
    for (int bin : counted.present()) {
      nearest[bin] = (byte) nearest(colours, counted.mean(bin));
    }
    return new Palette(colours, nearest);
  }

  /** The colours as {@code 0xRRGGBB}. */
  int[] colours() {
    return colours.clone();
  }

  /** The index of the nearest colour for each pixel of one of the pictures. */
  byte[] indices(Frame frame) {
    byte[] indices = new byte[frame.pixels()];
    for (int pixel = 0; pixel < indices.length; pixel++) {
      indices[pixel] = nearest[bin(frame.colour(pixel))];
    }
    return indices;
  }

  private static int bin(int colour) {
    return channel(colour, 0) >> DROPPED << 2 * BITS
        | channel(colour, 1) >> DROPPED << BITS
        | channel(colour, 2) >> DROPPED;
  }

  private static int channel(int colour, int which) {
    return colour >> 8 * (CHANNELS - 1 - which) & 0xff;
  }

  private static int nearest(int[] colours, int wanted) {
    int best = 0;
    int least = Integer.MAX_VALUE;
    for (int i = 0; i < colours.length; i++) {
      int distance = 0;
      for (int c = 0; c < CHANNELS; c++) {
        int difference = channel(colours[i], c) - channel(wanted, c);
        distance += difference * difference;
      }
      if (distance < least) {
        least = distance;
        best = i;
      }
    }
    return best;
  }

  /** How often each colour occurs, and the sum of the levels that were rounded together. */
  private record Counted(int[] counts, long[] sums, int[] present) {
    static Counted of(List<Frame> frames) {
      int[] counts = new int[LEVELS * LEVELS * LEVELS];
      long[] sums = new long[CHANNELS * counts.length];
      for (Frame frame : frames) {
        for (int pixel = 0; pixel < frame.pixels(); pixel++) {
          int colour = frame.colour(pixel);
          int bin = bin(colour);
          counts[bin]++;
          for (int c = 0; c < CHANNELS; c++) {
            sums[CHANNELS * bin + c] += channel(colour, c);
          }
        }
      }
      int[] present = new int[counts.length];
      int found = 0;
      for (int bin = 0; bin < counts.length; bin++) {
        if (counts[bin] > 0) {
          present[found++] = bin;
        }
      }
      return new Counted(counts, sums, Arrays.copyOf(present, found));
    }

    int mean(int bin) {
      return mean(new int[] {bin}, 0, 1);
    }

    /** The mean colour of all pixels in bins. */
    int mean(int[] bins, int from, int to) {
      long pixels = 0;
      long[] sum = new long[CHANNELS];
      for (int i = from; i < to; i++) {
        pixels += counts[bins[i]];
        for (int c = 0; c < CHANNELS; c++) {
          sum[c] += sums[CHANNELS * bins[i] + c];
        }
      }
      int colour = 0;
      for (int c = 0; c < CHANNELS; c++) {
        colour = colour << 8 | (int) ((sum[c] + pixels / 2) / pixels);
      }
      return colour;
    }
  }

  /**
   * Some of the colours that occur.
   *
   * @param gain how much a cut is worth: the square root of its pixels, so that a small figure
   *     before a large floor gets its colours too, times its longest edge
   * @param axis the channel in which it is longest
   */
  private record Box(Counted counted, int[] bins, int from, int to, int axis, double gain) {
    static Box of(Counted counted, int[] bins, int from, int to) {
      int axis = 0;
      int longest = -1;
      for (int c = 0; c < CHANNELS; c++) {
        int least = LEVELS;
        int greatest = 0;
        for (int i = from; i < to; i++) {
          least = Math.min(least, level(bins[i], c));
          greatest = Math.max(greatest, level(bins[i], c));
        }
        if (greatest - least > longest) {
          longest = greatest - least;
          axis = c;
        }
      }
      long pixels = 0;
      for (int i = from; i < to; i++) {
        pixels += counted.counts[bins[i]];
      }
      return new Box(counted, bins, from, to, axis, Math.sqrt(pixels) * longest);
    }

    int mean() {
      return counted.mean(bins, from, to);
    }

    /** Two boxes with half of the pixels each, as far as whole colours allow. */
    List<Box> cut() {
      int[] sorted =
          Arrays.stream(bins, from, to)
              .boxed()
              .sorted(
                  Comparator.<Integer>comparingInt(bin -> level(bin, axis))
                      .thenComparingInt(bin -> bin))
              .mapToInt(Integer::intValue)
              .toArray();
      long pixels = 0;
      for (int bin : sorted) {
        pixels += counted.counts[bin];
      }
      long before = 0;
      int middle = 0;
      while (middle < sorted.length - 1 && (middle == 0 || 2 * before < pixels)) {
        before += counted.counts[sorted[middle]];
        middle++;
      }
      return List.of(of(counted, sorted, 0, middle), of(counted, sorted, middle, sorted.length));
    }

    private static int level(int bin, int channel) {
      return bin >> BITS * (CHANNELS - 1 - channel) & LEVELS - 1;
    }
  }
}
