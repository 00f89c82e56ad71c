package dev.visor.core.report.film;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PaletteTest {
  @Test
  void fewColours_areKeptAsTheyAre() {
    Palette palette = Palette.of(List.of(row(0xff0000, 0x0033cc, 0x0033cc, 0x777777)), 16);

    assertThat(palette.colours()).containsExactly(0x0033cc, 0x777777, 0xff0000);
  }

  @Test
  void smallFigureBeforeALargeGradient_keepsItsColour() {
    int[] colours = new int[4096];
    for (int i = 0; i < colours.length; i++) {
      colours[i] = i * 255 / colours.length;
    }
    colours[7] = 0xe06010;
    Frame frame = row(colours);

    Palette palette = Palette.of(List.of(frame), 16);

    assertThat(palette.colours()[palette.indices(frame)[7]]).isEqualTo(0xe06010);
  }

  @Test
  void manyColours_areAtMostSoManyAfterwards_andNearTheirOwn() {
    int[] colours = new int[64 * 64];
    for (int i = 0; i < colours.length; i++) {
      colours[i] = (i % 64 * 4) << 16 | (i / 64 * 4) << 8 | 0x40;
    }
    Frame frame = row(colours);

    Palette palette = Palette.of(List.of(frame), 64);
    byte[] indices = palette.indices(frame);

    assertThat(palette.colours()).hasSizeLessThanOrEqualTo(64);
    for (int i = 0; i < colours.length; i++) {
      int told = palette.colours()[indices[i]];
      assertThat(Math.abs((told >> 16 & 255) - (colours[i] >> 16 & 255))).isLessThan(48);
      assertThat(Math.abs((told >> 8 & 255) - (colours[i] >> 8 & 255))).isLessThan(48);
    }
  }

  private static Frame row(int... colours) {
    byte[] rgb = new byte[3 * colours.length];
    for (int i = 0; i < colours.length; i++) {
      rgb[3 * i] = (byte) (colours[i] >> 16);
      rgb[3 * i + 1] = (byte) (colours[i] >> 8);
      rgb[3 * i + 2] = (byte) colours[i];
    }
    return new Frame(colours.length, 1, rgb);
  }
}
