package dev.visor.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class Nd4jViewsTest {
  private final Workspace workspace = new Workspace();
  private final Parameters parameters =
      Layout.builder()
          .add("before", 7)
          .add("kernel", 2, 3)
          .add("cube", 2, 3, 2)
          .add("scalar")
          .build()
          .allocate(workspace);

  @Test
  void view_ofAnArray_hasItsLengthsAndValuesRowByRow() {
    parameters.set("kernel", new float[] {1, 2, 3, 4, 5, 6});
    INDArray kernel = Nd4jViews.of(parameters, "kernel");
    assertThat(kernel.shape()).containsExactly(2, 3);
    assertThat(kernel).isEqualTo(Nd4j.create(new float[][] {{1, 2, 3}, {4, 5, 6}}));
    parameters.set("cube", new float[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11});
    assertThat(Nd4jViews.of(parameters, "cube").getFloat(1, 2, 0)).isEqualTo(10);
    parameters.set("scalar", new float[] {5});
    assertThat(Nd4jViews.of(parameters, "scalar").getFloat(0)).isEqualTo(5);
  }

  @Test
  void changes_ofTheParameters_areSeenInAViewThatWasThereBefore() {
    INDArray kernel = Nd4jViews.of(parameters, "kernel");
    parameters.set("kernel", new float[] {1, 2, 3, 4, 5, 6});
    assertThat(kernel.sumNumber().floatValue()).isEqualTo(21);
    parameters.clear();
    assertThat(kernel.sumNumber().floatValue()).isZero();
  }

  @Test
  void changes_ofAView_areSeenInTheParameters_andNowhereElse() {
    parameters.set("kernel", new float[] {1, 2, 3, 4, 5, 6});
    INDArray kernel = Nd4jViews.of(parameters, "kernel");
    kernel.putScalar(1, 0, -4);
    kernel.muli(2);
    assertThat(parameters.get("kernel")).containsExactly(2, 4, 6, -8, 10, 12);
    kernel.assign(Nd4j.ones(3, 2).transpose());
    assertThat(parameters.get("kernel")).containsOnly(1);
    assertThat(parameters.get("before")).containsOnly(0);
    assertThat(parameters.get("cube")).containsOnly(0);
  }

  @Test
  void product_ofAView_isThatOfTheValues() {
    parameters.set("kernel", new float[] {1, 2, 3, 4, 5, 6});
    INDArray kernel = Nd4jViews.of(parameters, "kernel");
    assertThat(kernel.mmul(kernel.transpose()))
        .isEqualTo(Nd4j.create(new float[][] {{14, 32}, {32, 77}}));
  }

  @Test
  void view_thatIsForgotten_leavesTheMemoryToItsWorkspace() {
    parameters.set("kernel", new float[] {1, 2, 3, 4, 5, 6});
    for (int i = 0; i < 1000; i++) {
      Nd4jViews.of(parameters, "kernel").addi(1);
    }
    System.gc();
    assertThat(parameters.get("kernel")).containsExactly(1001, 1002, 1003, 1004, 1005, 1006);
  }

  @Test
  void view_ofAnArrayThatIsNotThereOrClosed_isRefused() {
    assertThatThrownBy(() -> Nd4jViews.of(parameters, "bias"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no array named bias");
    workspace.close();
    assertThatThrownBy(() -> Nd4jViews.of(parameters, "kernel"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }
}
