package dev.visor.plugin.sac;

import dev.visor.api.Algorithm;
import dev.visor.testkit.OnlineAlgorithmContract;

class SacContractTest extends OnlineAlgorithmContract {
  @Override
  protected Algorithm algorithm() {
    return new SacAlgorithm();
  }
}
