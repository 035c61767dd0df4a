/** Float64 numbers whose count is not known beforehand. */
export class FloatList {
  private numbers = new Float64Array(1024);
  private nNumbers = 0;

  get length(): number {
    return this.nNumbers;
  }

  push(value: number): void {
    if (this.nNumbers === this.numbers.length) {
      const larger = new Float64Array(2 * this.nNumbers);
      larger.set(this.numbers);
      this.numbers = larger;
    }
    this.numbers[this.nNumbers++] = value;
  }

  /** @throws RangeError outside what has been pushed */
  set(at: number, value: number): void {
    if (!(at >= 0 && at < this.nNumbers))
      throw new RangeError(`there is no number ${at} of ${this.nNumbers}`);
    this.numbers[at] = value;
  }

  /** Forgets all numbers from `length` on. */
  truncate(length: number): void {
    this.nNumbers = Math.min(this.nNumbers, length);
  }

  /** A copy of exactly the size. */
  toArray(): Float64Array {
    return this.numbers.slice(0, this.nNumbers);
  }
}
