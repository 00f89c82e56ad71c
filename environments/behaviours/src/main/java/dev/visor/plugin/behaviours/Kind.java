package dev.visor.plugin.behaviours;

/** The kinds of datasets, from worst to best. */
enum Kind {
  RANDOM("random", "Uniform actions.") {
    @Override
    Noise noise(ScriptedTask task, int episode) {
      return Noise.uniform();
    }
  },
  MEDIUM_REPLAY("medium-replay", "A scripted controller, from nearly expert to random.") {
    @Override
    Noise noise(ScriptedTask task, int episode) {
      return Noise.replay(episode, task.roughest());
    }
  },
  MEDIUM("medium", "A scripted controller under much noise, some half as good as it can be.") {
    @Override
    Noise noise(ScriptedTask task, int episode) {
      return task.medium();
    }
  },
  MEDIUM_EXPERT("medium-expert", "Medium and expert in turns.") {
    @Override
    Noise noise(ScriptedTask task, int episode) {
      return (episode % 2 == 0 ? MEDIUM : EXPERT).noise(task, episode);
    }
  },
  EXPERT("expert", "A scripted controller under little noise.") {
    @Override
    Noise noise(ScriptedTask task, int episode) {
      return task.expert();
    }
  };

  final String id;
  final String summary;

  Kind(String id, String summary) {
    this.id = id;
    this.summary = summary;
  }

  /** The noise of an episode. */
  abstract Noise noise(ScriptedTask task, int episode);
}
