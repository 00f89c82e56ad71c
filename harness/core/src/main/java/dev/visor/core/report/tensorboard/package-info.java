/**
 * What training and evaluation reported, as event files that TensorBoard reads. Uses {@code
 * evidence} and {@code plan}.
 */
@NullMarked
package dev.visor.core.report.tensorboard;

import org.jspecify.annotations.NullMarked;
