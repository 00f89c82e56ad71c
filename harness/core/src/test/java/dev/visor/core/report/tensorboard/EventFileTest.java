package dev.visor.core.report.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventFileTest {
  /** From RFC 3720, appendix B.4, turned and added to as TFRecord has it. */
  @Test
  void checksum_isThatOfKnownVectors() {
    byte[] zeros = new byte[32];
    byte[] ones = new byte[32];
    java.util.Arrays.fill(ones, (byte) 0xff);
    byte[] rising = new byte[32];
    for (int i = 0; i < rising.length; i++) {
      rising[i] = (byte) i;
    }

    assertThat(EventFile.maskedChecksum(zeros)).isEqualTo(masked(0x8a9136aa));
    assertThat(EventFile.maskedChecksum(ones)).isEqualTo(masked(0x62a8ab43));
    assertThat(EventFile.maskedChecksum(rising)).isEqualTo(masked(0x46dd794e));
    assertThat(EventFile.maskedChecksum("123456789".getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo(masked(0xe3069283));
  }

  @Test
  void file_beginsWithItsVersion() {
    List<EventParser.Event> events = EventParser.parse(new EventFile(12.5).bytes());

    assertThat(events).hasSize(1);
    assertThat(events.get(0).version()).isEqualTo("brain.Event:2");
    assertThat(events.get(0).seconds()).isEqualTo(12.5);
  }

  @Test
  void numbers_areReadBackAsTheyWere() {
    EventFile file = new EventFile(0);
    file.scalar("train/loss", 1, -0.25, 1e9 + 0.5);
    file.scalar("\u00fc", 300, Double.NaN, 2);
    file.scalar("much", Long.MAX_VALUE, Double.POSITIVE_INFINITY, 3);
    file.scalar("none", 0, 1e-3, 4);

    List<EventParser.Event> events = EventParser.parse(file.bytes());

    assertThat(events)
        .extracting(EventParser.Event::tag)
        .containsExactly("", "train/loss", "\u00fc", "much", "none");
    assertThat(events)
        .extracting(EventParser.Event::step)
        .containsExactly(0L, 1L, 300L, Long.MAX_VALUE, 0L);
    assertThat(events)
        .extracting(EventParser.Event::value)
        .containsExactly(0f, -0.25f, Float.NaN, Float.POSITIVE_INFINITY, 0.001f);
    assertThat(events.get(1).seconds()).isEqualTo(1e9 + 0.5);
  }

  private static int masked(int crc) {
    return (crc >>> 15 | crc << 17) + 0xa282ead8;
  }
}
