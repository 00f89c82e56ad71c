/**
 * Makes trials again from their manifests, data and all, and says whether they come out as they are
 * recorded. {@link dev.visor.core.reproduce.Reproducer} is the way in; {@link
 * dev.visor.core.reproduce.Claims} finds what is recorded. Uses {@code run} and all that it uses,
 * and {@code publication}.
 */
@NullMarked
package dev.visor.core.reproduce;

import org.jspecify.annotations.NullMarked;
