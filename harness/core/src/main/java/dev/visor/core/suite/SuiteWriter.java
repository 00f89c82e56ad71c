package dev.visor.core.suite;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes a suite in its one canonical form: every key, in a fixed order, with no default left out
 * that has a meaning. {@link SuiteReader} reads it back as the same suite.
 */
public final class SuiteWriter {
  /** What can stand without quotes; all of it but {@code null}, which YAML takes for nothing. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.@/+-]*");

  private SuiteWriter() {}

  /** SHA-256, in hexadecimal, of the canonical form. */
  public static String sha256(Suite suite) {
    return Hashing.sha256().hashString(text(suite), StandardCharsets.UTF_8).toString();
  }

  /** The canonical form. */
  public static String text(Suite suite) {
    Protocol protocol = suite.protocol();
    StringBuilder text = new StringBuilder();
    line(text, "schema", Integer.toString(SuiteReader.SCHEMA));
    line(text, "name", suite.name());
    line(text, "seed", Long.toString(suite.seed()));
    text.append("protocol:\n");
    line(text, "  eval_episodes", Integer.toString(protocol.evalEpisodes()));
    line(text, "  eval_points", Integer.toString(protocol.evalPoints()));
    line(text, "  checkpoint", protocol.checkpoint().id());
    line(text, "  threads", Integer.toString(protocol.threads()));
    line(text, "  wall_limit", Units.duration(protocol.wallLimit()));
    line(text, "observation", Units.pixels(suite.imageSize()));
    line(text, "tasks", list(suite.tasks()));
    if (!suite.kinds().isEmpty()) {
      text.append("datasets:\n");
      line(text, "  kinds", list(suite.kinds()));
      line(text, "  sizes", list(suite.sizes().stream().map(DatasetSize::text).toList()));
    }
    line(text, "seeds", Integer.toString(suite.seeds()));
    line(text, "profile", suite.profile().id());
    text.append("algorithms:\n");
    suite.algorithms().forEach(variant -> variant(text, variant));
    line(text, "metrics", list(suite.metrics()));
    return text.toString();
  }

  private static void variant(StringBuilder text, Variant variant) {
    text.append("  - ").append(variant.algorithm()).append(':');
    if (variant.parameters().isEmpty()) {
      text.append(" {}");
    }
    text.append('\n');
    for (Map.Entry<String, String> parameter : variant.parameters().entrySet()) {
      line(text, "      " + scalar(parameter.getKey()), scalar(parameter.getValue()));
    }
    variant
        .environmentSteps()
        .ifPresent(steps -> line(text, "    online", "{ env_steps: " + steps + " }"));
    line(text, "    as", variant.name());
  }

  private static void line(StringBuilder text, String key, String value) {
    text.append(key).append(": ").append(value).append('\n');
  }

  private static String list(List<String> values) {
    return values.stream().map(SuiteWriter::scalar).collect(Collectors.joining(", ", "[", "]"));
  }

  /** A text as it is where that is safe, and in double quotes elsewhere. */
  private static String scalar(String value) {
    if (PLAIN.matcher(value).matches() && !value.equals("null")) {
      return value;
    }
    StringBuilder quoted = new StringBuilder("\"");
    value
        .codePoints()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
              } else if (c >= ' ' && c < 0x7f) {
                quoted.append((char) c);
              } else {
                quoted.append(String.format(Locale.ROOT, "\\U%08x", c));
              }
            });
    return quoted.append('"').toString();
  }
}
