/**
 * Contract tests: a plugin author extends one, says what to test, and has every promise of the
 * extension point tested.
 *
 * <p>Uses the API, the core's {@code environment}, {@code plugin} and {@code trial}, JUnit and
 * AssertJ; it belongs on a plugin's test class path only.
 */
@NullMarked
package dev.visor.testkit;

import org.jspecify.annotations.NullMarked;
