package dev.visor.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.api.Algorithm;
import dev.visor.testkit.FlawedAlgorithm.Flaw;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The contract passes an honest algorithm, and notices every broken promise. */
class AlgorithmContractTest {
  @Nested
  class AnHonestAlgorithm extends AlgorithmContract {
    @Override
    protected Algorithm algorithm() {
      return new FlawedAlgorithm(Flaw.NONE);
    }
  }

  private static AlgorithmContract contract(Flaw flaw) {
    return new ContractOf(new FlawedAlgorithm(flaw));
  }

  private static void assertNoticed(ThrowingCallable test) {
    assertThatThrownBy(test).isInstanceOfAny(AssertionError.class, IllegalStateException.class);
  }

  @Test
  void one_that_learns_nothing() {
    assertNoticed(contract(Flaw.LEARNS_NOTHING)::itLearns);
  }

  @Test
  void one_that_draws_from_the_clock() {
    assertNoticed(contract(Flaw.DRAWS_FROM_THE_CLOCK)::theSameSeedGivesTheSamePolicy);
  }

  @Test
  void one_that_ignores_the_seed() {
    assertNoticed(
        contract(Flaw.IGNORES_THE_SEED)::anotherSeedGivesAnotherPolicyIfTrainingDrawsAtRandom);
  }

  @Test
  void one_that_forgets_when_it_is_restored() {
    assertNoticed(contract(Flaw.FORGETS_WHEN_RESTORED)::interruptedTrainingEndsWithTheSamePolicy);
  }

  @Test
  void one_that_draws_when_it_writes() {
    assertNoticed(contract(Flaw.DRAWS_WHEN_IT_WRITES)::writingOnTheWayChangesNothing);
  }

  @Test
  void one_that_counts_wrong() {
    assertNoticed(contract(Flaw.COUNTS_WRONG)::itMakesAsManyUpdatesAsItSays);
  }

  @Test
  void one_that_acts_out_of_bounds() {
    assertNoticed(contract(Flaw.ACTS_OUT_OF_BOUNDS)::actionsAreFiniteInBoundsAndOfTheRightLength);
  }

  @Test
  void one_that_remembers_the_last_episode() {
    assertNoticed(contract(Flaw.REMEMBERS_THE_LAST_EPISODE)::aPolicyReadTwiceActsTheSame);
  }

  @Test
  void one_that_reads_anything() {
    assertNoticed(contract(Flaw.READS_ANYTHING)::whatIsNoPolicyIsRefused);
  }

  @Test
  void one_that_leaves_a_thread() {
    assertNoticed(contract(Flaw.LEAVES_A_THREAD)::itLeavesNoThreadBehind);
  }

  @Test
  void one_that_cannot_be_closed_twice() {
    assertNoticed(contract(Flaw.CLOSES_ONCE)::itStopsWhenItIsAskedTo);
  }
}
