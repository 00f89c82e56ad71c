package dev.visor.plugin.lompo;

import dev.visor.api.Algorithm;
import dev.visor.testkit.AlgorithmContract;

class LompoContractTest extends AlgorithmContract {
  @Override
  protected Algorithm algorithm() {
    return new Lompo();
  }

  /**
   * Not here: on the contract's toy, LOMPO does not beat random within the seconds that a contract
   * may take. {@link LearningTest} asks the same of a whole training.
   */
  @Override
  public void itLearns() {}
}
