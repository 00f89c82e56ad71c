package dev.visor.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.visor.api.Cancellation;
import dev.visor.core.ExitCode;
import dev.visor.core.VisorException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TwoBuildersTest {
  private static final int EPISODES = 9;

  @TempDir Path folder;

  @Test
  void of_two_threads_the_second_waits_and_finds_the_dataset_done() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch secondWaits = new CountDownLatch(1);
    ToyRecipes first =
        new ToyRecipes(
            index -> {
              begun.countDown();
              await(secondWaits);
            },
            episode -> episode);
    ToyRecipes second = new ToyRecipes();
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Future<StoredDataset> one =
          thread.submit(
              () ->
                  store()
                      .build(first.request(EPISODES, 1), BuildProgress.NONE, Cancellation.NEVER));
      await(begun);
      StoredDataset other =
          store()
              .build(second.request(EPISODES, 1), whenWaiting(secondWaits::countDown), () -> false);
      assertThat(other.card()).isEqualTo(one.get().card());
      assertThat(first.made).hasValue(EPISODES);
      assertThat(second.made).hasValue(0);
    } finally {
      thread.shutdown();
    }
  }

  @Test
  void of_two_processes_the_second_waits_and_finds_the_dataset_done() throws Exception {
    Process child = ChildBuilder.start(root(), EPISODES, 4);
    try {
      ToyRecipes recipes = new ToyRecipes();
      BuildProgress letChildGoOn =
          whenWaiting(
              () -> {
                try {
                  child.getOutputStream().write('.');
                  child.getOutputStream().flush();
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      StoredDataset dataset =
          store().build(recipes.request(EPISODES, 1), letChildGoOn, Cancellation.NEVER);
      assertThat(dataset.card().episodes()).isEqualTo(EPISODES);
      assertThat(recipes.made).hasValue(0);
      assertThat(child.waitFor()).isZero();
      assertSameAsUninterrupted(dataset);
    } finally {
      child.destroyForcibly();
    }
  }

  @Test
  void a_killed_process_leaves_nothing_visible_and_another_goes_on_where_it_was() throws Exception {
    Process child = ChildBuilder.start(root(), EPISODES, 6);
    child.destroyForcibly().waitFor();
    assertThat(store().list()).isEmpty();
    ToyRecipes recipes = new ToyRecipes();
    StoredDataset dataset =
        store().build(recipes.request(EPISODES, 1), BuildProgress.NONE, Cancellation.NEVER);
    assertThat(recipes.made.get()).isBetween(3, EPISODES);
    assertSameAsUninterrupted(dataset);
    try (Stream<Path> beside = Files.list(dataset.folder().resolve(".."))) {
      assertThat(beside).hasSize(1);
    }
  }

  @Test
  void waiting_for_another_process_can_be_cancelled() throws Exception {
    Process child = ChildBuilder.start(root(), EPISODES, 0);
    try {
      AtomicBoolean enough = new AtomicBoolean();
      VisorException stopped =
          catchThrowableOfType(
              VisorException.class,
              () ->
                  store()
                      .build(
                          new ToyRecipes().request(EPISODES, 1),
                          whenWaiting(() -> enough.set(true)),
                          enough::get));
      assertThat(stopped.exit()).isEqualTo(ExitCode.INTERRUPTED);
    } finally {
      child.destroyForcibly().waitFor();
    }
  }

  private void assertSameAsUninterrupted(StoredDataset dataset) throws IOException {
    Path whole =
        new DatasetStore(folder.resolve("whole"))
            .build(new ToyRecipes().request(EPISODES, 1), BuildProgress.NONE, Cancellation.NEVER)
            .folder();
    try (Stream<Path> files = Files.list(whole)) {
      List<Path> all = files.toList();
      assertThat(all).hasSize(9);
      for (Path file : all) {
        assertThat(dataset.folder().resolve(file.getFileName())).hasSameBinaryContentAs(file);
      }
    }
  }

  private static BuildProgress whenWaiting(Runnable action) {
    return new BuildProgress() {
      @Override
      public void episodes(int done, int of) {}

      @Override
      public void waiting() {
        action.run();
      }
    };
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Path root() {
    return folder.resolve("store");
  }

  private DatasetStore store() {
    return new DatasetStore(root());
  }
}
