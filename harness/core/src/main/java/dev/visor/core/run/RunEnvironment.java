package dev.visor.core.run;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.visor.core.VisorVersion;
import dev.visor.core.plugin.PluginRegistry;
import dev.visor.core.trial.CodeEntry;
import dev.visor.core.trial.ProcessorClass;
import dev.visor.core.trial.Processors;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * {@code environment.json}: the machine, the Java, the plugins and the class path of a run, for
 * people who wonder why two runs differ. Neither paths nor environment variables are in it: a run's
 * folder may be published.
 *
 * @param schema of this file
 * @param visor its version
 * @param java vendor and version
 * @param operatingSystem name and version
 * @param cpu class of the processor
 * @param processors how many may be used
 * @param plugins all that were loaded
 * @param classPath SHA-256 of every jar of the host, by name
 */
@JsonPropertyOrder({"schema", "visor", "java", "operating_system", "cpu", "processors"})
record RunEnvironment(
    int schema,
    String visor,
    String java,
    String operatingSystem,
    String cpu,
    int processors,
    List<PluginUsed> plugins,
    SortedMap<String, String> classPath) {
  private static final int SCHEMA = 1;

  /** A plugin, by its jar's content. */
  record PluginUsed(String id, String version, String jar, String sha256) {}

  static RunEnvironment of(PluginRegistry plugins, CodeBase code) {
    SortedMap<String, String> classPath = new TreeMap<>();
    for (CodeEntry entry : code.host()) {
      classPath.put(entry.name(), entry.sha256());
    }
    return new RunEnvironment(
        SCHEMA,
        VisorVersion.current(),
        System.getProperty("java.vm.vendor") + " " + System.getProperty("java.runtime.version"),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        ProcessorClass.current(),
        Processors.count(),
        plugins.plugins().stream()
            .map(
                plugin ->
                    new PluginUsed(
                        plugin.id(),
                        plugin.version(),
                        plugin.jar().getFileName().toString(),
                        plugin.sha256()))
            .toList(),
        classPath);
  }

  /** The bytes of the file, as text. */
  String text() {
    ObjectMapper json =
        JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();
    try {
      return json.writeValueAsString(this) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the environment could not be written as JSON", e);
    }
  }
}
