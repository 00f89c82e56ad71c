package dev.visor.plugin.dreamer;

import dev.visor.api.DatasetView;
import dev.visor.api.Episode;
import dev.visor.api.ObservationSpec;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The newest whole episodes, seen as a dataset. While there is more than there is room for, the
 * oldest is forgotten; the newest stays in any case.
 */
final class Replay implements DatasetView {
  private final ObservationSpec observation;
  private final int actionSize;
  private final int capacity;
  private final List<Episode> episodes = new ArrayList<>();
  private long transitions;

  /**
   * @param capacity transitions that are remembered
   */
  Replay(ObservationSpec observation, int actionSize, int capacity) {
    this.observation = observation;
    this.actionSize = actionSize;
    this.capacity = capacity;
  }

  /** Remembers an episode. */
  void add(Episode episode) {
    episodes.add(episode);
    transitions += episode.length();
    while (transitions > capacity && episodes.size() > 1) {
      transitions -= episodes.remove(0).length();
    }
  }

  @Override
  public ObservationSpec observation() {
    return observation;
  }

  @Override
  public int actionSize() {
    return actionSize;
  }

  @Override
  public int episodes() {
    return episodes.size();
  }

  @Override
  public int length(int episode) {
    return episodes.get(episode).length();
  }

  @Override
  public long transitions() {
    return transitions;
  }

  @Override
  public boolean terminated(int episode) {
    return episodes.get(episode).terminated();
  }

  @Override
  public void images(int episode, int from, int count, byte[] target, int offset) {
    int size = observation.imageBytes();
    byte[] images = episodes.get(episode).images();
    System.arraycopy(images, from * size, target, offset, count * size);
  }

  @Override
  public void proprio(int episode, int from, int count, float[] target, int offset) {
    throw new UnsupportedOperationException("only pictures are remembered");
  }

  @Override
  public void actions(int episode, int from, int count, float[] target, int offset) {
    float[] actions = episodes.get(episode).actions();
    System.arraycopy(actions, from * actionSize, target, offset, count * actionSize);
  }

  @Override
  public void rewards(int episode, int from, int count, float[] target, int offset) {
    System.arraycopy(episodes.get(episode).rewards(), from, target, offset, count);
  }

  /** Writes all episodes. */
  void save(DataOutputStream out) throws IOException {
    out.writeInt(episodes.size());
    for (Episode episode : episodes) {
      write(out, episode);
    }
  }

  /** Takes up what {@link #save} wrote. */
  void restore(DataInputStream in) throws IOException {
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      add(read(in));
    }
  }

  /** Writes an episode: its number of steps, whether it terminated, pictures, actions, rewards. */
  static void write(DataOutputStream out, Episode episode) throws IOException {
    out.writeInt(episode.length());
    out.writeBoolean(episode.terminated());
    out.write(episode.images());
    writeFloats(out, episode.actions());
    writeFloats(out, episode.rewards());
  }

  /** Reads what {@link #write} wrote. */
  private Episode read(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 1) {
      throw new IOException("the checkpoint has an episode of " + length + " steps");
    }
    boolean terminated = in.readBoolean();
    byte[] images = new byte[Math.multiplyExact(length + 1, observation.imageBytes())];
    in.readFully(images);
    float[] actions = readFloats(in, length * actionSize);
    float[] rewards = readFloats(in, length);
    return new Episode(images, new float[0], actions, rewards, terminated, !terminated);
  }

  private static void writeFloats(DataOutputStream out, float[] values) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
    bytes.asFloatBuffer().put(values);
    out.write(bytes.array());
  }

  private static float[] readFloats(DataInputStream in, int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count * Float.BYTES);
    in.readFully(bytes.array());
    float[] values = new float[count];
    bytes.asFloatBuffer().get(values);
    return values;
  }
}
