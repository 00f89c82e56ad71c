package dev.visor.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.api.Algorithm;
import dev.visor.api.AlgorithmDescriptor;
import dev.visor.api.LearningMode;
import dev.visor.api.Profile;
import dev.visor.core.VisorException;
import dev.visor.core.plugin.AlgorithmParameters;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What {@link AlgorithmContract} and {@link OnlineAlgorithmContract} both ask. */
public abstract class AlgorithmBasics {
  /** The algorithm under test. */
  protected abstract Algorithm algorithm();

  /** What the contract has it learn from. */
  abstract LearningMode mode();

  /** Reads the descriptor twice, and tries all defaults. */
  @Test
  public void itDescribesItself() {
    AlgorithmDescriptor<?> descriptor = algorithm().describe();
    AlgorithmDescriptor<?> again = algorithm().describe();

    assertThat(descriptor.id()).isEqualTo(again.id()).matches("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    assertThat(descriptor.version()).isEqualTo(again.version()).isPositive();
    assertThat(descriptor.summary()).isNotBlank().endsWith(".");
    assertThat(descriptor.paper()).isNotBlank();
    assertThat(descriptor.modes()).isEqualTo(again.modes()).contains(mode());
    assertThat(AlgorithmParameters.of(descriptor).cards())
        .allSatisfy(card -> assertThat(card.meaning()).as(card.name()).endsWith("."));
  }

  /** Looks for the class in the index that PF4J's annotation processor writes. */
  @Test
  public void itIsInTheIndexOfExtensions() throws IOException {
    Set<String> indexed = new TreeSet<>();
    ClassLoader loader = algorithm().getClass().getClassLoader();
    for (URL index : Collections.list(loader.getResources("META-INF/extensions.idx"))) {
      try (InputStream in = index.openStream();
          BufferedReader reader =
              new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
        indexed.addAll(reader.lines().toList());
      }
    }
    assertThat(indexed)
        .as("classes named in META-INF/extensions.idx; annotate the algorithm with @Extension")
        .contains(algorithm().getClass().getName());
  }

  /** Names a parameter that there is not. */
  @Test
  public void anUnknownParameterIsRejected() {
    AlgorithmParameters parameters = AlgorithmParameters.of(algorithm().describe());
    assertThatThrownBy(() -> parameters.complete(Profile.SMOKE, Map.of("no_such_parameter", "1")))
        .isInstanceOf(VisorException.class)
        .hasMessageContaining("no_such_parameter");
  }
}
