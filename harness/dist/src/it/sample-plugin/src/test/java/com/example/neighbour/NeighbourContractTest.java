package com.example.neighbour;

import dev.visor.api.Algorithm;
import dev.visor.testkit.AlgorithmContract;

class NeighbourContractTest extends AlgorithmContract {
  @Override
  protected Algorithm algorithm() {
    return new NeighbourAlgorithm();
  }
}
