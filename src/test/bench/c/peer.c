// The conversation of peers/serve.ts, in C: lines on standard input and output around one way of training.
#define _POSIX_C_SOURCE 200809L
#include "training.h"
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static Network network;

static int load(const char *path) {
  const size_t n = network.rows, f = network.features, h = network.hidden, c = network.classes;
  const size_t total = n * f + n * c + f * h + h * c + h + c;
  double *all = malloc(total * sizeof *all);
  FILE *file = fopen(path, "rb");
  if (!all || !file || fread(all, sizeof *all, total, file) != total) return 0;
  fclose(file);
  network.x = all;
  network.targets = all + n * f;
  network.w1 = all + n * f + n * c;
  network.w2 = network.w1 + f * h;
  network.b1 = network.w2 + h * c;
  network.b2 = network.b1 + h;
  return 1;
}

int main(void) {
  char line[4096], path[4096];
  int epochs;
  while (fgets(line, sizeof line, stdin)) {
    if (sscanf(line, "prepare %d %d %d %d %lf %4095[^\n]", &network.rows, &network.features,
               &network.hidden, &network.classes, &network.learning_rate, path) == 6) {
      if (!load(path)) {
        perror(path);
        return 1;
      }
      prepare(&network);
      printf("ready %s, gcc %s\n", name, __VERSION__);
    } else if (sscanf(line, "run %d", &epochs) == 1) {
      struct timespec start, end;
      double loss = 0;
      clock_gettime(CLOCK_MONOTONIC, &start);
      for (int i = 0; i < epochs; i++) loss = epoch(&network);
      clock_gettime(CLOCK_MONOTONIC, &end);
      printf("%lld %.17g\n", (end.tv_sec - start.tv_sec) * 1000000000LL + (end.tv_nsec - start.tv_nsec), loss);
    }
    fflush(stdout);
  }
  return 0;
}
