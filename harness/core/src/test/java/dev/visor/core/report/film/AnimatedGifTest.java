package dev.visor.core.report.film;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.api.RandomStream;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What is written is read back by Java's own reader of GIF. */
class AnimatedGifTest {
  @Test
  void film_isReadBackPictureByPicture() throws IOException {
    List<Frame> frames = List.of(square(0), square(3), square(3), square(9));

    List<int[]> shown = decoded(AnimatedGif.of(frames, 4, 8), 16, 16);

    assertThat(shown).hasSize(4);
    for (int i = 0; i < frames.size(); i++) {
      assertThat(shown.get(i)).as("picture " + i).containsExactly(colours(frames.get(i)));
    }
  }

  @Test
  void pictureThatRests_costsNextToNothing() {
    Frame noise = noise(64, 64, 200, 1);
    int one = AnimatedGif.of(List.of(noise), 4, 255).length;
    int hundred = AnimatedGif.of(java.util.Collections.nCopies(100, noise), 4, 255).length;

    assertThat(hundred - one).isLessThan(100 * 30);
  }

  @Test
  void film_saysHowLongAPictureIsShown_andRepeats() throws IOException {
    ImageReader reader = reader(AnimatedGif.of(List.of(square(0), square(1)), 7, 4));
    IIOMetadataNode tree =
        (IIOMetadataNode) reader.getImageMetadata(1).getAsTree("javax_imageio_gif_image_1.0");
    IIOMetadataNode control =
        (IIOMetadataNode) tree.getElementsByTagName("GraphicControlExtension").item(0);

    assertThat(control.getAttribute("delayTime")).isEqualTo("7");
    assertThat(
            new String(
                AnimatedGif.of(List.of(square(0)), 7, 4),
                java.nio.charset.StandardCharsets.ISO_8859_1))
        .startsWith("GIF89a")
        .contains("NETSCAPE2.0");
  }

  @Property(tries = 60)
  void noiseOfFewColours_survivesCompression(
      @ForAll @IntRange(min = 1, max = 90) int width,
      @ForAll @IntRange(min = 1, max = 90) int height,
      @ForAll @IntRange(min = 1, max = 255) int colours,
      @ForAll long seed)
      throws IOException {
    Frame first = noise(width, height, colours, seed);
    Frame second = noise(width, height, colours, seed + 1);

    List<int[]> shown = decoded(AnimatedGif.of(List.of(first, second), 2, 255), width, height);

    assertThat(shown.get(0)).containsExactly(colours(first));
    assertThat(shown.get(1)).containsExactly(colours(second));
  }

  @Test
  void picturesOfDifferentSizes_areRefused() {
    assertThatThrownBy(() -> AnimatedGif.of(List.of(square(0), noise(8, 8, 2, 1)), 4, 8))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("one size");
  }

  /** A red square that moves over a blue ground. */
  private static Frame square(int left) {
    byte[] rgb = new byte[3 * 16 * 16];
    for (int y = 0; y < 16; y++) {
      for (int x = 0; x < 16; x++) {
        boolean inside = x >= left && x < left + 4 && y >= 5 && y < 9;
        rgb[3 * (16 * y + x) + (inside ? 0 : 2)] = (byte) 252;
      }
    }
    return new Frame(16, 16, rgb);
  }

  /** Pixels drawn among colours that the palette can tell apart. */
  private static Frame noise(int width, int height, int colours, long seed) {
    RandomStream random = RandomStream.of("noise", Long.toString(seed));
    byte[] rgb = new byte[3 * width * height];
    for (int i = 0; i < width * height; i++) {
      int colour = random.nextInt(colours);
      rgb[3 * i] = (byte) (colour % 16 * 16);
      rgb[3 * i + 1] = (byte) (colour / 16 * 16);
      rgb[3 * i + 2] = (byte) 128;
    }
    return new Frame(width, height, rgb);
  }

  private static int[] colours(Frame frame) {
    int[] colours = new int[frame.pixels()];
    for (int i = 0; i < colours.length; i++) {
      colours[i] = frame.colour(i);
    }
    return colours;
  }

  private static ImageReader reader(byte[] gif) throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
    reader.setInput(ImageIO.createImageInputStream(new ByteArrayInputStream(gif)));
    return reader;
  }

  /** Every picture as a viewer shows it: drawn over the one before. */
  private static List<int[]> decoded(byte[] gif, int width, int height) throws IOException {
    ImageReader reader = reader(gif);
    BufferedImage canvas = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    List<int[]> shown = new ArrayList<>();
    for (int i = 0; i < reader.getNumImages(true); i++) {
      IIOMetadataNode tree =
          (IIOMetadataNode) reader.getImageMetadata(i).getAsTree("javax_imageio_gif_image_1.0");
      IIOMetadataNode place =
          (IIOMetadataNode) tree.getElementsByTagName("ImageDescriptor").item(0);
      canvas
          .getGraphics()
          .drawImage(
              reader.read(i),
              Integer.parseInt(place.getAttribute("imageLeftPosition")),
              Integer.parseInt(place.getAttribute("imageTopPosition")),
              null);
      int[] pixels = canvas.getRGB(0, 0, width, height, null, 0, width);
      for (int k = 0; k < pixels.length; k++) {
        pixels[k] &= 0xffffff;
      }
      shown.add(pixels);
    }
    return shown;
  }
}
