package dev.visor.testkit;

import dev.visor.api.RandomStream;
import dev.visor.api.RandomStreams;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The named streams of a toy trial, whose positions a checkpoint keeps. */
final class ToyStreams implements RandomStreams {
  private final String root;
  private final SortedMap<String, RandomStream> streams = new TreeMap<>();

  ToyStreams(String root) {
    this.root = root;
  }

  @Override
  public RandomStream stream(String name) {
    return streams.computeIfAbsent(name, unused -> RandomStream.of("toy", root, name));
  }

  String root() {
    return root;
  }

  SortedMap<String, Long> positions() {
    SortedMap<String, Long> positions = new TreeMap<>();
    streams.forEach((name, stream) -> positions.put(name, stream.position()));
    return positions;
  }

  void restore(Map<String, Long> positions) {
    streams.values().forEach(stream -> stream.seek(0));
    positions.forEach((name, position) -> stream(name).seek(position));
  }
}
