package com.example.neighbour;

import dev.visor.api.Observation;
import dev.visor.api.ObservationSpec;
import dev.visor.api.Policy;
import java.util.random.RandomGenerator;

/** Looks up what it sees. */
record NeighbourPolicy(ObservationSpec observation, Memory memory) implements Policy {
  @Override
  public void reset(RandomGenerator random) {
    // It remembers nothing of an episode, and draws nothing.
  }

  @Override
  public float[] act(Observation seen) {
    return memory.nearest(Shrink.to(memory.grid(), seen.image(), observation));
  }
}
