package dev.visor.core.statistics;

/** One value of the order, without putting all others in order. */
public final class Selection {
  private Selection() {}

  /**
   * The value that would stand at a place if all were in ascending order, by Hoare's selection.
   *
   * @param values which change places
   * @param place from 0
   */
  public static double of(double[] values, int place) {
    int low = 0;
    int high = values.length - 1;
    while (low < high) {
      double pivot = values[(low + high) >>> 1];
      int i = low;
      int j = high;
      while (i <= j) {
        while (values[i] < pivot) {
          i++;
        }
        while (values[j] > pivot) {
          j--;
        }
        if (i <= j) {
          double swapped = values[i];
          values[i++] = values[j];
          values[j--] = swapped;
        }
      }
      if (place <= j) {
        high = j;
      } else if (place >= i) {
        low = i;
      } else {
        break;
      }
    }
    return values[place];
  }
}
