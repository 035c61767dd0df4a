// What a way of training in C offers to the program around it (peer.c). All arrays are row-major float64.
#ifndef TRAINING_H
#define TRAINING_H

typedef struct {
  int rows, features, hidden, classes;
  double learning_rate;
  const double *x;       // [rows × features]
  const double *targets; // [rows × classes], one-hot
  double *w1, *w2;       // [features × hidden], [hidden × classes]
  double *b1, *b2;       // [hidden], [classes]
} Network;

extern const char *const name;

// Allocates whatever an epoch needs. Called once.
void prepare(const Network *network);

// Forward, loss, backward, update: one epoch of the contract. Returns the mean loss of before the update.
double epoch(Network *network);

#endif
