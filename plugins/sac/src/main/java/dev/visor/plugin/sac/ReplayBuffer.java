package dev.visor.plugin.sac;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;

/**
 * The newest transitions. Each is one row of floats: state, action, reward, whether value goes on
 * (1, or 0 where the task itself ended), next state. Memory is taken in pieces, as it is needed.
 */
final class ReplayBuffer {
  private static final int CHUNK_ROWS = 1 << 10;

  private final int states;
  private final int actions;
  private final int width;
  private final int capacity;
  private final float[][] rows;
  private int size;
  private int next;

  /**
   * @param capacity transitions, 1 or more
   * @param states length of a state
   * @param actions length of an action
   */
  ReplayBuffer(int capacity, int states, int actions) {
    this.states = states;
    this.actions = actions;
    this.width = 2 * states + actions + 2;
    this.capacity = capacity;
    this.rows = new float[(capacity + CHUNK_ROWS - 1) / CHUNK_ROWS][0];
  }

  /** Transitions that are remembered now. */
  int size() {
    return size;
  }

  /** The piece that a row is in. */
  private float[] piece(int row) {
    int index = row / CHUNK_ROWS;
    if (rows[index].length == 0) {
      rows[index] = new float[CHUNK_ROWS * width];
    }
    return rows[index];
  }

  /** Remembers a transition, in the place of the oldest where there is no other. */
  void add(float[] state, float[] action, double reward, boolean goesOn, float[] nextState) {
    float[] chunk = piece(next);
    int at = next % CHUNK_ROWS * width;
    System.arraycopy(state, 0, chunk, at, states);
    System.arraycopy(action, 0, chunk, at + states, actions);
    chunk[at + states + actions] = (float) reward;
    chunk[at + states + actions + 1] = goesOn ? 1 : 0;
    System.arraycopy(nextState, 0, chunk, at + states + actions + 2, states);
    next = (next + 1) % capacity;
    size = Math.max(size, next == 0 ? capacity : next);
  }

  /** Fills a batch with transitions, each drawn from all with the same probability. */
  void sample(RandomGenerator random, SoftActorCritic.Batch batch) {
    for (int row = 0; row < batch.rows(); row++) {
      int drawn = random.nextInt(size);
      float[] chunk = rows[drawn / CHUNK_ROWS];
      int at = drawn % CHUNK_ROWS * width;
      System.arraycopy(chunk, at, batch.states(), row * states, states);
      System.arraycopy(chunk, at + states, batch.actions(), row * actions, actions);
      batch.rewards()[row] = chunk[at + states + actions];
      batch.continues()[row] = chunk[at + states + actions + 1];
      System.arraycopy(chunk, at + states + actions + 2, batch.nextStates(), row * states, states);
    }
  }

  /** Writes what is remembered. */
  void save(DataOutputStream out) throws IOException {
    out.writeInt(width);
    out.writeInt(size);
    out.writeInt(next);
    ByteBuffer bytes = ByteBuffer.allocate(CHUNK_ROWS * width * Float.BYTES);
    for (int from = 0; from < size; from += CHUNK_ROWS) {
      int count = Math.min(CHUNK_ROWS, size - from) * width;
      bytes.asFloatBuffer().put(rows[from / CHUNK_ROWS], 0, count);
      out.write(bytes.array(), 0, count * Float.BYTES);
    }
  }

  /**
   * Takes up what {@link #save} wrote.
   *
   * @throws IOException if it is of transitions of another length, or of more than there is room
   */
  void restore(DataInputStream in) throws IOException {
    int savedWidth = in.readInt();
    int savedSize = in.readInt();
    int savedNext = in.readInt();
    if (savedWidth != width
        || savedSize < 0
        || savedSize > capacity
        || savedNext < 0
        || savedNext >= capacity) {
      throw new IOException(
          "the checkpoint has " + savedSize + " transitions of " + savedWidth + " values");
    }
    size = savedSize;
    next = savedNext;
    ByteBuffer bytes = ByteBuffer.allocate(CHUNK_ROWS * width * Float.BYTES);
    for (int from = 0; from < size; from += CHUNK_ROWS) {
      int count = Math.min(CHUNK_ROWS, size - from) * width;
      in.readFully(bytes.array(), 0, count * Float.BYTES);
      bytes.asFloatBuffer().get(piece(from), 0, count);
    }
  }
}
