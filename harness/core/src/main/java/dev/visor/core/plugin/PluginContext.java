package dev.visor.core.plugin;

/**
 * Lets the current thread look for classes and services as a plugin does, until closed. Libraries
 * that a plugin brings with it may need this while they run: the host opens one around the making
 * of extensions, and whoever runs a trial opens one around its training.
 *
 * <pre>{@code
 * try (PluginContext context = PluginContext.of(algorithm)) {
 *   trainer.step();
 * }
 * }</pre>
 */
public final class PluginContext implements AutoCloseable {
  private final Thread thread;
  private final ClassLoader before;

  private PluginContext(Thread thread, ClassLoader before) {
    this.thread = thread;
    this.before = before;
  }

  /** The context of the plugin that an object's class comes from. */
  public static PluginContext of(Object extension) {
    return of(extension.getClass().getClassLoader());
  }

  static PluginContext of(ClassLoader loader) {
    Thread thread = Thread.currentThread();
    PluginContext context = new PluginContext(thread, thread.getContextClassLoader());
    thread.setContextClassLoader(loader);
    return context;
  }

  /** Puts the thread's own context class loader back; to be called by the same thread. */
  @Override
  public void close() {
    thread.setContextClassLoader(before);
  }
}
