// The contract blocked by hand, for vectors of WIDTH doubles: 2 is what WebAssembly can reach, 8 what AVX-512 can.
//
// Rows lie in blocks, each laid out [unit][ROWS], so that a vector holds one unit of several rows and every product is
// vector × one weight, without a shuffle:
//
//            in [input][ROWS]        packed weights [tile][input][n]        out [unit][ROWS]
//   product:  ▇▇ ▇▇  input 0    ×     w00 w01 w02   a tile of n units   →    ▇▇ ▇▇  unit 0     n × VECTORS sums
//             ▇▇ ▇▇  input 1          w10 w11 w12                            ▇▇ ▇▇  unit 1     stay in registers
//
//   gradient: ▇▇ ▇▇  k inputs × ▇▇ ▇▇  n units of the same rows → k × n sums in registers, lanes added at the end
//
// Blocks are gone through in panels that stay in the cache from the first product to the last gradient.
#include "training.h"
#include <stdlib.h>
#include <string.h>

#if WIDTH == 2
enum { VECTORS = 2, TILE = 5 }; // 10 sums of the product in 16 registers
const char *const name = "blocked by hand, 128 bit";
#else
enum { VECTORS = 1, TILE = 8 }; // 8 in 32
const char *const name = "blocked by hand, AVX-512";
#endif
enum { GRADIENT_TILE = 4, ROWS = VECTORS * WIDTH, PANEL_BYTES = 1 << 19 };

typedef double vec __attribute__((vector_size(WIDTH * 8)));
typedef unsigned long long bits __attribute__((vector_size(WIDTH * 8)));
#define INLINE static inline __attribute__((always_inline))
#define UNROLL _Pragma("GCC unroll 16")

// ---- memory

typedef struct {
  double *data;
  size_t stride; // doubles from block to block
} Blocks;

static double *doubles(size_t n) {
  double *memory = aligned_alloc(64, (n * sizeof(double) + 63) / 64 * 64);
  memset(memory, 0, n * sizeof(double));
  return memory;
}

// Blocks a multiple of 2 KB apart would share the same few lines of the cache.
static Blocks blocks(int n_blocks, int units) {
  size_t stride = (size_t)units * ROWS;
  if (stride * sizeof(double) % 2048 == 0) stride += 64 / sizeof(double) * 2;
  return (Blocks){doubles(n_blocks * stride), stride};
}

static Blocks from_rows(const double *rows, int n_rows, int units, int n_blocks) {
  Blocks out = blocks(n_blocks, units);
  for (int row = 0; row < n_rows; row++)
    for (int unit = 0; unit < units; unit++)
      out.data[row / ROWS * out.stride + unit * ROWS + row % ROWS] = rows[(size_t)row * units + unit];
  return out;
}

INLINE vec *block(Blocks b, int i) { return (vec *)(b.data + i * b.stride); }

// ---- exp and log, within about an ulp

static const double LN2_HIGH = 6.93147180369123816e-1, LN2_LOW = 1.9082149292705877e-10;
static const double ROUNDING_SHIFT = 6755399441055744.0;

INLINE vec all(double value) { return value - (vec){0}; }

INLINE vec choose(bits mask, vec yes, vec no) { return (vec)(((bits)yes & mask) | ((bits)no & ~mask)); }

// Every step of a long chain for n vectors, then the next step: the processor looks ahead too short a way for more.
enum { TOGETHER = 3 };
#define EACH UNROLL for (int i = 0; i < n; i++)

// 1/13!, 1/12!, … 1/2!
static const double EXP_SERIES[] = {1 / 6227020800.0, 1 / 479001600.0, 1 / 39916800.0, 1 / 3628800.0,
                                    1 / 362880.0,     1 / 40320.0,     1 / 5040.0,     1 / 720.0,
                                    1 / 120.0,        1 / 24.0,        1 / 6.0,        1 / 2.0};

