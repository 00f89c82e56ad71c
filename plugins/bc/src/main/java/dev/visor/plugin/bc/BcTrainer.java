package dev.visor.plugin.bc;

import dev.visor.api.DatasetView;
import dev.visor.api.OfflineContext;
import dev.visor.api.OfflineTrainer;
import dev.visor.api.RandomStream;
import dev.visor.api.TrainingDivergedException;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/** Draws rows from the data, and fits the network to what was done there. */
final class BcTrainer implements OfflineTrainer {
  private static final long MARK = 0x6263_2d74_7261_696eL; // "bc-train"

  private final OfflineContext context;
  private final BcParameters parameters;
  private final DatasetView data;
  private final BcNetwork network;
  private final FrameStack stack;
  private final RandomStream batches;
  private final RandomStream shifts;

  /** Number of the first row of each episode, and of all rows last. */
  private final int[] firstRow;

  private final byte[] images;
  private final byte[] pictures;
  private final float[] actions;
  private int done;

  BcTrainer(OfflineContext context) {
    this.context = context;
    this.parameters = context.parameters(BcParameters.class);
    this.network = new BcNetwork(parameters, context.spec(), context.threads());
    this.data = network.averaging().seen(context.dataset());
    this.stack = network.stack();
    this.batches = context.random().stream("batch");
    this.shifts = context.random().stream("shift");
    this.firstRow = firstRows(data);
    this.images = new byte[parameters.frames() * data.observation().imageBytes()];
    this.pictures = new byte[parameters.batch() * stack.size()];
    this.actions = new float[parameters.batch() * data.actionSize()];
    network.initialise(context.random().stream("init"));
  }

  private static int[] firstRows(DatasetView data) {
    int[] first = new int[data.episodes() + 1];
    for (int episode = 0; episode < data.episodes(); episode++) {
      first[episode + 1] = Math.addExact(first[episode], data.length(episode));
    }
    return first;
  }

  @Override
  public long updates() {
    return parameters.updates();
  }

  @Override
  public long done() {
    return done;
  }

  @Override
  public void step() {
    if (context.cancellation().requested()) {
      return;
    }
    for (int row = 0; row < parameters.batch(); row++) {
      draw(row);
    }
    double loss = network.fit(pictures, actions);
    done++;
    context.scalars().record("actor/loss", done, loss);
    if (!Double.isFinite(loss)) {
      throw new TrainingDivergedException("the loss of behaviour cloning", done);
    }
  }

  /** Puts a random transition into a row of the batch. */
  private void draw(int row) {
    int drawn = batches.nextInt(firstRow[firstRow.length - 1]);
    int found = Arrays.binarySearch(firstRow, drawn);
    int episode = found >= 0 ? found : -found - 2;
    int t = drawn - firstRow[episode];

    int down = shift();
    int right = shift();
    int from = Math.max(0, t - stack.frames() + 1);
    data.images(episode, from, t - from + 1, images, 0);
    for (int frame = 0; frame < stack.frames(); frame++) {
      int at = Math.max(from, t - stack.frames() + 1 + frame) - from;
      stack.put(
          images,
          at * data.observation().imageBytes(),
          frame,
          down,
          right,
          pictures,
          row * stack.size());
    }
    data.actions(episode, t, 1, actions, row * data.actionSize());
  }

  private int shift() {
    int most = parameters.shift();
    return most == 0 ? 0 : shifts.nextInt(2 * most + 1) - most;
  }

  @Override
  public void writePolicy(OutputStream out) throws IOException {
    BcPolicy.write(network, out);
  }

  @Override
  public void save(OutputStream out) throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    data.writeLong(MARK);
    data.writeInt(done);
    data.flush();
    network.writeTraining(out);
  }

  @Override
  public void restore(InputStream in) throws IOException {
    DataInputStream data = new DataInputStream(in);
    if (data.readLong() != MARK) {
      throw new IOException("this is no checkpoint of the algorithm 'bc'");
    }
    done = data.readInt();
    network.readTraining(in);
  }

  @Override
  public void close() {
    network.close();
  }
}
