package dev.visor.plugin.lompo;

import dev.visor.api.*;
import java.io.*;
import java.util.*;

final class ToyMain {
  public static void main(String[] a) throws Exception {
    LatentAlgorithm algorithm =
        a[0].equals("slac") ? new Slac() : a[0].equals("lmrl") ? new Lmrl() : new Lompo();
    DatasetView data = ToyPointMass.dataset(40, 250, "toy");
    double sum = 0;
    float[] r = new float[250];
    for (int e = 0; e < 40; e++) {
      data.rewards(e, 0, 250, r, 0);
      for (float x : r) sum += x;
    }
    System.out.println("behaviour " + sum / 40);
    TestContext c =
        new TestContext(data, ToyPointMass.spec(250), algorithm.defaults(Profile.QUICK), a[1]);
    RandomStream rs = RandomStream.of("r");
    System.out.println(
        "random "
            + Arrays.stream(
                    ToyPointMass.returns(
                        new Policy() {
                          public void reset(java.util.random.RandomGenerator g) {}

                          public float[] act(Observation o) {
                            return new float[] {2 * rs.nextFloat() - 1, 2 * rs.nextFloat() - 1};
                          }
                        },
                        40,
                        250))
                .average()
                .getAsDouble());
    long t0 = System.nanoTime();
    OfflineTrainer t = algorithm.offline(c);
    System.out.printf("made %.1f s%n", (System.nanoTime() - t0) / 1e9);
    while (t.done() < t.updates()) {
      t.step();
      long d = t.done();
      if (d == 20 || d % 100 == 0 && d <= 300 || d % 500 == 300 || d == 301) {
        System.out.printf("%d %.1f s %s%n", d, (System.nanoTime() - t0) / 1e9, c.lastScalars());
      }
      if (d > t.policyFrom() && (d - t.policyFrom()) % 1000 == 0) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        t.writePolicy(out);
        Policy p = algorithm.readPolicy(c, new ByteArrayInputStream(out.toByteArray()));
        long s = System.nanoTime();
        double[] x = ToyPointMass.returns(p, 20, 250);
        System.out.printf(
            "EVAL %d %.1f s mean %.1f %s (%.3f ms per step)%n",
            d,
            (System.nanoTime() - t0) / 1e9,
            Arrays.stream(x).average().getAsDouble(),
            Arrays.toString(Arrays.stream(x).mapToInt(v -> (int) v).toArray()),
            (System.nanoTime() - s) / 1e6 / 5000);
      }
    }
  }
}
