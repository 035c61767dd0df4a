import { svgNumber } from './svgText.ts';
import type { Box } from './svgText.ts';

/** The part of a canvas transformation that moves points. */
export type Matrix = Pick<DOMMatrix, 'a' | 'b' | 'c' | 'd' | 'e' | 'f'>;

/** The methods that make a path, of a canvas as of a Path2D. */
export const PATH_METHODS = [
  'moveTo',
  'lineTo',
  'bezierCurveTo',
  'quadraticCurveTo',
  'arc',
  'rect',
  'closePath',
] as const;
export type PathMethod = (typeof PATH_METHODS)[number];

/** A canvas path as the `d` of an SVG path. Points are transformed when they are added, as a canvas does it. */
export class PathLog {
  private readonly parts: string[] = [];
  private readonly xs: number[] = [];
  private readonly ys: number[] = [];

  get d(): string {
    return this.parts.join('');
  }

  /** The rectangle around all points that were added. */
  get bounds(): Box {
    return {
      left: Math.min(...this.xs),
      top: Math.min(...this.ys),
      right: Math.max(...this.xs),
      bottom: Math.max(...this.ys),
    };
  }

  add(method: PathMethod, args: readonly number[], matrix: Matrix): void {
    switch (method) {
      case 'moveTo':
        return this.points('M', args, matrix);
      case 'lineTo':
        return this.points(this.parts.length === 0 ? 'M' : 'L', args, matrix);
      case 'bezierCurveTo':
        return this.points('C', args, matrix);
      case 'quadraticCurveTo':
        return this.points('Q', args, matrix);
      case 'rect': {
        const [x = 0, y = 0, width = 0, height = 0] = args;
        const [right, bottom] = [x + width, y + height];
        this.points('M', [x, y], matrix);
        this.points('L', [right, y, right, bottom, x, bottom], matrix);
        return this.closeShape();
      }
      case 'arc':
        return this.arc(args, matrix);
      case 'closePath':
        return this.closeShape();
    }
  }

  private closeShape(): void {
    if (this.parts.length > 0) this.parts.push('Z');
  }

  private points(command: string, args: readonly number[], { a, b, c, d, e, f }: Matrix): void {
    const written: string[] = [];
    for (let i = 0; i + 1 < args.length; i += 2) {
      const [x, y] = [args[i]!, args[i + 1]!];
      const [left, top] = [a * x + c * y + e, b * x + d * y + f];
      this.xs.push(left);
      this.ys.push(top);
      written.push(`${svgNumber(left)} ${svgNumber(top)}`);
    }
    this.parts.push(command + written.join(' '));
  }

  /** An arc of a circle, as two halves so that it may be a whole one. */
  private arc(
    [x = 0, y = 0, radius = 0, from = 0, to = 0, counter = 0]: readonly number[],
    matrix: Matrix,
  ): void {
    const turn = 2 * Math.PI;
    const span = counter ? from - to : to - from;
    const angle = (Math.abs(span) >= turn ? turn : ((span % turn) + turn) % turn) * (counter ? -1 : 1);
    const at = (part: number) => {
      const now = from + angle * part;
      return [x + radius * Math.cos(now), y + radius * Math.sin(now)];
    };
    this.points(this.parts.length === 0 ? 'M' : 'L', at(0), matrix);
    const size = svgNumber(radius * scaleOf(matrix));
    for (const part of [0.5, 1]) this.points(`A${size} ${size} 0 0 ${counter ? 0 : 1} `, at(part), matrix);
  }
}

/** By how much a transformation enlarges lengths. */
export function scaleOf({ a, b, c, d }: Matrix): number {
  return Math.sqrt(Math.abs(a * d - b * c));
}
