package dev.visor.plugin.dreamer;

import dev.visor.api.Environment;
import dev.visor.api.ObservationSpec;
import dev.visor.api.OnlineContext;
import dev.visor.api.OnlineTrainer;
import dev.visor.api.RandomStream;
import dev.visor.api.TimeStep;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Acting and learning in turn: uniform actions for some episodes, updates on these, and then the
 * learner's own actions, with updates every few decisions or after every episode. It learns from
 * whole episodes, so that one that is under way counts once it is over.
 */
final class OnlineTraining implements OnlineTrainer {
  private static final int MAGIC = 'V' << 24 | 'D' << 16 | 'R' << 8 | 'L';
  private static final int VERSION = 1;

  /**
   * When updates are due.
   *
   * @param prefill uniform decisions at the beginning, made up to whole episodes
   * @param pretrain updates after these
   * @param every decisions between two trainings; 0 for one after each episode
   * @param updates in each training
   */
  record Schedule(int prefill, int pretrain, int every, int updates) {}

  private final Schedule schedule;
  private final OnlineContext context;
  private final Environment environment;
  private final OnlineLearner learner;
  private final Replay replay;
  private final Recording recording;
  private final RandomStream starts;
  private final RandomStream uniform;

  private long decisions;
  private long updates;
  private long due;

  /** Whether the prefill is over, so that the policy acts. */
  private boolean acting;

  /**
   * @param remembered transitions that are kept
   */
  OnlineTraining(OnlineContext context, Schedule schedule, OnlineLearner learner, int remembered) {
    this.context = context;
    this.schedule = schedule;
    this.learner = learner;
    environment = context.environment();
    ObservationSpec observation = context.spec().observation();
    int actions = context.spec().actionSize();
    replay = new Replay(observation, actions, remembered);
    recording = new Recording(observation.imageBytes(), actions);
    starts = context.random().stream("start");
    uniform = context.random().stream("prefill");
  }

  @Override
  public void step() {
    if (!catchUp()) {
      // What is due comes before the next action, or an interrupted training would end otherwise.
      return;
    }
    if (!recording.running()) {
      recording.begin(environment.reset(starts.nextLong()));
      learner.begin();
    }
    float[] action = acting ? learner.act(recording.lastImage()) : uniform();
    TimeStep step = environment.step(action);
    recording.add(action, step);
    decisions++;
    if (step.last()) {
      context
          .scalars()
          .record("episode/return", context.environmentSteps(), recording.totalReward());
      replay.add(recording.end(step.terminated()));
    }
    due();
    catchUp();
  }

  private float[] uniform() {
    float[] action = new float[context.spec().actionSize()];
    for (int i = 0; i < action.length; i++) {
      action[i] = 2 * uniform.nextFloat() - 1;
    }
    return action;
  }

  /** Finds which updates belong to the decision that was just made. */
  private void due() {
    boolean whole = !recording.running();
    if (acting) {
      if (schedule.every() == 0 ? whole : decisions % schedule.every() == 0) {
        due += schedule.updates();
      }
    } else if (decisions >= schedule.prefill() && whole) {
      acting = true;
      due += schedule.pretrain();
    }
  }

  /**
   * Makes the updates that are due; what is left when it is asked to stop stays due.
   *
   * @return whether nothing is due any more
   */
  private boolean catchUp() {
    boolean changed = due > 0;
    while (due > 0 && !context.cancellation().requested()) {
      learner.update(replay, context.environmentSteps());
      updates++;
      due--;
    }
    if (changed) {
      learner.refresh();
    }
    return due == 0;
  }

  @Override
  public long updates() {
    return updates;
  }

  @Override
  public void writePolicy(OutputStream out) throws IOException {
    learner.writePolicy(out);
  }

  @Override
  public void save(OutputStream out) throws IOException {
    DataOutputStream data = new DataOutputStream(new BufferedOutputStream(out, 1 << 16));
    data.writeInt(MAGIC);
    data.writeInt(VERSION);
    data.writeLong(decisions);
    data.writeLong(updates);
    data.writeLong(due);
    data.writeBoolean(acting);
    learner.save(data);
    replay.save(data);
    recording.save(data);
    data.flush();
  }

  @Override
  public void restore(InputStream in) throws IOException {
    DataInputStream data = new DataInputStream(new BufferedInputStream(in, 1 << 16));
    if (data.readInt() != MAGIC || data.readInt() != VERSION) {
      throw new IOException("this is no checkpoint of online training in format " + VERSION);
    }
    decisions = data.readLong();
    updates = data.readLong();
    due = data.readLong();
    acting = data.readBoolean();
    learner.restore(data);
    replay.restore(data);
    recording.restore(data);
  }

  @Override
  public void close() {
    learner.close();
  }
}
