import { useRef, useState } from 'preact/hooks';
import { t } from '#engine/translation';
import { exact } from '../format.ts';
import { cellAt, matrixGrid, matrixSize, paintMatrix } from '../paint/matrixPainter.ts';
import { divergingTable } from '../paint/pixels.ts';
import { palette } from '../theme.ts';
import { pictureOn, show } from './canvas.ts';
import { useInspector, usePainting, usePixelRatio, useSize } from './context.ts';
import { gridStep } from './gridKeys.ts';
import type { GridPlace } from './gridKeys.ts';
import type { MatrixProps } from './Matrices.tsx';

/** A matrix too large to write out: one rectangle per weight, and the exact value of the one under the pointer or keys. */
export function MatrixCanvas({ layer, rowNames, columnNames, note }: MatrixProps) {
  const { state, tooltip, open } = useInspector();
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [place, setPlace] = useState<GridPlace>({ row: 0, column: 0 });
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
  const textOf = ({ row: input, column: unit }: GridPlace): string => {
    const now = state.shown.value?.parameters.layers[layer];
    const to = columnNames[unit] ?? '';
    const isBias = input === nInputs;
    const value = isBias ? now?.biases[unit] : now?.weights[input * nUnits + unit];
    const address = isBias ? `b${layer + 1}[${to}]` : `W${layer + 1}[${rowNames[input] ?? ''}, ${to}]`;
    return `${address}  ${value === undefined ? '' : exact(value)}`;
  };
  const placeOf = (event: MouseEvent): GridPlace | undefined => {
    const at = cellAt(grid, event.offsetX * ratio, event.offsetY * ratio);
    return at && { row: at.input, column: at.unit };
  };
  const openAt = ({ row, column }: GridPlace) =>
    open(
      row === nInputs
        ? { name: 'b', layer: layer + 1, row: 0, column }
        : { name: 'W', layer: layer + 1, row, column },
    );
  const hover = (event: PointerEvent) => {
    const at = placeOf(event);
    if (at) tooltip.show({ x: event.clientX, y: event.clientY }, () => textOf(at));
    else tooltip.hide();
  };
  const click = (event: MouseEvent) => {
    const at = placeOf(event);
    if (!at) return;
    setPlace(at);
    openAt(at);
  };
  const walk = (event: KeyboardEvent) => {
    const next = gridStep(place, { nRows: nInputs + 1, nColumns: nUnits }, event);
    if (next) setPlace(next);
    else if (event.key === 'Enter') openAt(place);
    else return;
    event.preventDefault();
  };
  return (
    <div class="matrix drawn" ref={box}>
      <p class="caption">
        W{layer + 1}, b{layer + 1} <span>{t('{0}; {1} × {2}, biases last', note, nInputs, nUnits)}</span>
      </p>
      <div
        class="matrix-scroll"
        tabIndex={0}
        role="group"
        aria-label={t(
          'W{0} and b{1}. Arrow up and down, and with Alt left and right, move between values; Enter opens the arithmetic.',
          layer + 1,
          layer + 1,
        )}
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
