import { useRef, useState } from 'preact/hooks';
import { exact } from '../format.ts';
import { cellAt, matrixGrid, matrixSize, paintMatrix } from '../paint/matrixPainter.ts';
import { divergingTable } from '../paint/pixels.ts';
import { palette } from '../theme.ts';
import { pictureOn, show } from './canvas.ts';
import { useInspector, usePainting, usePixelRatio, useSize } from './context.ts';
import type { MatrixProps } from './Matrices.tsx';

interface Place {
  readonly input: number;
  readonly unit: number;
}

/** A matrix too large to write out: one rectangle per weight, and the exact value of the one under the pointer or keys. */
export function MatrixCanvas({ layer, rowNames, columnNames, note }: MatrixProps) {
  const { state, tooltip, select } = useInspector();
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [place, setPlace] = useState<Place>({ input: 0, unit: 0 });
  const { width } = useSize(box);
  const ratio = usePixelRatio();
  const [nInputs, nUnits] = [rowNames.length, columnNames.length];
  const grid = matrixGrid(nInputs, nUnits, Math.floor(width * ratio), ratio);
  const size = matrixSize(grid);
  usePainting(() => {
    const now = state.shown.value?.parameters.layers[layer];
    const colours = palette.value;
    const picture = pictureOn(canvas.current, size.width, size.height, ratio);
    if (!now || !colours || !picture) return;
    const { pixels } = colours;
    paintMatrix(picture, grid, now.weights, now.biases, state.scale.value, {
      table: divergingTable(pixels['negative-cell'], pixels['cell-0'], pixels['positive-cell']),
      notFinite: pixels.wrong,
      paper: pixels.paper,
    });
    show(canvas.current, picture);
  });
  const textOf = ({ input, unit }: Place): string => {
    const now = state.shown.value?.parameters.layers[layer];
    const to = columnNames[unit] ?? '';
    const isBias = input === nInputs;
    const value = isBias ? now?.biases[unit] : now?.weights[input * nUnits + unit];
    const address = isBias ? `b${layer + 1}[${to}]` : `W${layer + 1}[${rowNames[input] ?? ''}, ${to}]`;
    return `${address}  ${value === undefined ? '' : exact(value)}`;
  };
  const placeOf = (event: MouseEvent) => cellAt(grid, event.offsetX * ratio, event.offsetY * ratio);
  const hover = (event: PointerEvent) => {
    const at = placeOf(event);
    if (at) tooltip.show({ x: event.clientX, y: event.clientY }, () => textOf(at));
    else tooltip.hide();
  };
  const click = (event: MouseEvent) => {
    const at = placeOf(event);
    if (!at) return;
    setPlace(at);
    select({ layer: layer + 1, unit: at.unit });
  };
  const walk = (event: KeyboardEvent) => {
    const step = STEPS[`${event.altKey ? 'Alt+' : ''}${event.key}`];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    setPlace({
      input: Math.min(Math.max(place.input + step[0], 0), nInputs),
      unit: Math.min(Math.max(place.unit + step[1], 0), nUnits - 1),
    });
  };
  return (
    <div class="matrix drawn" ref={box}>
      <p class="caption">
        W{layer + 1}, b{layer + 1}{' '}
        <span>
          {note}; {nInputs} × {nUnits}, biases last
        </span>
      </p>
      <div
        class="matrix-scroll"
        tabIndex={0}
        role="group"
        aria-label={`W${layer + 1} and b${layer + 1}. Arrow up and down, and with Alt left and right, move between values.`}
        onKeyDown={walk}
      >
        <canvas
          ref={canvas}
          aria-hidden="true"
          onPointerMove={hover}
          onPointerLeave={() => tooltip.hide()}
          onClick={click}
        />
      </div>
      <p class="value-line" role="status">
        {textOf(place)}
      </p>
    </div>
  );
}

const STEPS: Readonly<Record<string, readonly [input: number, unit: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  'Alt+ArrowLeft': [0, -1],
  'Alt+ArrowRight': [0, 1],
};
