package dev.visor.core.plugin;

import dev.visor.core.NearestName;
import dev.visor.core.VisorException;
import java.util.Collection;
import java.util.stream.Collectors;

/** Says that a name stands for nothing, and what may have been meant. */
final class UnknownName {
  private UnknownName() {}

  /**
   * @param what is wrong, as a sentence without a full stop
   * @param written the name
   * @param known the names there are
   * @param plugins all plugins: a broken one may have brought the name
   */
  static VisorException of(
      String what, String written, Collection<String> known, Collection<LoadedPlugin> plugins) {
    return VisorException.usage(what, "", remedy(written, known) + broken(plugins));
  }

  /** What to do about a name that does not exist. */
  static String remedy(String written, Collection<String> known) {
    String suggestion =
        NearestName.of(written, known).map(name -> "did you mean '" + name + "'? ").orElse("");
    return known.isEmpty()
        ? "there are none; name the jar of a plugin that brings one with --plugin"
        : suggestion + known.stream().sorted().collect(Collectors.joining(", ", "there are: ", ""));
  }

  private static String broken(Collection<LoadedPlugin> plugins) {
    StringBuilder text = new StringBuilder();
    for (LoadedPlugin plugin : plugins) {
      if (plugin.state() instanceof LoadedPlugin.Broken state) {
        text.append("; the plugin '")
            .append(plugin.id())
            .append("' (")
            .append(plugin.jar())
            .append(") is broken, and what it brings cannot be used: ")
            .append(state.reason());
      }
    }
    return text.toString();
  }
}
