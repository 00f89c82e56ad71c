package dev.visor.plugin.sample;

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
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * Draws rows from the data, and fits the network to what was done there.
 *
 * <p>Everything random comes from named streams of the context, whose positions the host keeps with
 * every checkpoint; {@link #save} writes the rest. So a training that was interrupted ends with the
 * same bytes as one that was not.
 */
final class SampleTrainer implements OfflineTrainer {
  private final OfflineContext context;
  private final SampleParameters parameters;
  private final DatasetView data;
  private final SampleNetwork network;
  private final FrameStack stack;
  private final RandomStream batches;
  private final RandomStream shifts;

  /** Number of the first row of each episode, and of all rows last. */
  private final int[] firstRow;

  // One batch, filled anew for every update.
  private final byte[] images;
  private final float[] pictures;
  private final float[] actions;
  private int done;

  SampleTrainer(OfflineContext context) {
    this.context = context;
    this.parameters = context.parameters(SampleParameters.class);
    this.data = context.dataset();
    this.network = new SampleNetwork(parameters, context.spec());
    // Left alone, ND4J computes with a single thread here.
    NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(context.threads());
    this.stack = network.stack();
    this.batches = context.random().stream("batch");
    this.shifts = context.random().stream("shift");
    this.firstRow = firstRows(data);
    this.images = new byte[parameters.frames() * data.observation().imageBytes()];
    this.pictures = new float[parameters.batch() * stack.size()];
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
    int oldest = t - stack.frames() + 1;
    int from = Math.max(0, oldest);
    data.images(episode, from, t - from + 1, images, 0);
    for (int frame = 0; frame < stack.frames(); frame++) {
      // Before an episode's beginning, its first picture is repeated.
      int at = (Math.max(from, oldest + frame) - from) * data.observation().imageBytes();
      stack.put(images, at, frame, down, right, pictures, row * stack.size());
    }
    data.actions(episode, t, 1, actions, row * data.actionSize());
  }

  private int shift() {
    int most = parameters.shift();
    return most == 0 ? 0 : shifts.nextInt(2 * most + 1) - most;
  }

  @Override
  public void writePolicy(OutputStream out) throws IOException {
    network.writeWeights(out);
  }

  @Override
  public void save(OutputStream out) throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    data.writeInt(done);
    data.flush();
    network.writeTraining(out);
  }

  @Override
  public void restore(InputStream in) throws IOException {
    done = new DataInputStream(in).readInt();
    network.readTraining(in, done);
  }

  @Override
  public void close() {
    network.close();
  }
}
