// The loop of StepLoop.java in C: what the wrapper's speed is measured against.
//
//   StepLoop MODEL.xml STEPS
//
// Prints steps a second, steps a second of processor time of the whole process, then the bits of the
// final state and of a sum over the way to it.
#include <mujoco/mujoco.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { EPISODE = 1000 };

static double seconds(clockid_t clock) {
  struct timespec now;
  clock_gettime(clock, &now);
  return now.tv_sec + 1e-9 * now.tv_nsec;
}

static void print_bits(double value) {
  unsigned long long bits;
  memcpy(&bits, &value, sizeof bits);
  printf(" %016llx", bits);
}

static double run(const mjModel* model, mjData* data, int steps) {
  double sum = 0;
  mj_resetData(model, data);
  for (int i = 0; i < steps; i++) {
    if (i % EPISODE == 0) {
      mj_resetData(model, data);
    }
    for (int k = 0; k < model->nu; k++) {
      data->ctrl[k] = ((i + k) % 7 - 3) * 0.1;
    }
    mj_step(model, data);
    sum += data->qpos[0];
  }
  return sum;
}

int main(int argc, char** argv) {
  if (argc != 3) {
    fprintf(stderr, "usage: %s MODEL.xml STEPS\n", argv[0]);
    return 2;
  }
  char error[1000] = "";
  mjModel* model = mj_loadXML(argv[1], NULL, error, sizeof error);
  if (!model) {
    fprintf(stderr, "%s\n", error);
    return 1;
  }
  mjData* data = mj_makeData(model);
  int steps = atoi(argv[2]);
  run(model, data, steps);
  double start = seconds(CLOCK_MONOTONIC);
  double start_processor = seconds(CLOCK_PROCESS_CPUTIME_ID);
  double sum = run(model, data, steps);
  printf("%.0f", steps / (seconds(CLOCK_MONOTONIC) - start));
  printf(" %.0f", steps / (seconds(CLOCK_PROCESS_CPUTIME_ID) - start_processor));
  print_bits(sum);
  for (int i = 0; i < model->nq; i++) {
    print_bits(data->qpos[i]);
  }
  for (int i = 0; i < model->nv; i++) {
    print_bits(data->qvel[i]);
  }
  printf("\n");
  mj_deleteData(data);
  mj_deleteModel(model);
  return 0;
}
