package dev.visor.plugin.dreamer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.api.EnvironmentSpec;
import dev.visor.api.Observation;
import dev.visor.api.ObservationSpec;
import dev.visor.api.PictureAveraging;
import dev.visor.api.Policy;
import dev.visor.api.Profile;
import dev.visor.api.RandomStream;
import dev.visor.api.ReferenceReturns;
import dev.visor.api.TaskDescriptor;
import dev.visor.api.TaskId;
import dev.visor.nn.Parameters;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Policies in files: of what is shown as it is, and of what is averaged first. */
class PolicyFileTest {
  private static final TaskDescriptor TASK =
      new TaskDescriptor(
          TaskId.parse("toy@1"),
          "Two values are chosen.",
          50,
          1,
          0.05,
          List.of("x", "y"),
          List.of(),
          "fixed",
          32,
          0,
          1,
          new ReferenceReturns(0, 50),
          "this test",
          List.of());
  private static final EnvironmentSpec SMALL = new EnvironmentSpec(TASK, TinyDreams.PICTURES);
  private static final EnvironmentSpec LARGE =
      new EnvironmentSpec(TASK, new ObservationSpec(64, 64, 0));
  private static final PictureAveraging HALVED = new PictureAveraging(64, 32);
  private static final PictureAveraging NONE = new PictureAveraging(32, 32);

  private final TinyDreams tiny = new TinyDreams(Map.of());

  @AfterEach
  void close() {
    tiny.workspace.close();
  }

  @Test
  void dreamer_acts_on_large_pictures_as_on_their_averages() throws IOException {
    byte[] averaging = dreamer(HALVED);
    byte[] plain = dreamer(NONE);
    try (Policy large = PolicyFile.read(new ByteArrayInputStream(averaging), LARGE);
        Policy small = PolicyFile.read(new ByteArrayInputStream(plain), SMALL)) {
      requireSame(large, small);
    }
    assertThatThrownBy(() -> PolicyFile.read(new ByteArrayInputStream(averaging), SMALL))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("sees 64 × 64 pixels");
    assertThatThrownBy(() -> PolicyFile.read(new ByteArrayInputStream(plain), LARGE))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("sees 32 × 32 pixels");
  }

  @Test
  void planet_plans_on_large_pictures_as_on_their_averages() throws IOException {
    try (Policy large = PlanetModel.read(planet(HALVED), LARGE);
        Policy small = PlanetModel.read(planet(NONE), SMALL)) {
      requireSame(large, small);
    }
    assertThatThrownBy(() -> PlanetModel.read(planet(NONE), LARGE))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("sees 32 × 32 pixels");
  }

  private byte[] dreamer(PictureAveraging averaging) throws IOException {
    int layers = tiny.parameters.behaviourLayers();
    Parameters actor =
        PolicyNetwork.layout(
                tiny.shape.features(), layers, tiny.parameters.behaviourUnits(), TinyDreams.ACTIONS)
            .allocate(tiny.workspace);
    PolicyNetwork.initialise(actor, layers, RandomStream.of("actor"));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PolicyFile.write(out, tiny.parameters, averaging, tiny.shape, tiny.weights, actor);
    return out.toByteArray();
  }

  private DataInputStream planet(PictureAveraging averaging) throws IOException {
    PlanetParameters parameters = PlanetParameters.defaults(Profile.SMOKE);
    ModelShape shape = PlanetModel.shape(TinyDreams.PICTURES, TinyDreams.ACTIONS, parameters);
    Parameters weights = shape.initial(tiny.workspace, RandomStream.of("model"));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PlanetModel.write(out, averaging, shape, weights, parameters.planning());
    return new DataInputStream(new ByteArrayInputStream(out.toByteArray()));
  }

  private static void requireSame(Policy large, Policy small) {
    large.reset(RandomStream.of("noise"));
    small.reset(RandomStream.of("noise"));
    RandomStream pictures = RandomStream.of("large");
    byte[] image = new byte[64 * 64 * 3];
    byte[] averaged = new byte[32 * 32 * 3];
    for (int t = 0; t < 3; t++) {
      pictures.nextBytes(image);
      HALVED.average(image, 1, averaged, 0);
      assertThat(large.act(new Observation(image, new float[0])))
          .containsExactly(small.act(new Observation(averaged, new float[0])));
    }
  }
}
