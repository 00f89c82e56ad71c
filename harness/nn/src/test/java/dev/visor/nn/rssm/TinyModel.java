package dev.visor.nn.rssm;

import dev.visor.nn.Deviation;
import dev.visor.nn.DoubleGraph;
import dev.visor.nn.Initialiser;
import dev.visor.nn.Layout;
import dev.visor.nn.Parameters;
import dev.visor.nn.Workspace;
import java.util.Random;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;

/** A state-space model small enough for a graph in double precision, which is here too. */
final class TinyModel {
  static final LatentShape SHAPE =
      new LatentShape(2, 4, 3, 5, 6, 3, new Deviation.Softplus(0, 0.1f));

  final Random random = new Random(57);
  final Workspace workspace = new Workspace();
  final Parameters weights;
  final Parameters gradient;

  TinyModel() {
    this(SHAPE);
  }

  TinyModel(LatentShape shape) {
    Layout.Builder layout = Layout.builder();
    shape.declare(layout);
    weights = layout.build().allocate(workspace);
    gradient = weights.zeros();
    shape.initialise(weights, random);
    for (String name : weights.names()) {
      if (name.contains("bias")) {
        Initialiser.glorot(weights, name, 6, 6, random);
      }
    }
  }

  /** Standard Gaussian draws. */
  float[] draw(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  /** Means and deviations. */
  record Gaussian(SDVariable mean, SDVariable std) {
    /** KL from another, each value for itself. */
    SDVariable divergence(SameDiff ops, Gaussian p) {
      SDVariable ratio = std.div(p.std);
      SDVariable distance = mean.sub(p.mean).div(p.std);
      return ratio
          .mul(ratio)
          .add(distance.mul(distance))
          .sub(1)
          .mul(0.5)
          .sub(ops.math().log(ratio));
    }
  }

  /** The parts of the model as a graph. */
  static final class Plain {
    final DoubleGraph graph = new DoubleGraph();
    final SameDiff ops = graph.graph();

    /** h′. */
    SDVariable recurrence(SDVariable stoch, SDVariable action, SDVariable h) {
      SDVariable x = ops.nn().elu(graph.dense("recurrence/in", ops.concat(1, stoch, action)));
      SDVariable fromInput =
          x.mmul(graph.get("recurrence/gru/input")).add(graph.get("recurrence/gru/input_bias"));
      SDVariable fromState =
          h.mmul(graph.get("recurrence/gru/recurrent"))
              .add(graph.get("recurrence/gru/recurrent_bias"));
      SDVariable[] in = ops.split(fromInput, 3, 1);
      SDVariable[] state = ops.split(fromState, 3, 1);
      SDVariable update = ops.nn().sigmoid(in[0].add(state[0]));
      SDVariable reset = ops.nn().sigmoid(in[1].add(state[1]));
      SDVariable fresh = ops.math().tanh(in[2].add(reset.mul(state[2])));
      return fresh.add(update.mul(h.sub(fresh)));
    }

    Gaussian posterior(SDVariable h, SDVariable embedding) {
      return gaussian(posteriorOutputs(h, embedding));
    }

    SDVariable posteriorOutputs(SDVariable h, SDVariable embedding) {
      return graph.dense(
          "posterior/out",
          ops.nn().elu(graph.dense("posterior/hidden", ops.concat(1, h, embedding))));
    }

    Gaussian prior(int k, SDVariable h) {
      return gaussian(priorOutputs(k, h));
    }

    SDVariable priorOutputs(int k, SDVariable h) {
      return dense("prior/out", k, ops.nn().elu(dense("prior/hidden", k, h)));
    }

    /** A head's slice of the ensemble's arrays. */
    private SDVariable dense(String name, int k, SDVariable x) {
      SDVariable kernel = ops.squeeze(ops.split(graph.get(name + "/kernel"), 3, 0)[k], 0);
      return x.mmul(kernel).add(ops.split(graph.get(name + "/bias"), 3, 0)[k]);
    }

    private Gaussian gaussian(SDVariable meanAndRaw) {
      SDVariable[] parts = ops.split(meanAndRaw, 2, 1);
      return new Gaussian(parts[0], ops.nn().softplus(parts[1]).add((double) 0.1f));
    }
  }
}
