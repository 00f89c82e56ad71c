package dev.visor.core.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.visor.core.ExitCode;
import dev.visor.core.VisorException;
import dev.visor.core.run.Interruption;
import dev.visor.core.run.RunEvent;
import dev.visor.core.run.ToyRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Further seeds of a cell of the toy plugin, whoever accused it. */
class ConfirmationTest {
  private static final String SUITE = ToyRun.twoByTwo(40, 0);
  private static final GateCell ACCUSED = new GateCell("toy", "toy-line@1/expert/full");

  @TempDir static Path home;
  @TempDir Path place;
  private final List<RunEvent> events = new ArrayList<>();
  private ToyRun toy;

  @BeforeEach
  void runTheSuite() {
    toy = new ToyRun(place, home);
    toy.run(SUITE, "run", ToyRun.inline());
  }

  private GateEvidence confirm(String run) {
    return confirm(run, new Interruption()).orElseThrow();
  }

  private Optional<GateEvidence> confirm(String run, Interruption interruption) {
    return new Confirmation(toy.host(), events::add, ToyRun.inline())
        .run(
            GateEvidence.read(toy.folder(run).path()),
            Set.of(ACCUSED),
            3,
            toy.folder("confirmed"),
            interruption);
  }

  private long trained() {
    return events.stream().filter(event -> event instanceof RunEvent.TrialStarted).count();
  }

  @Test
  void seeds_that_the_run_did_not_have_are_trained_once() {
    GateEvidence more = confirm("run");
    confirm("run");

    assertThat(more.rows()).extracting("seedIndex").containsOnly(2, 3, 4);
    assertThat(trained()).isEqualTo(3);
  }

  @Test
  void a_run_of_other_code_is_not_confirmed() {
    toy.writeJar("1.0.1");

    VisorException error = catchThrowableOfType(VisorException.class, () -> confirm("run"));

    assertThat(error.exit()).isEqualTo(ExitCode.NOT_COMPARABLE);
    assertThat(error.what()).contains("other code", "toy.jar changed since");
    assertThat(trained()).isZero();
  }

  @Test
  void seeds_that_other_code_trained_into_the_same_folder_are_trained_again() {
    confirm("run");
    toy.writeJar("1.0.1");
    toy.run(SUITE, "changed", ToyRun.inline());

    confirm("changed");

    assertThat(trained()).isEqualTo(6);
  }

  @Test
  void seeds_of_other_code_are_none_where_the_new_ones_were_not_trained() {
    confirm("run");
    toy.writeJar("1.0.1");
    toy.run(SUITE, "changed", ToyRun.inline());
    Interruption atOnce = new Interruption();
    atOnce.request();

    assertThat(confirm("changed", atOnce)).isEmpty();
  }
}
