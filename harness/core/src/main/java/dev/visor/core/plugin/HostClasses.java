package dev.visor.core.plugin;

import java.io.IOException;
import java.net.URL;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * What plugins see of the host: the Java platform, PF4J and the shared packages. Without it a
 * plugin could come to depend on a library that the host uses for itself, and would break when the
 * host changes it.
 *
 * <p>Resources are not held back: ND4J looks for its native back end through the context class
 * loader.
 */
final class HostClasses extends ClassLoader {
  private final ClassLoader host;

  HostClasses(ClassLoader host) {
    super("visor-host", ClassLoader.getPlatformClassLoader());
    this.host = host;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (SharedPackages.lends(name) || name.startsWith("org.pf4j.")) {
      return host.loadClass(name);
    }
    return super.loadClass(name, resolve);
  }

  @Override
  public @Nullable URL getResource(String name) {
    return host.getResource(name);
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    return host.getResources(name);
  }
}
