import { useRef } from 'preact/hooks';
import type { CellAddress } from '#engine/arrays';
import { scoreLead } from '#engine/inspect';
import { NO_CLASS } from '#engine/metrics';
import { softmaxLead } from '#engine/softmaxLead';
import { t } from '#engine/translation';
import { cellName } from '../../cellNames.ts';
import { isSame } from '../../cells.ts';
import { bracketed, fixed } from '../../format.ts';
import { unitName } from '../../names.ts';
import type { Shown, ShownRun } from '../../run.ts';
import { useInspector, usePainting } from '../context.ts';

/** So many units are named. */
const MOST_UNITS = 6;

/**
 * Which unit decides: what each adds to the lead of the class that is read over its closest rival, the most first. Each
 * opens the sum that its value for the row comes from; how the lead follows from the value stands in its tooltip.
 */
export function RowLead({ run, row }: { readonly run: ShownRun; readonly row: number }) {
  const { state, open } = useInspector();
  const line = useRef<HTMLParagraphElement>(null);
  const ranked = useRef<readonly number[]>([]);
  const layer = run.experiment.shape.sizes.length - 2;
  usePainting(() => {
    const shown = state.shown.value;
    const [head, ...buttons] = line.current?.children ?? [];
    const lead = shown && leadOf(run, shown, row);
    if (line.current) line.current.hidden = lead === null;
    if (!head || !lead) return;
    const units = Array.from(lead.byUnit.keys());
    ranked.current = units.sort((a, b) => Math.abs(lead.byUnit[b]!) - Math.abs(lead.byUnit[a]!));
    head.textContent =
      layer === 0
        ? t('why: {0}; by feature, most first (bias {1}):', lead.text, signed(lead.bias))
        : t('why: {0}; by unit, most first (bias {1}):', lead.text, signed(lead.bias));
    const cell = state.cell.value;
    buttons.forEach((button, i) => {
      const unit = ranked.current[i]!;
      const share = `${unitName(run.experiment, layer, unit)} ${signed(lead.byUnit[unit]!)}`;
      button.textContent = i === 0 ? `${share} = ${lead.productOf(unit)}` : share;
      button.setAttribute('title', lead.titleOf(unit));
      button.setAttribute('aria-pressed', String(cell !== null && isSame(cell, sumOf(layer, row, unit))));
    });
  });
  const nNamed = Math.min(MOST_UNITS, run.experiment.shape.sizes[layer]!);
  return (
    <p class="story-lead" ref={line}>
      <span />
      {Array.from({ length: nNamed }, (_, i) => (
        <button key={i} class="row-link" onClick={() => open(sumOf(layer, row, ranked.current[i] ?? 0))} />
      ))}
    </p>
  );
}

/** What feeds the output layer for a row: A of the last hidden layer, or X. */
function addressOf(layer: number, row: number, column: number): CellAddress {
  return { name: layer === 0 ? 'X' : 'A', layer, row, column };
}

/** The cell whose terms tell most of it: the pre-activation, or the feature itself. */
function sumOf(layer: number, row: number, column: number): CellAddress {
  return { name: layer === 0 ? 'X' : 'Z', layer, row, column };
}

interface Lead {
  readonly text: string;
  readonly titleOf: (unit: number) => string;
  /** Activation · (weight to the class ahead − weight to the one behind). */
  readonly productOf: (unit: number) => string;
  readonly byUnit: Float64Array;
  readonly bias: number;
}

/** The lead over the class just left; else over the row's own class where it is read wrong, else over the second. */
function leadOf(run: ShownRun, { epoch, pass, parameters, predicted }: Shown, row: number): Lead | null {
  const { experiment } = run;
  const { dataset, nClasses, shape, x } = experiment;
  const last = shape.sizes.length - 1;
  const ahead = predicted[row]!;
  if (ahead === NO_CLASS) return null;
  const scores = pass.preActivations[last - 1]!.subarray(row * nClasses, (row + 1) * nClasses);
  const label = dataset.labels[row]!;
  const left = classJustLeft(run, epoch, row);
  const behind = left ?? (ahead === label ? softmaxLead(scores).second : label);
  const nInputs = shape.sizes[last - 1]!;
  const inputs = last === 1 ? x : pass.activations[last - 2]!;
  const own = inputs.subarray(row * nInputs, (row + 1) * nInputs);
  const output = parameters.layers[last - 1]!;
  const { byUnit, bias } = scoreLead(output, own, ahead, behind);
  const lead = fixed(scores[ahead]! - scores[behind]!, 2);
  const [winner = '', rival = ''] = [dataset.classes[ahead], dataset.classes[behind]];
  const productOf = (unit: number) => {
    const weight = (k: number) => fixed(output.weights[unit * nClasses + k]!);
    return `${fixed(own[unit]!)} · (${weight(ahead)} − ${bracketed(weight(behind))})`;
  };
  const titleOf = (unit: number) =>
    t(
      '{0} · (W{1} to {2} − W{1} to {3}) = {4} = {5}; click: the sum behind it',
      cellName(experiment, addressOf(last - 1, row, unit)),
      last,
      winner,
      rival,
      productOf(unit),
      signed(byUnit[unit]!),
    );
  const since = left === null ? '' : t(', which it was read as before,');
  return {
    text: t('{0} leads {1}{2} by {3} in Z{4}', winner, rival, since, lead, last),
    titleOf,
    productOf,
    byUnit,
    bias,
  };
}

/** The class that a row was read as up to the epoch before, where this epoch changes it; null for all other epochs. */
function classJustLeft({ chronicle }: ShownRun, epoch: number, row: number): number | null {
  if (!chronicle || epoch === 0 || epoch >= chronicle.length || chronicle.since(epoch, row) !== epoch)
    return null;
  const from = chronicle.flipsOf(row).find((flip) => flip.epoch === epoch)?.from ?? NO_CLASS;
  return from === NO_CLASS ? null : from;
}

function signed(value: number): string {
  const text = fixed(value, 2);
  return text.startsWith('−') ? text : `+${text}`;
}
