package dev.visor.core.plugin;

import dev.visor.core.VisorException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.pf4j.AbstractPluginManager;
import org.pf4j.DefaultExtensionFactory;
import org.pf4j.DefaultPluginFactory;
import org.pf4j.DefaultVersionManager;
import org.pf4j.ExtensionFactory;
import org.pf4j.ExtensionFinder;
import org.pf4j.IndexedExtensionFinder;
import org.pf4j.JarPluginLoader;
import org.pf4j.JarPluginRepository;
import org.pf4j.ManifestPluginDescriptorFinder;
import org.pf4j.PluginClassLoader;
import org.pf4j.PluginDependency;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginDescriptorFinder;
import org.pf4j.PluginFactory;
import org.pf4j.PluginLoader;
import org.pf4j.PluginRepository;
import org.pf4j.PluginRuntimeException;
import org.pf4j.PluginStatusProvider;
import org.pf4j.PluginWrapper;
import org.pf4j.VersionManager;

/**
 * PF4J as Visor uses it: thin jars named one by one, no folders that it looks into by itself, no
 * development mode, no list of disabled plugins.
 *
 * <p>PF4J's constructor asks for the extension factory before the fields of a subclass are set, so
 * that ours is given out by {@link #getExtensionFactory()} instead.
 */
final class VisorPluginManager extends AbstractPluginManager {
  private final HostClasses host;
  private final ExtensionFactory injecting;

  VisorPluginManager(String visorVersion) {
    // A root keeps PF4J from its default ones; nothing ever looks into it.
    super(List.of(Path.of("plugins")));
    setSystemVersion(visorVersion);
    host = new HostClasses(VisorPluginManager.class.getClassLoader());
    injecting = new InjectingExtensionFactory(this, visorVersion);
  }

  /** Loads jars that were found sound, so that they can be started in any order. */
  void load(List<PluginJar> jars) {
    Set<String> ids = jars.stream().map(PluginJar::id).collect(Collectors.toSet());
    for (PluginJar jar : jars) {
      load(jar, ids);
    }
    try {
      resolvePlugins();
    } catch (PluginRuntimeException e) {
      throw VisorException.integrity(
              "the plugins do not fit together: " + e.getMessage(),
              "Plugin-Dependencies in their manifests",
              "use versions of them that were made for each other")
          .causedBy(e);
    }
  }

  private void load(PluginJar jar, Set<String> ids) {
    PluginWrapper wrapper;
    try {
      wrapper = loadPluginFromPath(jar.path());
    } catch (RuntimeException e) {
      throw PluginJar.refusal(
              jar.path(),
              "PF4J cannot load it: " + e.getMessage(),
              "check the entries that begin with Plugin- in its manifest; Plugin-Version is three"
                  + " numbers, Plugin-Requires such a version or a range of them")
          .causedBy(e);
    }
    if (wrapper.getPluginState().isDisabled()) {
      throw PluginJar.refusal(
          jar.path(),
          "it requires Visor " + jar.requires() + ", and this is Visor " + getSystemVersion(),
          "update Visor, or use a version of the plugin that was made for this one");
    }
    for (PluginDependency dependency : wrapper.getDescriptor().getDependencies()) {
      if (!dependency.isOptional() && !ids.contains(dependency.getPluginId())) {
        throw PluginJar.refusal(
            jar.path(),
            "it needs the plugin '" + dependency.getPluginId() + "', which is not here",
            "put that plugin's jar into the same folder, or name it with --plugin too");
      }
    }
  }

  @Override
  public ExtensionFactory getExtensionFactory() {
    return injecting;
  }

  @Override
  protected PluginLoader createPluginLoader() {
    return new JarPluginLoader(this) {
      @Override
      protected PluginClassLoader createPluginClassLoader(Path path, PluginDescriptor descriptor) {
        return new SharingClassLoader(VisorPluginManager.this, descriptor, host);
      }
    };
  }

  @Override
  protected ExtensionFactory createExtensionFactory() {
    return new DefaultExtensionFactory();
  }

  @Override
  protected PluginRepository createPluginRepository() {
    return new JarPluginRepository(List.of());
  }

  @Override
  protected PluginFactory createPluginFactory() {
    return new DefaultPluginFactory();
  }

  @Override
  protected PluginDescriptorFinder createPluginDescriptorFinder() {
    return new ManifestPluginDescriptorFinder();
  }

  @Override
  protected ExtensionFinder createExtensionFinder() {
    return new IndexedExtensionFinder(this);
  }

  @Override
  protected PluginStatusProvider createPluginStatusProvider() {
    return new NothingDisabled();
  }

  @Override
  protected VersionManager createVersionManager() {
    return new DefaultVersionManager();
  }

  /** Takes shared packages from the host, and everything else from the plugin first. */
  private static final class SharingClassLoader extends PluginClassLoader {
    SharingClassLoader(
        VisorPluginManager manager, PluginDescriptor descriptor, HostClasses parent) {
      super(manager, descriptor, parent);
    }

    @Override
    protected boolean shouldDelegateToParent(String className) {
      return SharedPackages.lends(className) || super.shouldDelegateToParent(className);
    }
  }

  private static final class NothingDisabled implements PluginStatusProvider {
    @Override
    public boolean isPluginDisabled(String pluginId) {
      return false;
    }

    @Override
    public void disablePlugin(String pluginId) {
      throw new UnsupportedOperationException("plugins are removed, not disabled");
    }

    @Override
    public void enablePlugin(String pluginId) {
      throw new UnsupportedOperationException("plugins are never disabled");
    }
  }
}
