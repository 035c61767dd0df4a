import { splitUnit } from '#engine/dataset';
import { probabilitiesOf } from '#engine/network';
import { rowNumber } from '#engine/rowSample';
import { t } from '#engine/translation';
import { count, fixed, plain, whole } from '../format.ts';
import { blockName, readAs } from '../names.ts';
import type { Shown, ShownRun } from '../run.ts';
import { useInspector } from './context.ts';

/** So many letters of links, each with the space before it, fit into the two lines below the card. */
const MOST_LETTERS = 50;
const LINK_SPACE = 2;
const MOST_LINES = 4;

/** The selected row in words and numbers, and the wrong test rows as links. */
export function RowCard({ run }: { readonly run: ShownRun }) {
  const { state } = useInspector();
  const shown = state.shown.value;
  const { row } = state.chosen.value;
  return (
    <>
      <div class="card">
        <p class="card-title" title={verdict(run, shown, row)}>
          <b>{t('Row {0}', rowNumber(run.experiment, row))}</b>, {verdict(run, shown, row)}
        </p>
        <div class="card-body">
          <div class="card-values">
            {valueLines(run, row).map(([name, values]) => (
              <p key={name}>
                <span class="muted">{name}</span> {values}
              </p>
            ))}
          </div>
          {shown && (
            <div class="card-result muted">
              <p>{sinceText(run, shown, row)}</p>
              <p>{probabilityText(run, shown, row)}</p>
            </div>
          )}
        </div>
      </div>
      <WrongRows run={run} shown={shown} />
    </>
  );
}

function verdict({ experiment }: ShownRun, shown: Shown | null, row: number): string {
  const { classes, labels } = experiment.dataset;
  const actual = labels[row]!;
  const predicted = shown?.predicted[row];
  const name = classes[actual] ?? '';
  if (predicted === undefined) return `${name}, ${blockName(experiment, row)}`;
  return predicted === actual ? t('{0} read right', name) : `${name} ${readAs(experiment, predicted)}`;
}

function sinceText(run: ShownRun, shown: Shown, row: number): string {
  const since = run.since(row, shown.epoch);
  const block = blockName(run.experiment, row);
  return since === undefined ? block : t('{0}, read so since {1}', block, whole(since));
}

function probabilityText({ experiment }: ShownRun, shown: Shown, row: number): string {
  const { nClasses } = experiment;
  const p = probabilitiesOf(shown.pass).subarray(row * nClasses, (row + 1) * nClasses);
  if (nClasses <= 5) return `P ${Array.from(p, (value) => fixed(value, 2)).join('  ')}`;
  return `P ${fixed(p[shown.predicted[row]!] ?? NaN, 2)}`;
}

/** Raw values, grouped by the first word of their features: sepal 6.3 × 3.3 cm, petal 4.7 × 1.6 cm. */
export function valueLines({ experiment }: ShownRun, row: number): (readonly [string, string])[] {
  const { dataset, nFeatures } = experiment;
  const groups = new Map<string, { names: string[]; values: string[]; unit: string }>();
  dataset.features.forEach((feature, i) => {
    const { name, unit } = splitUnit(feature);
    const key = `${name.split(' ')[0] ?? name}/${unit}`;
    const group = groups.get(key) ?? { names: [], values: [], unit };
    group.names.push(name);
    group.values.push(plain(dataset.values[row * nFeatures + i]!));
    groups.set(key, group);
  });
  const paired = [...groups.values()].every(({ names }) => names.length === 2);
  const lines: (readonly [string, string])[] = paired
    ? [...groups.values()].map(({ names, values, unit }) => [
        names[0]!.split(' ')[0]!,
        `${values.join(' × ')} ${unit}`,
      ])
    : dataset.features.map((feature, i) => {
        const { name, unit } = splitUnit(feature);
        return [name, `${plain(dataset.values[row * nFeatures + i]!)} ${unit}`];
      });
  const more = lines.length - MOST_LINES;
  return more > 0 ? [...lines.slice(0, MOST_LINES), [t('and'), count(more, 'more feature')]] : lines;
}

function rowText(ofTest: boolean, isSample: boolean): string {
  if (ofTest) return isSample ? t('sampled test row') : t('test row');
  return isSample ? t('sampled row') : t('row');
}

function rowsText(ofTest: boolean, isSample: boolean): string {
  if (ofTest) return isSample ? t('sampled test rows') : t('test rows');
  return isSample ? t('sampled rows') : t('rows');
}

function WrongRows({ run, shown }: { readonly run: ShownRun; readonly shown: Shown | null }) {
  const { state, select } = useInspector();
  const { test, train } = run.experiment.split;
  const ofTest = test !== train;
  const isSample = run.experiment.sample !== null;
  if (!shown) return <p class="wrong-rows"> </p>;
  const wrong = [...shown.wrongTest];
  const nWrong = wrong.length;
  if (nWrong === 0)
    return (
      <p class="wrong-rows">{t('No wrong {0} of {1}', rowsText(ofTest, isSample), whole(test.length))}</p>
    );
  const chosen = state.chosen.value.row;
  const longest = String(rowNumber(run.experiment, Math.max(...wrong))).length;
  const links = wrong.slice(0, Math.floor(MOST_LETTERS / (longest + LINK_SPACE)));
  return (
    <p class="wrong-rows">
      {nWrong === 1
        ? t('The only wrong {0} of {1}:', rowText(ofTest, isSample), whole(test.length))
        : t('{0} wrong {1}', whole(nWrong), rowsText(ofTest, isSample))}
      {links.map((row) => (
        <button
          key={row}
          class="row-link"
          aria-pressed={row === chosen}
          aria-label={t('row {0}', rowNumber(run.experiment, row))}
          onClick={() => select({ row })}
        >
          {rowNumber(run.experiment, row)}
        </button>
      ))}
      {nWrong > links.length && t(' and {0} more', whole(nWrong - links.length))}
    </p>
  );
}
