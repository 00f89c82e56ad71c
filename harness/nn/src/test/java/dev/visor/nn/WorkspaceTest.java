package dev.visor.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class WorkspaceTest {
  private static final int SIZE = 4;

  private final Workspace workspace = new Workspace();

  private static void assertRefused(ThrowingCallable use) {
    assertThatThrownBy(use)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the workspace is closed");
  }

  @Test
  void memory_afterItsWorkspaceIsClosed_isRefused() {
    Floats floats = workspace.floats(SIZE);
    Pictures pictures = new Pictures(workspace, Precision.FLOAT, 1, 1, SIZE);
    float[] values = new float[SIZE];
    workspace.close();
    assertRefused(() -> floats.read(values));
    assertRefused(() -> floats.write(values));
    assertRefused(floats::clear);
    assertRefused(() -> floats.copyFrom(floats));
    assertRefused(() -> pictures.read(0, values, 0, SIZE));
    assertRefused(() -> pictures.write(0, values, 0, SIZE));
    assertRefused(pictures::clear);
    assertRefused(pictures::zeros);
    assertRefused(() -> workspace.floats(SIZE));
  }

  @Test
  void layers_afterTheirWorkspaceIsClosed_areRefused() {
    Layout.Builder builder = Layout.builder();
    Convolution.declare(builder, "ahead", 2, SIZE, SIZE);
    TransposedConvolution.declare(builder, "back", 2, SIZE, SIZE);
    Mlp.declare(builder, "net", SIZE, SIZE);
    GruCell.declare(builder, "gru", SIZE, SIZE);
    Parameters parameters = builder.build().allocate(workspace);
    Parameters gradient = parameters.zeros();
    Pictures input = new Pictures(workspace, Precision.FLOAT, 1, SIZE, SIZE);
    Convolution convolution =
        Convolution.trained(
            parameters, gradient, "ahead", 2, Activation.RELU, input, Optional.of(input.zeros()));
    TransposedConvolution transposed =
        new TransposedConvolution(
            parameters, gradient, "back", 2, Activation.RELU, input, input.zeros());
    TransposedConvolution drawing =
        TransposedConvolution.drawing(parameters, gradient, "back", 2, input, input.zeros());
    Mlp.Pass pass = new Mlp(parameters, "net", 1, Activation.ELU).pass(workspace, 1);
    GruCell cell = new GruCell(workspace, parameters, "gru", 1);
    GruCell.Steps steps = cell.steps(workspace, 1, 1);
    ActivatedFloats activated = new ActivatedFloats(workspace, SIZE, Activation.TANH);
    Adam adam = new Adam(parameters, 0.1, 1);
    float[] values = new float[SIZE];
    List<ThrowingCallable> uses =
        List.of(
            convolution::refresh,
            convolution::forward,
            convolution::backward,
            transposed::refresh,
            transposed::forward,
            transposed::backward,
            drawing::refresh,
            drawing::forward,
            drawing::backward,
            () -> pass.forward(values, 1),
            () -> pass.forward(1),
            () -> pass.backwardToInput(values, 1),
            () -> cell.forward(values, values, 1),
            () -> steps.forward(0, values, values),
            () -> steps.backward(0, values, values),
            () -> steps.finish(gradient),
            activated::forward,
            activated::backward,
            () -> adam.update(gradient));
    assertThat(uses)
        .allSatisfy(use -> assertThatCode(use).as("while it is open").doesNotThrowAnyException());
    workspace.close();
    assertThat(uses).allSatisfy(WorkspaceTest::assertRefused);
  }

  @Test
  void memory_isZerosAtFirst_andALineOfTheCacheApart() {
    Floats odd = workspace.floats(3);
    Floats next = workspace.floats(5);
    assertThat(odd.toArray()).containsOnly(0);
    assertThat(next.toArray()).containsOnly(0);
    assertThat(odd.pointer().address() % 64).isZero();
    assertThat(next.pointer().address() % 64).isZero();
    workspace.close();
  }

  @Test
  void close_onceMore_doesNothing() {
    workspace.floats(1);
    workspace.close();
    assertThatCode(workspace::close).doesNotThrowAnyException();
  }
}
