package dev.visor.core.plugin;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.name.Names;
import java.util.HashMap;
import java.util.Map;
import org.pf4j.ExtensionFactory;
import org.pf4j.PluginManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes extensions by constructor injection, with one Guice injector for each plugin.
 *
 * <p>An injector of its own, not a child of the host's: nothing of the host reaches a plugin by
 * injection but the two things bound here, and nothing of a plugin moves up into the host. Beside
 * them an extension may ask for any class of its own jar that has a constructor with
 * {@code @Inject}, or one without arguments.
 */
final class InjectingExtensionFactory implements ExtensionFactory {
  private final PluginManager plugins;
  private final String visorVersion;
  private final Map<String, Injector> injectors = new HashMap<>();

  InjectingExtensionFactory(PluginManager plugins, String visorVersion) {
    this.plugins = plugins;
    this.visorVersion = visorVersion;
  }

  @Override
  public <T> T create(Class<T> extension) {
    String plugin = plugins.whichPlugin(extension).getPluginId();
    Injector injector;
    synchronized (injectors) {
      injector = injectors.computeIfAbsent(plugin, id -> Guice.createInjector(new Whitelist(id)));
    }
    return injector.getInstance(extension);
  }

  /** All that the host offers for injection. */
  private final class Whitelist extends AbstractModule {
    private final String plugin;

    Whitelist(String plugin) {
      this.plugin = plugin;
    }

    @Override
    protected void configure() {
      bind(Logger.class).toInstance(LoggerFactory.getLogger("plugin." + plugin));
      bindConstant().annotatedWith(Names.named("visor.version")).to(visorVersion);
    }
  }
}
