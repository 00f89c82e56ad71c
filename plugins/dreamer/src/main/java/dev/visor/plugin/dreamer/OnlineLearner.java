package dev.visor.plugin.dreamer;

import dev.visor.api.DatasetView;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** What acts and learns online, by the schedule of {@link OnlineTraining}. */
interface OnlineLearner extends AutoCloseable {
  /** Begins an episode. */
  void begin();

  /** Chooses an action at the next picture, so as to explore; the caller's to keep. */
  float[] act(byte[] image);

  /**
   * Makes one update.
   *
   * @param at the control step that it is recorded by
   */
  void update(DatasetView replay, long at);

  /** Takes the weights as they now are: called after some updates, before the next action. */
  void refresh();

  /** Writes the policy as it now is. */
  void writePolicy(OutputStream out) throws IOException;

  /** Writes all that it needs to go on, in the middle of an episode too. */
  void save(DataOutputStream out) throws IOException;

  /** Takes up what {@link #save} wrote. */
  void restore(DataInputStream in) throws IOException;

  @Override
  void close();
}
