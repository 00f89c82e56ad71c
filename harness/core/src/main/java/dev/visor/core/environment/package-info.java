/**
 * What an environment must keep to, as checks that name what is wrong and how to mend it. {@code
 * visor envs check} runs them and the test kit's contract does; a score is worth nothing from an
 * environment that fails one.
 *
 * <p>Uses the API alone, and knows no environment.
 */
@NullMarked
package dev.visor.core.environment;

import org.jspecify.annotations.NullMarked;
