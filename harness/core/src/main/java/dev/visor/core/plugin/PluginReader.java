package dev.visor.core.plugin;

import com.google.inject.CreationException;
import com.google.inject.ProvisionException;
import dev.visor.core.ExitCode;
import dev.visor.core.VisorException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.pf4j.PluginWrapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a plugin's own code for the first time: makes its extensions and asks what they are.
 * Whatever that throws, and a plugin that does not come to an end, breaks this plugin and nothing
 * else. Code that ends the whole process cannot be held back here; that is what a {@link
 * PluginVetting} is for.
 */
final class PluginReader {
  private static final Logger LOG = LoggerFactory.getLogger(PluginReader.class);

  private final VisorPluginManager manager;
  private final Patience patience;

  PluginReader(VisorPluginManager manager, Patience patience) {
    this.manager = manager;
    this.patience = patience;
  }

  /** A plugin, and what can be used of it: nothing if it is broken. */
  record Reading(LoadedPlugin plugin, PluginContents contents) {}

  /** A plugin whose code is not to run. */
  static Reading unread(PluginJar jar, String reason) {
    return broken(jar, new PluginContents(), reason, null);
  }

  /** A plugin that is given up. */
  private static Reading late(PluginJar jar, String reason) {
    LOG.debug("{} is given up: {}", jar.path(), reason);
    return new Reading(
        loaded(jar, new PluginContents(), new LoadedPlugin.Broken(reason, true)),
        new PluginContents());
  }

  Reading read(PluginJar jar) {
    FutureTask<Reading> task = new FutureTask<>(() -> readNow(jar));
    Thread thread = new Thread(task, "plugin " + jar.id());
    thread.setDaemon(true);
    thread.start();
    try {
      Optional<String> impatience = patience.await(task, thread);
      if (impatience.isPresent()) {
        thread.interrupt();
        return late(jar, "it did not describe itself " + impatience.get());
      }
      return task.get();
    } catch (ExecutionException e) {
      return broken(jar, new PluginContents(), reason("it cannot be read", e.getCause()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw VisorException.of(
              ExitCode.INTERRUPTED, "interrupted while plugins were read", "", "run it again")
          .causedBy(e);
    }
  }

  @SuppressWarnings("try") // the context works by being open
  private Reading readNow(PluginJar jar) {
    PluginContents contents = new PluginContents();
    PluginWrapper wrapper = manager.getPlugin(jar.id());
    String doing = "its Plugin-Class cannot be started";
    try (PluginContext context = PluginContext.of(wrapper.getPluginClassLoader())) {
      if (!manager.startPlugin(jar.id()).isStarted()) {
        return broken(jar, contents, reason(doing, wrapper.getFailedException()), null);
      }
      for (String name : jar.extensions()) {
        doing = name + " cannot be made";
        Class<?> type = wrapper.getPluginClassLoader().loadClass(name);
        Object extension = manager.getExtensionFactory().create(type);
        doing = name + " does not describe itself";
        contents.add(extension);
      }
      LOG.debug("{} brings {}", jar.path(), jar.extensions());
      return new Reading(loaded(jar, contents, new LoadedPlugin.Ready()), contents);
    } catch (Throwable e) { // a plugin may throw anything at all, errors of linkage above all
      return broken(jar, contents, reason(doing, e), e);
    }
  }

  private static Reading broken(
      PluginJar jar, PluginContents contents, String reason, @Nullable Throwable cause) {
    LOG.debug("{} is broken: {}", jar.path(), reason, cause);
    return new Reading(
        loaded(jar, contents, new LoadedPlugin.Broken(reason, false)), new PluginContents());
  }

  private static LoadedPlugin loaded(
      PluginJar jar, PluginContents contents, LoadedPlugin.State state) {
    return new LoadedPlugin(
        jar.id(),
        jar.version(),
        jar.provider(),
        jar.description(),
        jar.path(),
        jar.sha256(),
        jar.needs(),
        contents.names(contents.algorithms),
        contents.names(contents.tasks),
        contents.names(contents.datasets),
        contents.names(contents.metrics),
        contents.names(contents.benchmarks),
        state);
  }

  private static String reason(String doing, @Nullable Throwable thrown) {
    if (thrown == null) {
      return doing;
    }
    Throwable cause = innermost(thrown);
    if (cause instanceof NoClassDefFoundError || cause instanceof ClassNotFoundException) {
      return doing
          + ": the class "
          + String.valueOf(cause.getMessage()).replace('/', '.')
          + " is neither in the jar nor shared by the host";
    }
    String message = cause.getMessage() == null ? "" : ": " + cause.getMessage();
    return doing
        + (cause.getClass() == IllegalArgumentException.class
            ? ""
            : ": " + cause.getClass().getName())
        + message;
  }

  /** What a plugin threw, without what Guice and the loading of classes wrap around it. */
  private static Throwable innermost(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null
        && (cause instanceof ProvisionException
            || cause instanceof CreationException
            || cause instanceof ExceptionInInitializerError
            || cause instanceof ExecutionException
            || cause instanceof NoClassDefFoundError)) {
      cause = cause.getCause();
    }
    return cause;
  }
}
