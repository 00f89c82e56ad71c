package dev.visor.nn;

class ConvolutionsTest extends ConvolutionsContract {
  ConvolutionsTest() {
    super(Precision.FLOAT, 1e-4);
  }
}
