package dev.visor.nn;

import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Parameters as ND4J's arrays, without copying them.
 *
 * <p>ND4J is optional: no other class of this package needs it, and who calls this one has it on
 * the class path, with a backend.
 */
public final class Nd4jViews {
  private Nd4jViews() {}

  /**
   * An array of some parameters, with its lengths, row-major. It shares their memory: what changes
   * on one side is seen on the other.
   *
   * <p>It must not be used once its {@link Workspace} is closed, which ND4J does not check.
   *
   * @throws IllegalArgumentException if there is no array of that name
   * @throws IllegalStateException if the workspace is closed
   */
  public static INDArray of(Parameters parameters, String name) {
    long[] shape = Arrays.stream(parameters.shape(name)).asLongStream().toArray();
    FloatPointer memory = parameters.part(name).pointer();
    return Nd4j.create(
        Nd4j.createBuffer(memory, DataType.FLOAT, memory.limit(), FloatIndexer.create(memory)),
        shape,
        Nd4j.getStrides(shape, 'c'),
        0,
        'c',
        DataType.FLOAT);
  }
}
