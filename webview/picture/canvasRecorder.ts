import { cssPaint, paintAttributes } from './cssPaint.ts';
import { lengthOf } from './drawText.ts';
import { fontAttributes, fontOf } from './fonts.ts';
import { PATH_METHODS, PathLog, scaleOf } from './pathLog.ts';
import type { PathMethod } from './pathLog.ts';
import { boxAttributes, intersection, svgElement, xmlText } from './svgText.ts';
import type { Attributes, Box } from './svgText.ts';

type Context = CanvasRenderingContext2D;
type Listener = (...args: unknown[]) => void;

/**
 * Draws anew on a canvas, and listens: what is drawn, as SVG in the canvas's own pixels. The context goes on as it is; only
 * the methods that leave ink are heard, and its colours, lines and fonts are read from it at that moment.
 */
export function recordDrawing(context: Context, redraw: () => void): string {
  const recorder = new Recorder(context);
  const stop = recorder.listen();
  try {
    redraw();
  } finally {
    stop();
  }
  return recorder.parts.join('\n');
}

/** A path that remembers how it was made. */
class HeardPath extends Path2D {
  readonly steps: (readonly [PathMethod, readonly number[]])[] = [];

  static {
    for (const method of PATH_METHODS) {
      const original = (Path2D.prototype as unknown as Record<PathMethod, Listener>)[method];
      Object.defineProperty(this.prototype, method, {
        value(this: HeardPath, ...args: number[]) {
          this.steps.push([method, args]);
          original.apply(this, args);
        },
      });
    }
  }
}

class Recorder {
  readonly parts: string[] = [];
  private readonly context: Context;
  private path = new PathLog();
  private clip: Box | null = null;
  private readonly saved: (Box | null)[] = [];

  constructor(context: Context) {
    this.context = context;
  }

  /** @returns ends the listening */
  listen(): () => void {
    const listeners = Object.entries(this.listeners());
    for (const [name, listener] of listeners) {
      const original = (this.context as unknown as Record<string, Listener>)[name];
      Object.defineProperty(this.context, name, {
        configurable: true,
        value: (...args: unknown[]) => {
          listener(...args);
          return original?.apply(this.context, args);
        },
      });
    }
    const { Path2D: plain } = window;
    window.Path2D = HeardPath; // curves keep their path from one drawing to the next
    return () => {
      window.Path2D = plain;
      for (const [name] of listeners) Reflect.deleteProperty(this.context, name);
    };
  }

  private listeners(): Readonly<Record<string, Listener>> {
    const draws = PATH_METHODS.map((method): [string, Listener] => [
      method,
      (...args) => this.path.add(method, args.map(Number), this.context.getTransform()),
    ]);
    return {
      ...Object.fromEntries(draws),
      beginPath: () => {
        this.path = new PathLog();
      },
      save: () => this.saved.push(this.clip),
      restore: () => {
        this.clip = this.saved.pop() ?? null;
      },
      reset: () => {
        this.clip = null;
        this.saved.length = 0;
      },
      clip: () => {
        this.clip = intersection(this.path.bounds, this.clip); // ours are rectangles
      },
      fill: (path) => this.fill(this.pathOf(path)),
      stroke: (path) => this.stroke(this.pathOf(path)),
      fillRect: (...args) => this.fill(this.rectangle(args)),
      strokeRect: (...args) => this.stroke(this.rectangle(args)),
      fillText: (text, x, y) => this.text(String(text), Number(x), Number(y), this.ink('fill')),
      strokeText: (text, x, y) =>
        this.text(String(text), Number(x), Number(y), { fill: 'none', ...this.line() }),
    };
  }

  private rectangle(args: readonly unknown[]): PathLog {
    const path = new PathLog();
    path.add('rect', args.map(Number), this.context.getTransform());
    return path;
  }

  private pathOf(given: unknown): PathLog {
    if (!(given instanceof HeardPath)) return this.path;
    const path = new PathLog();
    const matrix = this.context.getTransform();
    for (const [method, args] of given.steps) path.add(method, args, matrix);
    return path;
  }

  private fill(path: PathLog): void {
    this.keep('path', { d: path.d, ...this.ink('fill') });
  }

  private stroke(path: PathLog): void {
    const { context } = this;
    const scale = scaleOf(context.getTransform());
    const dashes = context.getLineDash().map((length) => length * scale);
    this.keep('path', {
      d: path.d,
      fill: 'none',
      ...this.line(scale),
      'stroke-dasharray': dashes.length > 0 ? dashes.join(' ') : undefined,
    });
  }

  private text(text: string, x: number, y: number, ink: Attributes): void {
    const { context } = this;
    const { a, b, c, d, e, f } = context.getTransform();
    const anchors = { left: undefined, start: undefined, center: 'middle', right: 'end', end: 'end' };
    this.keep(
      'text',
      {
        transform: `matrix(${[a, b, c, d, e, f].join(' ')})`,
        x,
        y: y + belowBaseline(context, text),
        'text-anchor': anchors[context.textAlign],
        ...lengthOf(text, context.measureText(text).width),
        ...fontAttributes(fontOf(context.font)),
        ...ink,
      },
      xmlText(text),
    );
  }

  private ink(role: 'fill' | 'stroke'): Attributes {
    const style = role === 'fill' ? this.context.fillStyle : this.context.strokeStyle;
    const paint = typeof style === 'string' ? cssPaint(style) : null;
    const opacity = (paint?.opacity ?? 1) * this.context.globalAlpha;
    return paintAttributes(role, paint && { ...paint, opacity });
  }

  private line(scale = 1): Attributes {
    const { lineWidth, lineJoin } = this.context;
    return { ...this.ink('stroke'), 'stroke-width': lineWidth * scale, 'stroke-linejoin': lineJoin };
  }

  private keep(name: string, attributes: Attributes, content = ''): void {
    const shape = svgElement(name, attributes, content);
    // a view of its own cuts without an id
    const { clip } = this;
    if (!clip) this.parts.push(shape);
    else {
      const { left, top, right, bottom } = clip;
      const viewBox = [left, top, right - left, bottom - top].join(' ');
      this.parts.push(svgElement('svg', { ...boxAttributes(clip), viewBox, overflow: 'hidden' }, shape));
    }
  }
}

/** By how much the line that letters stand on lies below the one that the canvas aligns them by. */
function belowBaseline(context: Context, text: string): number {
  const { textBaseline } = context;
  if (textBaseline === 'alphabetic') return 0;
  const aligned = context.measureText(text).actualBoundingBoxAscent;
  context.textBaseline = 'alphabetic';
  const standing = context.measureText(text).actualBoundingBoxAscent;
  context.textBaseline = textBaseline;
  return standing - aligned;
}
