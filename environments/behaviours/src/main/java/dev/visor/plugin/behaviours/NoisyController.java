package dev.visor.plugin.behaviours;

import dev.visor.api.PhysicsAccess;
import dev.visor.api.RandomStreams;
import java.util.random.RandomGenerator;

/** A controller with one episode's noise. */
final class NoisyController {
  private static final double FRESH = Math.sqrt(1 - Noise.MEMORY * Noise.MEMORY);

  private final Controller controller;
  private final Noise amount;
  private final RandomGenerator gaussian;
  private final RandomGenerator blocks;
  private final double[] noise;
  private final float[] held;
  private boolean random;
  private int decision;

  NoisyController(Controller controller, Noise amount, int actionSize, RandomStreams streams) {
    this.controller = controller;
    this.amount = amount;
    this.gaussian = streams.stream("noise");
    this.blocks = streams.stream("blocks");
    this.noise = new double[actionSize];
    this.held = new float[actionSize];
  }

  /** The next action, every value in [−1, 1]. */
  float[] act(PhysicsAccess physics) {
    if (decision % amount.hold() == 0) {
      random = blocks.nextDouble() < amount.randomShare();
      for (int i = 0; i < held.length; i++) {
        held[i] = 2 * blocks.nextFloat() - 1;
      }
    }
    for (int i = 0; i < noise.length; i++) {
      noise[i] = Noise.MEMORY * noise[i] + FRESH * gaussian.nextGaussian();
    }
    int now = decision++;
    if (random) {
      return held.clone();
    }
    double[] wanted = controller.act(physics, now);
    float[] action = new float[wanted.length];
    for (int i = 0; i < action.length; i++) {
      action[i] = (float) clip(clip(wanted[i]) + amount.deviation() * noise[i]);
    }
    return action;
  }

  private static double clip(double value) {
    return Math.max(-1, Math.min(1, value));
  }
}
