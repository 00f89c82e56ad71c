package dev.visor.nn;

import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.BeforeAll;

/** Convolutions with values of 8 significant bits between the layers. */
class Bfloat16ConvolutionsTest extends ConvolutionsContract {
  @BeforeAll
  static void onlyWhereTheProcessorComputesWithThem() {
    assumeThat(Precision.BFLOAT16.available())
        .as("this processor computes with bfloat16, which takes AVX-512")
        .isTrue();
  }

  Bfloat16ConvolutionsTest() {
    super(Precision.BFLOAT16, 2e-2);
  }
}
