/** A configuration that does not fit its data, or the memory there is: which key has to change, and why. */
export class MisfitError extends RangeError {
  override readonly name = 'MisfitError';
  readonly key: string; // dotted, as in the experiment file
  readonly problem: string; // a sentence without the key

  constructor(key: string, problem: string) {
    super(`${key} ${problem}`);
    this.key = key;
    this.problem = problem;
  }
}
