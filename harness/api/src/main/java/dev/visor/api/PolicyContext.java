package dev.visor.api;

/** What a policy is given when it is read back for an evaluation. */
public interface PolicyContext {
  /** Task and shapes. */
  EnvironmentSpec spec();

  /** The trial's resolved parameters, as in {@link OfflineContext#parameters}. */
  <P extends Record> P parameters(Class<P> type);
}
