package dev.visor.api;

/**
 * What the agent sees at one instant. The arrays belong to whoever receives them: an environment
 * makes new ones at every step.
 *
 * @param image unsigned bytes, row by row from the top left, red, green and blue for each pixel
 *     (height × width × 3, as in {@link ObservationSpec})
 * @param proprio the state observation named in {@link TaskDescriptor#proprioception()}
 */
@SuppressWarnings("ArrayRecordComponent") // large, never compared, and handed over whole
public record Observation(byte[] image, float[] proprio) {}
