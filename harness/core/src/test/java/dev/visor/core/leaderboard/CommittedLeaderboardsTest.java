package dev.visor.core.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.core.evidence.RunFolder;
import dev.visor.core.evidence.TrialsCsv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is committed as the answer is what the committed evidence gives, to the last byte. */
class CommittedLeaderboardsTest {
  private static final Path LEADERBOARDS = Path.of("..", "..", "leaderboards");

  @TempDir Path folder;

  static Stream<String> withEvidence() throws IOException {
    try (Stream<Path> found = Files.list(LEADERBOARDS)) {
      return found
          .filter(leaderboard -> Files.exists(new RunFolder(leaderboard).trialsCsv()))
          .map(leaderboard -> leaderboard.getFileName().toString())
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("withEvidence")
  void answer_follows_from_the_evidence(String name) throws IOException {
    RunFolder committed = new RunFolder(LEADERBOARDS.resolve(name));
    RunFolder computed = new RunFolder(folder);
    LeaderboardTables.write(
        computed,
        Leaderboard.of(
            TrialsCsv.read(committed.trialsCsv()),
            Asked.read(List.of(committed.path())),
            LeaderboardOptions.DEFAULT));

    assertThat(computed.leaderboardCsv()).hasSameBinaryContentAs(committed.leaderboardCsv());
    assertThat(computed.pairwiseCsv()).hasSameBinaryContentAs(committed.pairwiseCsv());
    assertThat(computed.profileCsv()).hasSameBinaryContentAs(committed.profileCsv());
  }
}