// x → e^x for x ≤ 0, by x = k ln 2 + r: 2^k · (1 + r + r² · polynomial)
INLINE void exponential(const int n, vec *x) {
  vec shifted[n], r[n], p[n];
  EACH x[i] = choose((bits)(x[i] > -700), x[i], all(-700));
  EACH shifted[i] = x[i] * 1.4426950408889634 + ROUNDING_SHIFT;
  EACH r[i] = x[i] - (shifted[i] - ROUNDING_SHIFT) * LN2_HIGH;
  EACH r[i] -= (shifted[i] - ROUNDING_SHIFT) * LN2_LOW;
  EACH p[i] = all(EXP_SERIES[0]);
  UNROLL for (int term = 1; term < 12; term++) EACH p[i] = p[i] * r[i] + EXP_SERIES[term];
  EACH p[i] = 1 + (r[i] + p[i] * r[i] * r[i]);
  EACH x[i] = (vec)((bits)p[i] + ((bits)shifted[i] << 52));
}

// 2/25, 2/23, … 2/3
static const double LOG_SERIES[] = {2 / 25.0, 2 / 23.0, 2 / 21.0, 2 / 19.0, 2 / 17.0, 2 / 15.0,
                                    2 / 13.0, 2 / 11.0, 2 / 9.0,  2 / 7.0,  2 / 5.0,  2 / 3.0};

// x → ln x of a normal x, by x = 2^k (1 + f) with 1 + f in [√½, √2), ln (1 + f) = 2 artanh(f / (2 + f))
INLINE void logarithm(const int n, vec *x) {
  const unsigned long long root_half = 0x3fe6a09e667f3bcd, bias = 1023;
  vec k[n], f[n], s[n], p[n];
  EACH {
    const bits exponent = (((bits)x[i] - root_half + (bias << 52)) >> 52) - bias;
    f[i] = (vec)((bits)x[i] - (exponent << 52)) - 1;
    k[i] = (vec)(exponent + (bits)all(ROUNDING_SHIFT)) - ROUNDING_SHIFT;
  }
  EACH s[i] = f[i] / (2 + f[i]);
  EACH p[i] = all(LOG_SERIES[0]);
  UNROLL for (int term = 1; term < 12; term++) EACH p[i] = p[i] * (s[i] * s[i]) + LOG_SERIES[term];
  EACH {
    const vec half_square = 0.5 * f[i] * f[i];
    const vec small = s[i] * (half_square + p[i] * (s[i] * s[i])) + k[i] * LN2_LOW;
    x[i] = k[i] * LN2_HIGH - (half_square - small - f[i]);
  }
}

// ---- the two micro-kernels

// Tiles of nearly equal size: where the i-th of them starts.
static int tile_start(int units, int largest, int i) {
  const int n_tiles = (units + largest - 1) / largest;
  return units * i / n_tiles;
}

// weights [input · input_step + unit · unit_step] → [tile][input][unit of the tile]
static void pack(double *out, const double *weights, int inputs, int units, int input_step, int unit_step) {
  for (int i = 0, from = 0, to; from < units; i++, from = to) {
    to = tile_start(units, TILE, i + 1);
    for (int input = 0; input < inputs; input++)
      for (int unit = from; unit < to; unit++)
        *out++ = weights[(size_t)input * input_step + (size_t)unit * unit_step];
  }
}

typedef enum { ADD_BIAS, ADD_BIAS_RELU, MASK } Finish;

INLINE void product_tile(const int n, vec *out, const vec *in, const double *weights, int inputs, Finish finish,
                         const double *bias, const vec *activations) {
  vec sums[n][VECTORS];
  UNROLL for (int u = 0; u < n; u++) UNROLL for (int v = 0; v < VECTORS; v++) sums[u][v] = all(0);
  for (int input = 0; input < inputs; input++)
    UNROLL for (int u = 0; u < n; u++) UNROLL for (int v = 0; v < VECTORS; v++)
      sums[u][v] += in[input * VECTORS + v] * weights[input * n + u];
  UNROLL for (int u = 0; u < n; u++) UNROLL for (int v = 0; v < VECTORS; v++) {
    const int at = u * VECTORS + v;
    vec sum = sums[u][v];
    if (finish != MASK) sum += bias[u];
    if (finish == ADD_BIAS_RELU) sum = (vec)((bits)sum & (bits)(sum > 0));
    if (finish == MASK) sum = (vec)((bits)sum & (bits)(activations[at] > 0));
    out[at] = sum;
  }
}

