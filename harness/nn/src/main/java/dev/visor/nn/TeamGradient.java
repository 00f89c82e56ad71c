package dev.visor.nn;

import java.util.ArrayList;
import java.util.List;

/**
 * The gradient of a batch whose parts the members of a {@link Team} compute: a vector for each
 * member, and their sum, added up in the order of members. The members share that work too.
 */
public final class TeamGradient {
  private static final int CHUNK = Parameters.CHUNK;

  private final Team team;
  private final List<Parameters> parts = new ArrayList<>();
  private final int chunks;
  private final float[][] sums;
  private final float[][] terms;
  private final Team.Task adding = this::add;

  /**
   * Makes the vectors.
   *
   * @param parameters whose gradient it is
   * @param workspaces of the members
   */
  public TeamGradient(Team team, Parameters parameters, List<Workspace> workspaces) {
    if (workspaces.size() != team.members()) {
      throw new IllegalArgumentException(
          workspaces.size() + " workspaces for a team of " + team.members());
    }
    this.team = team;
    workspaces.forEach(workspace -> parts.add(parameters.layout().allocate(workspace)));
    chunks = (parameters.count() + CHUNK - 1) / CHUNK;
    sums = new float[team.members()][CHUNK];
    terms = new float[team.members()][CHUNK];
  }

  /** The vector to which a member adds, and which it clears before. */
  public Parameters part(int member) {
    return parts.get(member);
  }

  /** Adds all up; the result is member 0's vector. */
  public Parameters sum() {
    if (parts.size() > 1) {
      team.run(adding);
    }
    return parts.get(0);
  }

  /** Adds up a member's share of the values. */
  private void add(int member) {
    float[] sum = sums[member];
    float[] term = terms[member];
    Floats total = parts.get(0).values();
    int end = Math.min(total.count(), team.first(member + 1, chunks) * CHUNK);
    for (int from = team.first(member, chunks) * CHUNK; from < end; from += CHUNK) {
      int count = Math.min(CHUNK, end - from);
      total.read(from, sum, 0, count);
      for (int i = 1; i < parts.size(); i++) {
        parts.get(i).values().read(from, term, 0, count);
        add(sum, term);
      }
      total.write(from, sum, 0, count);
    }
  }

  private static void add(float[] sum, float[] term) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += term[i];
    }
  }
}
