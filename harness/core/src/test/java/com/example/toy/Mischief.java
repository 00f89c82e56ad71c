package com.example.toy;

import dev.visor.api.TrainingDivergedException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** The ways in which the toy algorithm can misbehave. */
public enum Mischief {
  NONE,
  THROW,
  HANG,
  EXIT,
  HEAP,
  NATIVE_MEMORY,
  DIVERGE,
  SEGV,
  DIE,
  ORPHAN,
  STACK,
  COUNT_TWICE,
  MAP_PHYSICS,
  POLICY_THROWS,
  POLICY_NAN;

  /**
   * Names a file; whoever first describes the algorithm while it is there takes it away and
   * misbehaves as it says.
   */
  public static final String OF_DESCRIPTION = "visor.toy.description";

  static void ofDescription() {
    String file = System.getProperty(OF_DESCRIPTION, "");
    try {
      if (!file.isEmpty() && Files.exists(Path.of(file))) {
        String way = Files.readString(Path.of(file));
        Files.delete(Path.of(file));
        valueOf(way).ofTrainer(0);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  void ofTrainer(long update) {
    switch (this) {
      case THROW -> throw new IllegalStateException("the toy broke\nin two lines");
      case HANG -> hang();
      case EXIT -> System.exit(0);
      case HEAP -> fillHeap();
      case NATIVE_MEMORY -> throw new RuntimeException("std::bad_alloc");
      case DIVERGE -> throw new TrainingDivergedException("toy loss", update);
      case SEGV -> signal("SEGV");
      case DIE -> signal("KILL");
      case ORPHAN -> leaveOrphan();
      case STACK -> recurse(0);
      case MAP_PHYSICS -> mapPhysics();
      default -> {}
    }
  }

  /** What becomes of a policy's action. */
  float ofPolicy(float action) {
    if (this == POLICY_THROWS) {
      throw new IllegalArgumentException("no idea what to do");
    }
    return this == POLICY_NAN ? Float.NaN : action;
  }

  /** How many updates the trainer counts for one. */
  int counts() {
    return this == COUNT_TWICE ? 2 : 1;
  }

  /** Leaves a child of its own behind, too. */
  private static void hang() {
    try {
      new ProcessBuilder("sleep", "98761").start();
      Thread.sleep(1_000_000);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Is killed, and with it nobody who could end what it has started. */
  private static void leaveOrphan() {
    try {
      new ProcessBuilder("sleep", "98762").start();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    signal("KILL");
  }

  private static void fillHeap() {
    List<long[]> memory = new ArrayList<>();
    while (true) {
      memory.add(new long[1 << 20]);
    }
  }

  private static void signal(String name) {
    try {
      String self = Long.toString(ProcessHandle.current().pid());
      new ProcessBuilder("kill", "-" + name, self).start().waitFor();
      Thread.sleep(10_000);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int recurse(int depth) {
    return depth < 0 ? 0 : recurse(depth + 1) + 1;
  }

  /** To the kernel, a file of that name is the library. */
  private static void mapPhysics() {
    try {
      Path library = Files.write(Path.of("libmujoco.so.0"), new byte[4096]);
      try (FileChannel channel = FileChannel.open(library, StandardOpenOption.READ)) {
        channel.map(FileChannel.MapMode.READ_ONLY, 0, 4096);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