// out = in · weights, finished as told, for `n_blocks` blocks; weights as `pack` lays them
INLINE void product(Blocks out, Blocks in, int n_blocks, const double *weights, int inputs, int units,
                    Finish finish, const double *bias, Blocks activations) {
  for (int i = 0, from = 0, to; from < units; i++, weights += (size_t)inputs * (to - from), from = to) {
    to = tile_start(units, TILE, i + 1);
    const int at = from * VECTORS;
#define CASE(n) \
  case n: \
    for (int b = 0; b < n_blocks; b++) \
      product_tile(n, block(out, b) + at, block(in, b), weights, inputs, finish, \
                   finish == MASK ? 0 : bias + from, finish == MASK ? block(activations, b) + at : 0); \
    break;
    switch (to - from) { CASE(1) CASE(2) CASE(3) CASE(4) CASE(5) CASE(6) CASE(7) CASE(8) }
#undef CASE
  }
}

INLINE double lanes(vec v) {
  double sum = 0;
  UNROLL for (int i = 0; i < WIDTH; i++) sum += v[i];
  return sum;
}

INLINE void gradient_tile(const int k, const int n, double *dw, Blocks in, int input, Blocks dz, int unit,
                          int n_blocks, int units) {
  vec sums[k][n];
  UNROLL for (int i = 0; i < k; i++) UNROLL for (int u = 0; u < n; u++) sums[i][u] = all(0);
  for (int b = 0; b < n_blocks; b++) {
    const vec *x = block(in, b) + input * VECTORS, *d = block(dz, b) + unit * VECTORS;
    UNROLL for (int v = 0; v < VECTORS; v++) UNROLL for (int i = 0; i < k; i++) UNROLL for (int u = 0; u < n; u++)
      sums[i][u] += x[i * VECTORS + v] * d[u * VECTORS + v];
  }
  UNROLL for (int i = 0; i < k; i++) UNROLL for (int u = 0; u < n; u++)
    dw[(size_t)(input + i) * units + unit + u] += lanes(sums[i][u]);
}

// dw += inᵀ · dz and db += Σ rows dz, over `n_blocks` blocks
static void gradient(double *dw, double *db, Blocks in, Blocks dz, int n_blocks, int inputs, int units) {
  for (int i = 0, input = 0, next_input; input < inputs; i++, input = next_input) {
    next_input = tile_start(inputs, GRADIENT_TILE, i + 1);
    for (int j = 0, unit = 0, next_unit; unit < units; j++, unit = next_unit) {
      next_unit = tile_start(units, GRADIENT_TILE, j + 1);
#define CASE(k, n) \
  case 4 * k + n: \
    gradient_tile(k, n, dw, in, input, dz, unit, n_blocks, units); \
    break;
#define CASES(k) CASE(k, 1) CASE(k, 2) CASE(k, 3) CASE(k, 4)
      switch (4 * (next_input - input) + next_unit - unit) { CASES(1) CASES(2) CASES(3) CASES(4) }
#undef CASES
#undef CASE
    }
  }
  for (int unit = 0; unit < units; unit++) {
    vec sum = all(0);
    for (int b = 0; b < n_blocks; b++)
      UNROLL for (int v = 0; v < VECTORS; v++) sum += block(dz, b)[unit * VECTORS + v];
    db[unit] += lanes(sum);
  }
}

// ---- an epoch

static int all_blocks, panel; // their numbers
static Blocks x, y, live, a1, dz1, dz2;
static double *packed1, *packed2, *packed2_transposed, *gradients, *target_shares;

void prepare(const Network *net) {
  const int hidden = net->hidden, classes = net->classes;
  const size_t n_gradients = (size_t)(net->features + 1) * hidden + (size_t)(hidden + 1) * classes;
  all_blocks = (net->rows + ROWS - 1) / ROWS;
  panel = PANEL_BYTES / sizeof(double) / (net->features + 2 * hidden) / ROWS;
  if (panel < 64 / ROWS) panel = 64 / ROWS;
  if (panel > all_blocks) panel = all_blocks;
  double *ones = doubles(net->rows);
  for (int row = 0; row < net->rows; row++) ones[row] = 1;
  x = from_rows(net->x, net->rows, net->features, all_blocks);
  y = from_rows(net->targets, net->rows, classes, all_blocks);
  live = from_rows(ones, net->rows, 1, all_blocks); // 0 in the rows that only fill the last block
  free(ones);
  a1 = blocks(panel, hidden);
  dz1 = blocks(panel, hidden);
  dz2 = (Blocks){doubles((size_t)panel * classes * ROWS), (size_t)classes * ROWS}; // without gaps
  target_shares = doubles((size_t)panel * ROWS);
  packed1 = doubles((size_t)net->features * hidden);
  packed2 = doubles((size_t)hidden * classes);
  packed2_transposed = doubles((size_t)hidden * classes);
  gradients = doubles(n_gradients);
}

