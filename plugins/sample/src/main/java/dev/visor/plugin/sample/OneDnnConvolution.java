package dev.visor.plugin.sample;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.layers.mkldnn.MKLDNNConvHelper;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Deeplearning4j's convolution with its oneDNN helper in use.
 *
 * <p>Deeplearning4j 1.0.0-M2.1 looks for that helper's switch under the name of a class that ND4J
 * has renamed, does not find it, and computes convolutions by im2col, ten times slower. The helper
 * itself works, for channels first; for channels last it does not, and is not used here.
 */
final class OneDnnConvolution extends ConvolutionLayer {
  private static final long serialVersionUID = 1;

  OneDnnConvolution(ConvolutionLayer.Builder builder) {
    super(builder);
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int index,
      INDArray weights,
      boolean initialise,
      DataType type) {
    Implementation layer = new Implementation(conf, type);
    layer.setListeners(listeners);
    layer.setIndex(index);
    layer.setParamsViewArray(weights);
    layer.setParamTable(initializer().init(conf, weights, initialise));
    layer.setConf(conf);
    return layer;
  }

  private static final class Implementation
      extends org.deeplearning4j.nn.layers.convolution.ConvolutionLayer {
    private static final long serialVersionUID = 1;

    Implementation(NeuralNetConfiguration conf, DataType type) {
      super(conf, type);
      helper = new MKLDNNConvHelper(type);
    }
  }
}
