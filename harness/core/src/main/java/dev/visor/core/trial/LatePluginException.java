package dev.visor.core.trial;

/** A plugin that a trial needs got too little time to describe itself. */
final class LatePluginException extends RuntimeException {
  LatePluginException(String message) {
    super(message);
  }
}
