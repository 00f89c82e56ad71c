package dev.visor.mujoco;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** What {@link ChildProcessTest} runs in a JVM of its own, since its failure would end the JVM. */
final class Child {
  private Child() {}

  public static void main(String[] args) throws Exception {
    switch (args[0]) {
      case "error" -> error();
      case "explosion" -> explosion();
      case "race" -> race();
      case "models" -> models();
      case "unavailable" -> unavailable();
      default -> throw new IllegalArgumentException(args[0]);
    }
    System.out.println("alive");
  }

  /** MuJoCo's own answer to an error is to ask for a key and to end the process. */
  private static void error() throws InterruptedException {
    Runnable overflow =
        () -> {
          try (Model model = Model.parse(Models.CROWD);
              Simulation simulation = model.simulate()) {
            for (int i = 0; i < Models.BOXES; i++) {
              simulation.position(7 * i + 2, 0.05);
            }
            simulation.step();
          } catch (MujocoException e) {
            System.out.println(e.getMessage());
          }
        };
    overflow.run();
    System.gc();
    Thread thread = new Thread(overflow);
    thread.start();
    thread.join();
  }

  /** MuJoCo's own answer to a warning is a log file in the current folder. */
  private static void explosion() {
    try (Model model = Model.parse(Models.CARTPOLE);
        Simulation simulation = model.simulate()) {
      for (int i = 0; i < 100; i++) {
        simulation.velocity(1, 1e300);
        try {
          simulation.step();
        } catch (MujocoException e) {
          simulation.reset();
        }
      }
      System.out.println("time " + simulation.time());
    }
  }

  /** One thread steps and reads while another closes. */
  private static void race() throws InterruptedException {
    AtomicInteger ended = new AtomicInteger();
    for (int i = 0; i < 100; i++) {
      Model model = Model.parse(Models.LARGE);
      Simulation simulation = model.simulate();
      Thread worker =
          new Thread(
              () -> {
                try {
                  while (true) {
                    simulation.step();
                    simulation.bodyPosition(1, 0);
                    model.placeGeom(0, 0, 0, 0);
                  }
                } catch (IllegalStateException e) {
                  ended.incrementAndGet();
                }
              });
      worker.start();
      Thread.sleep(1);
      List<AutoCloseable> both =
          i % 2 == 0 ? List.of(model, simulation) : List.of(simulation, model);
      for (AutoCloseable one : both) {
        try {
          one.close();
        } catch (Exception e) {
          throw new IllegalStateException(e);
        }
      }
      worker.join();
    }
    System.out.println("ended " + ended);
  }

  /** Broken models by the hundred: each is refused, fails, or runs. */
  private static void models() {
    MutatedModels.Outcome outcome = MutatedModels.run(1, 1000);
    System.out.println(outcome);
    if (Math.min(outcome.ran(), Math.min(outcome.failed(), outcome.refused())) < 20) {
      throw new IllegalStateException("these models try too little");
    }
  }

  private static void unavailable() {
    System.out.println("available " + Mujoco.available());
    System.out.println("problem " + Mujoco.problem());
    System.out.println("libraries " + Mujoco.libraries());
    try {
      Model.parse(Models.CARTPOLE);
    } catch (MujocoException e) {
      System.out.println("refused " + e.getMessage());
    }
  }
}
