package dev.visor.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.api.Algorithm;
import dev.visor.testkit.FlawedOnlineAlgorithm.Flaw;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The contract passes an honest algorithm that learns online, and notices broken promises. */
class OnlineAlgorithmContractTest {
  @Nested
  class AnHonestAlgorithm extends OnlineAlgorithmContract {
    @Override
    protected Algorithm algorithm() {
      return new FlawedOnlineAlgorithm(Flaw.NONE);
    }
  }

  private static OnlineAlgorithmContract contract(Flaw flaw) {
    return new OnlineAlgorithmContract() {
      @Override
      protected Algorithm algorithm() {
        return new FlawedOnlineAlgorithm(flaw);
      }
    };
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
    assertNoticed(contract(Flaw.IGNORES_THE_SEED)::anotherSeedGivesAnotherPolicy);
  }

  @Test
  void one_that_forgets_where_in_the_episode_it_is() {
    assertNoticed(contract(Flaw.FORGETS_WHERE_IT_IS)::interruptedTrainingEndsWithTheSamePolicy);
  }

  @Test
  void one_that_draws_when_it_writes() {
    assertNoticed(contract(Flaw.DRAWS_WHEN_IT_WRITES)::writingOnTheWayChangesNothing);
  }

  @Test
  void one_whose_steps_do_not_go_on_in_the_environment() {
    assertNoticed(
        contract(Flaw.STANDS_STILL)::eachStepGoesOnInTheEnvironmentAndNoneBeyondTheBudget);
  }

  @Test
  void one_that_begins_before_it_is_asked_to() {
    assertNoticed(
        contract(Flaw.BEGINS_TOO_EARLY)::eachStepGoesOnInTheEnvironmentAndNoneBeyondTheBudget);
  }

  @Test
  void one_that_acts_out_of_bounds() {
    assertNoticed(contract(Flaw.ACTS_OUT_OF_BOUNDS)::actionsAreFiniteInBoundsAndOfTheRightLength);
  }

  @Test
  void one_that_does_not_say_that_it_learns_online() {
    assertNoticed(contract(Flaw.DENIES_IT)::itDescribesItself);
  }

  @Test
  void one_that_cannot_be_closed_twice() {
    assertNoticed(contract(Flaw.CLOSES_ONCE)::itStopsWhenItIsAskedTo);
  }
}
