package dev.visor.plugin.sac;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** The returns of the last episodes of training, noise included. */
final class RecentReturns {
  private static final int MOST = 10;

  private final double[] returns = new double[MOST];
  private int episodes;

  void add(double totalReward) {
    returns[episodes++ % MOST] = totalReward;
  }

  /** How many there are, at most {@value #MOST}. */
  int count() {
    return Math.min(episodes, MOST);
  }

  /** Their mean; 0 before the first. */
  double mean() {
    double sum = 0;
    for (int i = 0; i < count(); i++) {
      sum += returns[i];
    }
    return count() == 0 ? 0 : sum / count();
  }

  void save(DataOutputStream out) throws IOException {
    out.writeInt(episodes);
    for (double totalReward : returns) {
      out.writeDouble(totalReward);
    }
  }

  void restore(DataInputStream in) throws IOException {
    episodes = in.readInt();
    for (int i = 0; i < MOST; i++) {
      returns[i] = in.readDouble();
    }
  }
}
