package dev.visor.plugin.sample;

import static org.assertj.core.api.Assertions.assertThat;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The fast convolution against the one that Deeplearning4j computes by im2col. */
class OneDnnConvolutionTest {
  @ParameterizedTest
  @CsvSource({"4, 2", "3, 1", "3, 2"})
  void outputs_and_gradients_are_those_of_deeplearning4js_own(int kernel, int stride) {
    ComputationGraph own = graph(builder(kernel, stride).build(), builder(kernel, stride).build());
    ComputationGraph fast =
        graph(
            new OneDnnConvolution(builder(kernel, stride)),
            new OneDnnConvolution(builder(kernel, stride)));
    fast.setParams(own.params().dup());
    INDArray input = Nd4j.rand(DataType.FLOAT, 5, 3, 17, 17);
    INDArray target = Nd4j.rand(DataType.FLOAT, 5, 2);

    assertClose(fast.outputSingle(input), own.outputSingle(input));

    // One step of plain gradient descent: the weights move by the gradient.
    own.fit(new INDArray[] {input}, new INDArray[] {target});
    fast.fit(new INDArray[] {input}, new INDArray[] {target});
    assertClose(fast.params(), own.params());
  }

  private static ConvolutionLayer.Builder builder(int kernel, int stride) {
    return new ConvolutionLayer.Builder(kernel, kernel)
        .stride(stride, stride)
        .nOut(4)
        .activation(Activation.RELU);
  }

  private static ComputationGraph graph(ConvolutionLayer first, ConvolutionLayer second) {
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(7)
                .updater(new Sgd(1))
                .weightInit(WeightInit.XAVIER_UNIFORM)
                .graphBuilder()
                .addInputs("in")
                .setInputTypes(InputType.convolutional(17, 17, 3))
                .addLayer("first", first, "in")
                .addLayer("second", second, "first")
                .addLayer(
                    "out",
                    new OutputLayer.Builder(LossFunction.MSE)
                        .nOut(2)
                        .activation(Activation.TANH)
                        .build(),
                    "second")
                .setOutputs("out")
                .build());
    graph.init();
    return graph;
  }

  private static void assertClose(INDArray actual, INDArray expected) {
    double error = actual.sub(expected).norm2Number().doubleValue();
    double size = expected.norm2Number().doubleValue();
    assertThat(size).isPositive();
    assertThat(error / size).isLessThan(1e-5);
  }
}
