package dev.visor.core.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.hash.Hashing;
import dev.visor.api.EvaluatedEpisode;
import dev.visor.api.Evaluation;
import dev.visor.api.Success;
import dev.visor.core.ExitCode;
import dev.visor.core.VisorException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestTest {
  @TempDir Path folder;

  @Test
  void what_is_written_is_read_back() throws IOException {
    Manifest ok = Samples.ok(Samples.trial("bc", 0));
    Manifest failed = Samples.failed(Samples.trial("bc", 1), "it broke");

    for (Manifest manifest : List.of(ok, failed)) {
      Path file = folder.resolve("manifest.json");
      manifest.write(file);
      assertThat(Manifest.read(file)).isEqualTo(manifest);
    }
  }

  @Test
  void bytes_are_those_of_the_documented_form() {
    String text = Samples.failed(Samples.trial("bc", 0), "it broke").text();

    assertThat(text)
        .startsWith(
            """
            {
              "schema": 1,
              "trial": "bc.s0",
              "identity": "%s0",
              "status": "failed",
              "reason": "it broke",
            """
                .formatted("e".repeat(63)))
        .contains("\"parameters\": {\n    \"note\": \"=1+1 \u00fc \\\"x\\\"\",\n")
        .contains("\"wall_limit_seconds\": 5400")
        .contains("\"returns\": [ 1.0, 2.0 ]")
        .endsWith("}\n")
        .doesNotContain("\r");
  }

  @Test
  void evidence_from_before_digests_were_kept_is_read_and_written_as_it_was() throws IOException {
    Manifest old = Samples.withoutDigests(Samples.trial("bc", 0));
    Path file = folder.resolve("manifest.json");
    old.write(file);

    assertThat(old.text()).contains("\"schema\": 1,").doesNotContain("digests");
    assertThat(Manifest.read(file)).isEqualTo(old);
    assertThat(Manifest.read(file).digests().known()).isFalse();
  }

  @Test
  void what_solved_the_task_and_what_training_measured_is_kept() throws IOException {
    Manifest ok = Samples.ok(Samples.trial("bc", 0));
    List<Evaluation> told = new ArrayList<>(ok.evaluations());
    told.set(
        3,
        new Evaluation(
            500,
            List.of(
                new EvaluatedEpisode(1, 2, false, Success.SOLVED),
                new EvaluatedEpisode(1, 2, false, Success.UNSOLVED))));
    Manifest manifest =
        new Manifest(
            ok.trial(),
            ok.status(),
            "",
            ok.updates(),
            0,
            told,
            ok.determinism(),
            ok.fingerprint(),
            ok.digests(),
            ok.measures());
    Path file = folder.resolve("manifest.json");
    manifest.write(file);

    assertThat(manifest.text()).contains("\"solved\": [ true, false ]", "\"model/kl\": 3.5");
    assertThat(Manifest.read(file)).isEqualTo(manifest);
  }

  @Test
  void sha256_is_that_of_the_file() throws IOException {
    Path file = folder.resolve("manifest.json");
    Manifest manifest = Samples.ok(Samples.trial("bc", 0));
    manifest.write(file);

    assertThat(manifest.sha256())
        .isEqualTo(Hashing.sha256().hashBytes(Files.readAllBytes(file)).toString());
  }

  @Test
  void returns_that_are_not_finite_are_kept() throws IOException {
    Manifest manifest =
        new Manifest(
            Samples.trial("bc", 0),
            TrialStatus.DIVERGED,
            "loss",
            3,
            0,
            List.of(Samples.evaluation(1, Double.NaN, Double.NEGATIVE_INFINITY)),
            DeterminismTier.STATISTICAL,
            Samples.FINGERPRINT);
    Path file = folder.resolve("manifest.json");
    manifest.write(file);

    assertThat(Manifest.read(file)).isEqualTo(manifest);
  }

  @Test
  void rule_selects_the_last_evaluations_of_a_trial_that_is_ok() {
    assertThat(Samples.ok(Samples.trial("bc", 0)).scored())
        .extracting(Evaluation::update)
        .containsExactly(250L, 375L, 500L);
    assertThat(Samples.failed(Samples.trial("bc", 0), "it broke").scored()).isEmpty();
  }

  @Test
  void reason_is_one_line() {
    assertThat(Samples.failed(Samples.trial("bc", 0), " a\n  b\r\nc\n").reason())
        .isEqualTo("a b c");
  }

  @Test
  void ok_needs_its_evaluations_and_no_reason_and_anything_else_needs_one() {
    var trial = Samples.trial("bc", 0);
    List<Evaluation> two = List.of(Samples.evaluation(1, 1, 1), Samples.evaluation(2, 1, 1));

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Manifest(
                    trial,
                    TrialStatus.OK,
                    "",
                    100,
                    0,
                    two,
                    DeterminismTier.BITWISE,
                    Samples.FINGERPRINT))
        .withMessageContaining("last3 needs 3");
    assertThatIllegalArgumentException().isThrownBy(() -> Samples.failed(trial, "\n"));
  }

  @Test
  void what_learns_nothing_has_one_policy_and_its_one_evaluation_is_scored() {
    Evaluation only = Samples.evaluation(0, 1, 1);

    Manifest manifest =
        new Manifest(
            Samples.trial("random", 0),
            TrialStatus.OK,
            "",
            0,
            0,
            List.of(only),
            DeterminismTier.BITWISE,
            Samples.FINGERPRINT);

    assertThat(manifest.scored()).containsExactly(only);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"schema\": 2|\"schema\": 3",
        "\"schema\": 2|\"schema\": 1",
        "\"scalars\"|\"scalar\"",
        "\"schema\": 2|\"schema\": \"1\"",
        "\"schema\": 2|\"schema\": 1.5",
        "\"schema\": 2|\"schema\": null",
        "\"schema\": 2,|",
        "\"schema\": 2,|\"schema\": 2, \"schema\": 2,",
        "\"schema\": 2,|\"schema\": 2, \"extra\": 1,",
        "\"status\": \"ok\"|\"status\": \"fine\"",
        "\"size\": \"10k\"|\"size\": \"10K\"",
        "\"task\": \"walker-walk@1\"|\"task\": \"walker-walk\"",
        "\"returns\": [ 1.0, 2.0 ]|\"returns\": [ 1.0 ]",
        "\"returns\": [ 1.0, 2.0 ]|\"returns\": [ 1.0, null ]",
        "\"java\": \"17.0.15\"|\"java\": \"17.0.16\""
      })
  void damage_is_told_with_the_file(String found, String put) throws IOException {
    Path file = folder.resolve("manifest.json");
    String text = Samples.ok(Samples.trial("bc", 0)).text();
    assertThat(text).contains(found);
    Files.writeString(file, text.replace(found, put == null ? "" : put));

    VisorException error = catchThrowableOfType(VisorException.class, () -> Manifest.read(file));

    assertThat(error.exit()).isEqualTo(ExitCode.INTEGRITY);
    assertThat(error.place()).startsWith(file.toString());
    assertThat(error.remedy()).contains("running again makes the trial anew");
  }

  @Test
  void torn_file_is_told_with_line_and_column() throws IOException {
    Path file = folder.resolve("manifest.json");
    String text = Samples.ok(Samples.trial("bc", 0)).text();
    Files.writeString(file, text.substring(0, text.length() / 2));

    VisorException error = catchThrowableOfType(VisorException.class, () -> Manifest.read(file));

    assertThat(error.place()).matches(".*manifest\\.json:[0-9]+:[0-9]+");
  }

  @Test
  void anything_behind_the_end_is_damage() throws IOException {
    Path file = folder.resolve("manifest.json");
    Files.writeString(file, Samples.ok(Samples.trial("bc", 0)).text() + "{}");

    assertThat(catchThrowableOfType(VisorException.class, () -> Manifest.read(file))).isNotNull();
  }

  @Test
  void fingerprint_differs_with_every_part() {
    Fingerprint one = Samples.FINGERPRINT;

    assertThat(
            List.of(
                one.sha256(),
                new Fingerprint(one.files(), "25", one.cpu(), 1).sha256(),
                new Fingerprint(one.files(), one.java(), "avx512", 1).sha256(),
                new Fingerprint(one.files(), one.java(), one.cpu(), 2).sha256(),
                new Fingerprint(new TreeMap<>(), one.java(), one.cpu(), 1).sha256()))
        .doesNotHaveDuplicates()
        .allSatisfy(sha -> assertThat(sha.getBytes(StandardCharsets.US_ASCII)).hasSize(64));
  }
}
