package dev.visor.core.environment;

/** What can be wrong with an environment, and the check that must notice. */
enum Defect {
  OTHER_SPEC("the spec is the task and the observation asked for"),
  SQUARE_PICTURES_ONLY("observations have the shape asked for"),
  SHARED_ARRAYS("each observation has arrays of its own"),
  CHANGES_THE_ACTION("each observation has arrays of its own"),
  BLUE_IS_BLANK("something is seen to happen in every colour"),
  FROZEN_VALUE("no proprioceptive value is constant"),
  UNSEEDED_NOISE("the same seed gives the same episode"),
  REMEMBERS("an episode depends on no episode before it"),
  STATIC_STATE("two environments side by side do not disturb each other"),
  IGNORES_THE_SEED("different seeds give different starts"),
  LATE_TIME_LIMIT("the time limit is exact, and truncates"),
  EARLY_TIME_LIMIT("the time limit is exact, and truncates"),
  TIME_LIMIT_TERMINATES("the time limit is exact, and truncates"),
  GENEROUS("rewards lie in the declared range"),
  REWARDS_RESET("rewards lie in the declared range"),
  STEPS_BEFORE_RESET("a step outside an episode is refused"),
  STEPS_AFTER_THE_END("a step outside an episode is refused"),
  STEPS_AFTER_CLOSING("a step outside an episode is refused"),
  CLOSES_ONCE("closing twice does nothing more"),
  UNCLIPPED("actions beyond ±1 are clipped"),
  TAKES_NAN("actions that are no action are refused and change nothing"),
  TAKES_LONG_ACTIONS("actions that are no action are refused and change nothing"),
  REFUSES_TOO_LATE("actions that are no action are refused and change nothing"),
  PLACES_HALF("the same state gives the same picture and the same future"),
  PLACES_ANYTHING("a state that is none is refused"),
  FLICKERS("two renders of a state are equal"),
  OTHER_CAMERA("two renders of a state are equal"),
  REWARDS_THE_LAST_STEP_ONLY("control steps add up to a decision"),
  KEEPS_A_VALUE("the state is told whole"),
  LEAKS("closing gives back all memory");

  final String check;

  Defect(String check) {
    this.check = check;
  }
}
