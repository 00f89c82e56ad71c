package dev.visor.testkit;

import dev.visor.api.Algorithm;

/** The contract of an algorithm at hand, to call its tests one by one. */
final class ContractOf extends AlgorithmContract {
  private final Algorithm algorithm;

  ContractOf(Algorithm algorithm) {
    this.algorithm = algorithm;
  }

  @Override
  protected Algorithm algorithm() {
    return algorithm;
  }
}
