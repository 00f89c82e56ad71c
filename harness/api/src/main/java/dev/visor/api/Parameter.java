package dev.visor.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says what a component of an algorithm's parameter record is. Every component carries one. */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Parameter {
  /** What it is, in one sentence. */
  String value();

  /** Its unit, such as {@code updates} or {@code rows}; empty for a plain number. */
  String unit() default "";

  /** Where the default comes from: a paper's section or an authors' code. */
  String source();

  /** Least allowed value, for numbers. */
  double min() default Double.NEGATIVE_INFINITY;

  /** Greatest allowed value, for numbers. */
  double max() default Double.POSITIVE_INFINITY;

  /**
   * For a component that an algorithm with results gets later: the value with which the algorithm
   * does what it did before, as a suite would write it; empty for one that was always there.
   *
   * <p>A trial with this value has the identity that it had before the component was there, so
   * results are not lost by adding one. If no value does what was done before, the algorithm gets a
   * new version instead.
   */
  String before() default "";
}
