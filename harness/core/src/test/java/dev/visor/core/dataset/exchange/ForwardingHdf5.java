package dev.visor.core.dataset.exchange;

import java.util.List;
import java.util.SortedMap;

/** HDF5 files, read by another source that is asked for at each request, and outlives this one. */
abstract class ForwardingHdf5 implements Hdf5Source {
  abstract Hdf5Source source();

  @Override
  public SortedMap<String, Stored> list(Place place) {
    return source().list(place);
  }

  @Override
  public byte[] bytes(Place place, long row, int count) {
    return source().bytes(place, row, count);
  }

  @Override
  public List<byte[]> encoded(Place place, long row, int count) {
    return source().encoded(place, row, count);
  }

  @Override
  public float[] numbers(Place place, long row, int count) {
    return source().numbers(place, row, count);
  }

  @Override
  public void close() {}
}
