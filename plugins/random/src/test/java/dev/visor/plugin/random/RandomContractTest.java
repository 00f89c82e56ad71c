package dev.visor.plugin.random;

import dev.visor.api.Algorithm;
import dev.visor.testkit.AlgorithmContract;

class RandomContractTest extends AlgorithmContract {
  @Override
  protected Algorithm algorithm() {
    return new RandomAlgorithm();
  }

  @Override
  protected boolean dependsOnSeed() {
    return false;
  }
}