// dz2: z → softmax(z) − y in its place, in passes of one kind, so that one row need not wait for another's long chain.
// Returns Σ rows ln(p of the target + 1e-9), lane by lane.
static vec softmax(int first, int n, int classes) {
  for (int b = 0; b < n; b++) {
    vec *z = block(dz2, b);
    UNROLL for (int v = 0; v < VECTORS; v++) {
      vec max = z[v];
      for (int c = 1; c < classes; c++) max = choose((bits)(z[c * VECTORS + v] > max), z[c * VECTORS + v], max);
      for (int c = 0; c < classes; c++) z[c * VECTORS + v] -= max;
    }
  }
  vec *const every = block(dz2, 0), *const p = (vec *)target_shares;
  const int n_values = n * classes * VECTORS, n_shares = n * VECTORS;
  int i = 0;
  for (; i + TOGETHER <= n_values; i += TOGETHER) exponential(TOGETHER, every + i);
  for (; i < n_values; i++) exponential(1, every + i);
  for (int b = 0; b < n; b++) {
    vec *z = block(dz2, b);
    const vec *targets = block(y, first + b), *alive = block(live, first + b);
    UNROLL for (int v = 0; v < VECTORS; v++) {
      vec sum = all(0), share = all(0);
      for (int c = 0; c < classes; c++) sum += z[c * VECTORS + v];
      for (int c = 0; c < classes; c++) {
        const int at = c * VECTORS + v;
        z[at] /= sum;
        share += z[at] * targets[at];
        z[at] = (z[at] - targets[at]) * alive[v];
      }
      p[b * VECTORS + v] = share + (1 - alive[v]) * (1 - 1e-9); // a row that only fills has no loss
    }
  }
  vec total = all(0);
  for (i = 0; i < n_shares; i++) p[i] += 1e-9;
  for (i = 0; i + TOGETHER <= n_shares; i += TOGETHER) logarithm(TOGETHER, p + i);
  for (; i < n_shares; i++) logarithm(1, p + i);
  for (i = 0; i < n_shares; i++) total += p[i];
  return total;
}

double epoch(Network *net) {
  const int features = net->features, hidden = net->hidden, classes = net->classes;
  const size_t n_w1 = (size_t)features * hidden, n_w2 = (size_t)hidden * classes;
  double *dw1 = gradients, *dw2 = dw1 + n_w1, *db1 = dw2 + n_w2, *db2 = db1 + hidden;
  memset(gradients, 0, (n_w1 + n_w2 + hidden + classes) * sizeof(double));
  pack(packed1, net->w1, features, hidden, hidden, 1);
  pack(packed2, net->w2, hidden, classes, classes, 1);
  pack(packed2_transposed, net->w2, classes, hidden, 1, classes);
  vec total = all(0);
  for (int first = 0; first < all_blocks; first += panel) {
    const int n = first + panel < all_blocks ? panel : all_blocks - first;
    const Blocks x_panel = {x.data + first * x.stride, x.stride};
    product(a1, x_panel, n, packed1, features, hidden, ADD_BIAS_RELU, net->b1, a1);
    product(dz2, a1, n, packed2, hidden, classes, ADD_BIAS, net->b2, a1);
    total += softmax(first, n, classes);
    product(dz1, dz2, n, packed2_transposed, classes, hidden, MASK, 0, a1);
    gradient(dw2, db2, a1, dz2, n, hidden, classes);
    gradient(dw1, db1, x_panel, dz1, n, features, hidden);
  }
  // the parameters lie one after another as the gradients do
  for (size_t i = 0; i < n_w1 + n_w2 + hidden + classes; i++) net->w1[i] -= net->learning_rate * gradients[i];
  return -lanes(total) / net->rows;
}
