package dev.visor.core.environment;

import dev.visor.api.Environment;
import dev.visor.api.Observation;
import dev.visor.api.TimeStep;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What an environment answered: to a reset, and then to one action after the other.
 *
 * @param steps the reset's answer first
 */
record Trajectory(List<TimeStep> steps) {
  Trajectory {
    steps = List.copyOf(steps);
  }

  /** Resets and acts until the episode ends, but at most {@code decisions} times. */
  static Trajectory play(Environment env, long seed, Subject.Actions actions, int decisions) {
    return follow(env, env.reset(seed), actions, decisions);
  }

  /** Acts on from a first answer until the episode ends, but at most {@code decisions} times. */
  static Trajectory follow(
      Environment env, TimeStep first, Subject.Actions actions, int decisions) {
    List<TimeStep> steps = new ArrayList<>();
    steps.add(first);
    for (int i = 0; i < decisions && !steps.get(i).last(); i++) {
      steps.add(env.step(actions.next()));
    }
    return new Trajectory(steps);
  }

  /** Number of actions. */
  int decisions() {
    return steps.size() - 1;
  }

  TimeStep start() {
    return steps.get(0);
  }

  TimeStep end() {
    return steps.get(steps.size() - 1);
  }

  /** What first differs between this and another trajectory, if anything does. */
  Optional<String> difference(Trajectory other) {
    int common = Math.min(steps.size(), other.steps.size());
    for (int i = 0; i < common; i++) {
      Optional<String> difference = difference(steps.get(i), other.steps.get(i));
      if (difference.isPresent()) {
        String place = i == 0 ? "after the reset" : "after action " + i;
        return Optional.of(place + ", " + difference.get());
      }
    }
    return steps.size() == other.steps.size()
        ? Optional.empty()
        : Optional.of("one ends after " + decisions() + " actions, one after " + other.decisions());
  }

  private static Optional<String> difference(TimeStep one, TimeStep other) {
    if (Double.compare(one.reward(), other.reward()) != 0) {
      return Optional.of("reward is " + one.reward() + " and " + other.reward());
    }
    if (one.terminated() != other.terminated() || one.truncated() != other.truncated()) {
      return Optional.of("only one of them ends");
    }
    float[] a = one.observation().proprio();
    float[] b = other.observation().proprio();
    int place = Arrays.mismatch(a, b);
    if (place >= 0) {
      return Optional.of(
          place < Math.min(a.length, b.length)
              ? "proprioceptive value " + place + " is " + a[place] + " and " + b[place]
              : "there are " + a.length + " and " + b.length + " proprioceptive values");
    }
    return pictureDifference(one.observation().image(), other.observation().image());
  }

  /** How two pictures differ, if they do. */
  static Optional<String> pictureDifference(byte[] one, byte[] other) {
    if (one.length != other.length) {
      return Optional.of("pictures have " + one.length + " and " + other.length + " bytes");
    }
    int differing = 0;
    int greatest = 0;
    for (int i = 0; i < one.length; i++) {
      int by = Math.abs((one[i] & 0xff) - (other[i] & 0xff));
      differing += by == 0 ? 0 : 1;
      greatest = Math.max(greatest, by);
    }
    return differing == 0
        ? Optional.empty()
        : Optional.of(
            differing + " of " + one.length + " picture bytes differ, by up to " + greatest);
  }

  /** SHA-256 over all observations, rewards and ends, in hexadecimal. */
  String digest() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (TimeStep step : steps) {
        Observation observation = step.observation();
        ByteBuffer bytes =
            ByteBuffer.allocate(
                observation.image().length
                    + Float.BYTES * observation.proprio().length
                    + Double.BYTES
                    + 2);
        bytes.put(observation.image());
        for (float value : observation.proprio()) {
          bytes.putFloat(value);
        }
        bytes.putDouble(step.reward());
        bytes.put((byte) (step.terminated() ? 1 : 0));
        bytes.put((byte) (step.truncated() ? 1 : 0));
        digest.update(bytes.flip());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
