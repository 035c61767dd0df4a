// The contract as plain loops, the way one writes it down, with the library's exp and log. The compiler does the rest.
#include "training.h"
#include <math.h>
#include <stdlib.h>

const char *const name = "plain loops";

static double *a1, *p, *dz1, *dw1, *dw2, *db1, *db2;

static double *doubles(size_t n) { return malloc(n * sizeof(double)); }

void prepare(const Network *net) {
  a1 = doubles((size_t)net->rows * net->hidden);
  dz1 = doubles((size_t)net->rows * net->hidden);
  p = doubles((size_t)net->rows * net->classes);
  dw1 = doubles((size_t)net->features * net->hidden);
  dw2 = doubles((size_t)net->hidden * net->classes);
  db1 = doubles(net->hidden);
  db2 = doubles(net->classes);
}

// out = in · weights + bias
static void affine(double *out, const double *in, const double *weights, const double *bias, int rows, int inputs,
                   int units) {
  for (int row = 0; row < rows; row++) {
    double *z = out + (size_t)row * units;
    for (int unit = 0; unit < units; unit++) z[unit] = bias[unit];
    for (int input = 0; input < inputs; input++) {
      const double value = in[(size_t)row * inputs + input];
      for (int unit = 0; unit < units; unit++) z[unit] += value * weights[(size_t)input * units + unit];
    }
  }
}

// dw = inᵀ · dz, db = Σ rows dz
static void gradient(double *dw, double *db, const double *in, const double *dz, int rows, int inputs, int units) {
  for (int i = 0; i < inputs * units; i++) dw[i] = 0;
  for (int unit = 0; unit < units; unit++) db[unit] = 0;
  for (int row = 0; row < rows; row++) {
    const double *d = dz + (size_t)row * units;
    for (int unit = 0; unit < units; unit++) db[unit] += d[unit];
    for (int input = 0; input < inputs; input++) {
      const double value = in[(size_t)row * inputs + input];
      for (int unit = 0; unit < units; unit++) dw[(size_t)input * units + unit] += value * d[unit];
    }
  }
}

// p = softmax(p), its loss added up, then p − y. Returns Σ rows ln(p of the target + 1e-9).
static double softmax(double *p, const double *y, int rows, int classes) {
  double total = 0;
  for (int row = 0; row < rows; row++, p += classes, y += classes) {
    double max = p[0], sum = 0;
    for (int c = 1; c < classes; c++) max = p[c] > max ? p[c] : max;
    for (int c = 0; c < classes; c++) sum += p[c] = exp(p[c] - max);
    for (int c = 0; c < classes; c++) {
      p[c] /= sum;
      if (y[c] != 0) total += log(p[c] + 1e-9);
      p[c] -= y[c];
    }
  }
  return total;
}

// dz1 = (dz2 · w2ᵀ) ∘ [a1 > 0]
static void hand_back(double *dz1, const double *dz2, const double *w2, const double *a1, int rows, int hidden,
                      int classes) {
  for (int row = 0; row < rows; row++) {
    for (int unit = 0; unit < hidden; unit++) {
      double sum = 0;
      for (int c = 0; c < classes; c++) sum += dz2[(size_t)row * classes + c] * w2[unit * classes + c];
      dz1[(size_t)row * hidden + unit] = a1[(size_t)row * hidden + unit] > 0 ? sum : 0;
    }
  }
}

static void descend(double *values, const double *gradient, size_t n, double learning_rate) {
  for (size_t i = 0; i < n; i++) values[i] -= learning_rate * gradient[i];
}

double epoch(Network *net) {
  const int rows = net->rows, features = net->features, hidden = net->hidden, classes = net->classes;
  affine(a1, net->x, net->w1, net->b1, rows, features, hidden);
  for (size_t i = 0; i < (size_t)rows * hidden; i++) a1[i] = a1[i] > 0 ? a1[i] : 0;
  affine(p, a1, net->w2, net->b2, rows, hidden, classes);
  const double total = softmax(p, net->targets, rows, classes);
  hand_back(dz1, p, net->w2, a1, rows, hidden, classes);
  gradient(dw2, db2, a1, p, rows, hidden, classes);
  gradient(dw1, db1, net->x, dz1, rows, features, hidden);
  descend(net->w1, dw1, (size_t)features * hidden, net->learning_rate);
  descend(net->w2, dw2, (size_t)hidden * classes, net->learning_rate);
  descend(net->b1, db1, hidden, net->learning_rate);
  descend(net->b2, db2, classes, net->learning_rate);
  return -total / rows;
}
