/**
 * NumPy's legacy random stream, `numpy.random.RandomState(seed)`, number for number.
 *
 * Source: M. Matsumoto and T. Nishimura, "Mersenne Twister", ACM TOMACS 8 (1998), the variant MT19937 with the
 * initialisation of 2002; the derived draws (doubles, intervals, shuffle) in the order NumPy takes them.
 */
const STATE_WORDS = 624;
const SHIFT_WORDS = 397;

export class RandomStream {
  /** The 624 words of the generator's state. */
  private readonly state = new Uint32Array(STATE_WORDS);
  /** How many words of the state have been handed out. */
  private used = STATE_WORDS;

  /**
   * @param seed whole number, 0 … 2³² − 1
   * @throws RangeError for any other seed
   */
  constructor(seed: number) {
    if (!Number.isInteger(seed) || seed < 0 || seed > 0xffffffff) {
      throw new RangeError(`seed must be a whole number from 0 to 4294967295, got ${seed}`);
    }
    this.state[0] = seed;
    for (let i = 1; i < STATE_WORDS; i++) {
      const previous = this.state[i - 1]!;
      this.state[i] = Math.imul(1812433253, previous ^ (previous >>> 30)) + i;
    }
  }

  /** The next 32 random bits, 0 … 2³² − 1. */
  nextUint32(): number {
    if (this.used === STATE_WORDS) this.twist();
    let y = this.state[this.used++]!;
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  }

  /** `rand()`: uniform in [0, 1) with 53 random bits, from two draws. */
  nextDouble(): number {
    const high = this.nextUint32() >>> 5; // 27 bits
    const low = this.nextUint32() >>> 6; // 26 bits
    return (high * 67108864 + low) / 9007199254740992;
  }

  /** Uniform whole number in 0 … largest: draws are cut to the fewest bits that hold `largest`, too large ones are drawn again. */
  nextIndex(largest: number): number {
    if (largest === 0) return 0;
    const mask = 0xffffffff >>> Math.clz32(largest);
    for (;;) {
      const candidate = (this.nextUint32() & mask) >>> 0;
      if (candidate <= largest) return candidate;
    }
  }

  /** `permutation(n)`: 0 … n−1 shuffled by Fisher and Yates from the end. Returns a new array [n]. */
  permutation(n: number): Int32Array {
    const indices = Int32Array.from({ length: n }, (_, i) => i);
    for (let i = n - 1; i > 0; i--) {
      const j = this.nextIndex(i);
      const kept = indices[i]!;
      indices[i] = indices[j]!;
      indices[j] = kept;
    }
    return indices;
  }

  /** Makes the next 624 words. Mutates the state. */
  private twist(): void {
    const s = this.state;
    for (let i = 0; i < STATE_WORDS; i++) {
      const y = (s[i]! & 0x80000000) | (s[(i + 1) % STATE_WORDS]! & 0x7fffffff);
      s[i] = s[(i + SHIFT_WORDS) % STATE_WORDS]! ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
    }
    this.used = 0;
  }
}
