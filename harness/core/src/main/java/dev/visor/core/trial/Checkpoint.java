package dev.visor.core.trial;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.visor.api.Checkpointable;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The file from which an interrupted training goes on: first a header of JSON with what the host
 * keeps, then whatever the trainer saved. It is written beside its place and moved in, so that
 * there is always a whole one.
 */
final class Checkpoint {
  private static final int MAGIC = 0x56_43_4b_31; // "VCK1"

  private final Path file;
  private final ObjectMapper json = TrialJson.mapper();

  Checkpoint(Path file) {
    this.file = file;
  }

  /**
   * What the host keeps of a training.
   *
   * @param done updates made
   * @param streams positions of the random streams
   * @param scalarsLength bytes of {@code scalars.csv} that belong to these updates
   * @param usage what it took so far
   */
  record Header(long done, Map<String, Long> streams, long scalarsLength, Usage usage) {
    Header {
      streams = new TreeMap<>(streams);
    }
  }

  boolean exists() {
    return Files.exists(file);
  }

  void delete() throws IOException {
    Files.deleteIfExists(file);
  }

  void write(Header header, Checkpointable trainer) throws IOException {
    byte[] head = json.writeValueAsBytes(header);
    WholeFile.write(
        file,
        out -> {
          DataOutputStream data = new DataOutputStream(out);
          data.writeInt(MAGIC);
          data.writeInt(head.length);
          data.write(head);
          trainer.save(data);
          data.flush();
        });
  }

  /** Restores the trainer and gives back what the host has to put right itself. */
  Header restore(Checkpointable trainer) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      if (in.readInt() != MAGIC) {
        throw new IOException(file + " is no checkpoint");
      }
      Header header = json.readValue(in.readNBytes(in.readInt()), Header.class);
      trainer.restore(in);
      return header;
    }
  }
}
