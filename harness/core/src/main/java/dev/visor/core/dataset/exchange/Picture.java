package dev.visor.core.dataset.exchange;

import dev.visor.api.ObservationSpec;
import dev.visor.core.VisorException;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * One picture, PNG or JPEG, as height × width × 3 bytes of red, green and blue. Its size is read
 * and checked before it is decoded. Transparency is left out, and a grey picture has its one value
 * three times, without the correction that Java's colour spaces would make.
 *
 * @param height in pixels
 * @param width in pixels
 * @param bytes the colours
 */
@SuppressWarnings("ArrayRecordComponent") // handed over whole, never compared
record Picture(int height, int width, byte[] bytes) {
  private static final int LONGEST_EDGE = 2048;

  /** Reads a file. */
  static Picture read(Path file, Place place) {
    try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
      return read(in, place);
    } catch (IOException e) {
      throw broken(place, e);
    }
  }

  /** Reads what a file's bytes would be. */
  static Picture read(byte[] encoded, Place place) {
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(encoded))) {
      return read(in, place);
    } catch (IOException e) {
      throw broken(place, e);
    }
  }

  /**
   * Refuses a picture that is too large, or has no pixel.
   *
   * @throws dev.visor.core.VisorException if it does
   */
  static void checkSize(long height, long width, Place place) {
    if (width > LONGEST_EDGE || height > LONGEST_EDGE || width < 1 || height < 1) {
      throw place.fault(
          "is a picture of %d × %d pixels; %d is the longest edge"
              .formatted(height, width, LONGEST_EDGE),
          "make the pictures as small as an agent is to see them");
    }
  }

  /**
   * Room for the pictures of an episode.
   *
   * @throws dev.visor.core.VisorException if they are more than an episode has
   */
  static byte[] room(int count, ObservationSpec observation, Place place) {
    long bytes = (long) count * observation.imageBytes();
    if (bytes > NpzFile.MOST_ARRAY_BYTES) {
      throw place.fault(
          "holds an episode of %,d bytes of pictures; %,d are the most"
              .formatted(bytes, NpzFile.MOST_ARRAY_BYTES),
          "make the pictures smaller, or split the episode");
    }
    return new byte[(int) bytes];
  }

  private static Picture read(ImageInputStream in, Place place) throws IOException {
    Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
    if (!readers.hasNext()) {
      throw new IOException("neither PNG nor JPEG");
    }
    ImageReader reader = readers.next();
    try {
      reader.setInput(in, /* seekForwardOnly= */ true, /* ignoreMetadata= */ true);
      int width = reader.getWidth(0);
      int height = reader.getHeight(0);
      checkSize(height, width, place);
      return of(reader.read(0));
    } catch (VisorException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new IOException(e); // the decoders throw anything at files that are not whole
    } finally {
      reader.dispose();
    }
  }

  private static Picture of(BufferedImage image) {
    int height = image.getHeight();
    int width = image.getWidth();
    byte[] bytes = new byte[height * width * ObservationSpec.CHANNELS];
    Raster raster = image.getRaster();
    boolean grey = raster.getNumBands() < 3 && !(image.getColorModel() instanceof IndexColorModel);
    int shift = grey ? Math.max(0, image.getSampleModel().getSampleSize(0) - Byte.SIZE) : 0;
    int to = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int colour = grey ? (raster.getSample(x, y, 0) >> shift) * 0x010101 : image.getRGB(x, y);
        bytes[to++] = (byte) (colour >> 16);
        bytes[to++] = (byte) (colour >> 8);
        bytes[to++] = (byte) colour;
      }
    }
    return new Picture(height, width, bytes);
  }

  private static RuntimeException broken(Place place, IOException cause) {
    return place
        .fault(
            "holds a picture that cannot be read: " + cause.getMessage(),
            "record the frame again, or leave its episode out")
        .causedBy(cause);
  }
}
