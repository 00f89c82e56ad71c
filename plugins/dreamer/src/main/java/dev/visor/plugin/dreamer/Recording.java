package dev.visor.plugin.dreamer;

import dev.visor.api.Episode;
import dev.visor.api.TimeStep;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** An episode that is under way. */
final class Recording {
  private final int imageBytes;
  private final int actionSize;
  private final List<byte[]> images = new ArrayList<>();
  private final List<float[]> actions = new ArrayList<>();
  private final List<Float> rewards = new ArrayList<>();

  Recording(int imageBytes, int actionSize) {
    this.imageBytes = imageBytes;
    this.actionSize = actionSize;
  }

  /** Whether an episode has begun and is not over. */
  boolean running() {
    return !images.isEmpty();
  }

  /** The picture that was seen last. */
  byte[] lastImage() {
    return images.get(images.size() - 1);
  }

  /** The sum of the rewards so far. */
  double totalReward() {
    double sum = 0;
    for (float reward : rewards) {
      sum += reward;
    }
    return sum;
  }

  /** Begins with a first picture. */
  void begin(TimeStep first) {
    images.add(first.observation().image());
  }

  /** Goes on. */
  void add(float[] action, TimeStep step) {
    actions.add(action);
    rewards.add((float) step.reward());
    images.add(step.observation().image());
  }

  /** Ends the episode, and is ready for the next. */
  Episode end(boolean terminated) {
    byte[] allImages = new byte[images.size() * imageBytes];
    float[] allActions = new float[actions.size() * actionSize];
    float[] allRewards = new float[rewards.size()];
    for (int t = 0; t < images.size(); t++) {
      System.arraycopy(images.get(t), 0, allImages, t * imageBytes, imageBytes);
    }
    for (int t = 0; t < allRewards.length; t++) {
      System.arraycopy(actions.get(t), 0, allActions, t * actionSize, actionSize);
      allRewards[t] = rewards.get(t);
    }
    images.clear();
    actions.clear();
    rewards.clear();
    return new Episode(allImages, new float[0], allActions, allRewards, terminated, !terminated);
  }

  /** Writes what there is so far. */
  void save(DataOutputStream out) throws IOException {
    out.writeInt(images.size());
    for (int t = 0; t < images.size(); t++) {
      out.write(images.get(t));
      if (t > 0) {
        out.writeFloat(rewards.get(t - 1));
        for (float value : actions.get(t - 1)) {
          out.writeFloat(value);
        }
      }
    }
  }

  /** Takes up what {@link #save} wrote. */
  void restore(DataInputStream in) throws IOException {
    int count = in.readInt();
    for (int t = 0; t < count; t++) {
      byte[] image = new byte[imageBytes];
      in.readFully(image);
      images.add(image);
      if (t > 0) {
        rewards.add(in.readFloat());
        float[] action = new float[actionSize];
        for (int i = 0; i < actionSize; i++) {
          action[i] = in.readFloat();
        }
        actions.add(action);
      }
    }
  }
}
