import { shapeOf } from '#engine/arrays';
import type { DrawnArray } from '../../distributions.ts';
import { whole } from '../../format.ts';
import { unitName } from '../../names.ts';
import type { ShownRun } from '../../run.ts';
import { useInspector } from '../context.ts';

/** The widest name of a unit that is written out, in characters. */
const LONGEST_NAME = 10;

/** Room beside the rows of units for a name and a count, in CSS pixels: the curves above them start there too. */
export function gutterOf({ experiment }: ShownRun): number {
  const digits = String(experiment.split.train.length).length;
  const nHidden = experiment.shape.sizes.length - 2;
  return Math.round(20 + (2 * digits + (nHidden > 1 ? 6 : 4)) * 6.6);
}

/** Room beside the rows of an array's units, for their names, and for the counts of its values above them. */
export function nameGutter({ experiment }: ShownRun, { name, layer, nColumns }: DrawnArray): number {
  const nValues = shapeOf(experiment, { name, layer }).nRows * nColumns;
  const lengths = Array.from({ length: nColumns }, (_, unit) => unitName(experiment, layer, unit).length);
  const longest = Math.min(LONGEST_NAME, Math.max(...lengths));
  return Math.round(16 + Math.max(longest, whole(nValues).length) * 6.4);
}

interface UnitNameProps {
  readonly run: ShownRun;
  readonly layer: number;
  readonly unit: number;
}

/** A unit's name that selects it. Arrow up and down walk through the units beside it, of which one is a stop of Tab. */
export function UnitName({ run, layer, unit }: UnitNameProps) {
  const { state, select } = useInspector();
  const { chosen } = state;
  const isChosen = chosen.value.layer === layer && chosen.value.unit === unit;
  const isStop = chosen.value.layer === layer ? (chosen.value.unit ?? 0) === unit : unit === 0;
  const name = unitName(run.experiment, layer, unit);
  return (
    <button
      class="name"
      aria-pressed={isChosen}
      tabIndex={isStop ? 0 : -1}
      title={name}
      onClick={() => select({ layer, unit })}
      onKeyDown={walk}
    >
      {name}
    </button>
  );
}

function walk(event: KeyboardEvent & { readonly currentTarget: HTMLButtonElement }): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const names = [
    ...(event.currentTarget.closest('.unit-rows')?.querySelectorAll<HTMLElement>('.name') ?? []),
  ];
  names[names.indexOf(event.currentTarget) + step]?.focus();
}
