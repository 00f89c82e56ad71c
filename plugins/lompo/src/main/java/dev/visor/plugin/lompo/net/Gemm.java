package dev.visor.plugin.lompo.net;

import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;

import java.util.Arrays;
import org.bytedeco.openblas.global.openblas;

/**
 * Products of dense row-major matrices, each stored from the start of its array. OpenBLAS does the
 * work; the product of a single row is a plain loop, because it costs less than handing the matrix
 * over.
 */
public final class Gemm {
  private Gemm() {}

  /** C = A B, where A is rows × inner, B is inner × columns and C is rows × columns. */
  public static void product(float[] a, float[] b, float[] c, int rows, int inner, int columns) {
    if (rows == 1) {
      rowProduct(a, b, c, inner, columns);
    } else {
      openblas.cblas_sgemm(
          CblasRowMajor,
          CblasNoTrans,
          CblasNoTrans,
          rows,
          columns,
          inner,
          1,
          a,
          inner,
          b,
          columns,
          0,
          c,
          columns);
    }
  }

  /** C = Aᵀ B, where A is inner × rows. */
  public static void transposedLeft(
      float[] a, float[] b, float[] c, int rows, int inner, int columns) {
    transposedLeft(a, b, 0, c, rows, inner, columns);
  }

  /** C += Aᵀ B, where A is inner × rows. */
  public static void addTransposedLeft(
      float[] a, float[] b, float[] c, int rows, int inner, int columns) {
    transposedLeft(a, b, 1, c, rows, inner, columns);
  }

  private static void transposedLeft(
      float[] a, float[] b, float keep, float[] c, int rows, int inner, int columns) {
    openblas.cblas_sgemm(
        CblasRowMajor,
        CblasTrans,
        CblasNoTrans,
        rows,
        columns,
        inner,
        1,
        a,
        rows,
        b,
        columns,
        keep,
        c,
        columns);
  }

  /** C = A Bᵀ, where B is columns × inner. */
  public static void transposedRight(
      float[] a, float[] b, float[] c, int rows, int inner, int columns) {
    openblas.cblas_sgemm(
        CblasRowMajor,
        CblasNoTrans,
        CblasTrans,
        rows,
        columns,
        inner,
        1,
        a,
        inner,
        b,
        inner,
        0,
        c,
        columns);
  }

  private static void rowProduct(float[] a, float[] b, float[] c, int inner, int columns) {
    Arrays.fill(c, 0, columns, 0);
    for (int i = 0; i < inner; i++) {
      addMultiple(a[i], b, i * columns, c, columns);
    }
  }

  private static void addMultiple(float factor, float[] b, int offset, float[] c, int count) {
    for (int j = 0; j < count; j++) {
      c[j] += factor * b[offset + j];
    }
  }
}
