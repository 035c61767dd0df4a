import { useRef } from 'preact/hooks';
import { argmax } from '#engine/metrics';
import { exact, fixed } from '../../format.ts';
import { dashOf, glyphOf } from '../../paint/classMarks.ts';
import { N_CLASS_MARKS } from '../../theme.ts';
import { useInspector, usePainting } from '../context.ts';
import { roleText } from '../nodeValue.ts';

interface OutputBarsProps {
  readonly labels: readonly string[];
  readonly name: string; // of the group, for screen readers
  readonly actual: number | null; // the class of the row, where it is known
  readonly lines: 'dashes' | 'none'; // does each class show how its curve is drawn?
  /** Read again whenever a signal that it uses changes; null before the first epoch. */
  readonly probabilities: () => Float64Array | null; // [nClasses]
  readonly isChosen: (k: number) => boolean;
  readonly onPress: (k: number) => void;
}

/** The probabilities of one row as the network graph's outputs show them: glyph, bar, value, and what the class is to it. */
export function OutputBars(props: OutputBarsProps) {
  const { labels, name, actual, lines, probabilities, isChosen, onPress } = props;
  const { tooltip } = useInspector();
  const list = useRef<HTMLDivElement>(null);
  usePainting(() => {
    const p = probabilities();
    const predicted = p ? argmax(p, 0, p.length) : -1;
    Array.from(list.current?.children ?? [], (element, k) => {
      element.setAttribute('aria-pressed', String(isChosen(k)));
      writeBar(element as HTMLElement, p?.[k], roleOf(k, actual, predicted));
    });
  });
  const longest = Math.max(...labels.map((label) => Math.min(label.length, 16)));
  return (
    <div
      class="output-bars"
      role="group"
      aria-label={name}
      ref={list}
      style={{ '--name': `${longest * 6 + 20}px` }}
      onPointerLeave={() => tooltip.hide()}
    >
      {labels.map((label, k) => (
        <button
          key={label}
          onClick={() => onPress(k)}
          onPointerMove={({ clientX: x, clientY: y }) =>
            tooltip.show({ x, y }, () => `P ${label} ${exact(probabilities()?.[k] ?? NaN)}`)
          }
        >
          <span class="label" title={label}>
            <span class={`mark class-${k % N_CLASS_MARKS}`} aria-hidden="true">
              {glyphOf(k)}
            </span>
            {label}
          </span>{' '}
          {lines === 'dashes' && (
            <svg class={`line class-${k % N_CLASS_MARKS}`} width={26} height={8} aria-hidden="true">
              <line x1={0} x2={26} y1={4} y2={4} stroke-dasharray={dashOf(k).join(' ')} />
            </svg>
          )}
          <svg class="amount" aria-hidden="true">
            <rect class="track" width="100%" height={8} />
            <rect class="bar" width={0} height={8} fill={`url(#class-${k % N_CLASS_MARKS})`} />
          </svg>
          <span class="value" /> <span class="role" />
        </button>
      ))}
    </div>
  );
}

function roleOf(k: number, actual: number | null, predicted: number): string {
  if (k === actual) return k === predicted ? 'actual ✓' : 'actual';
  return k === predicted ? 'predicted' : '';
}

function writeBar(element: HTMLElement, p: number | undefined, role: string): void {
  const text = p === undefined ? '' : fixed(p);
  write(element.querySelector('.value'), text);
  write(element.querySelector('.role'), roleText(role));
  element.dataset['role'] = role;
  const share = Number.isFinite(p) ? (p ?? 0) : 0;
  element.querySelector('.bar')?.setAttribute('width', `${(share * 100).toFixed(2)}%`);
}

function write(element: Element | null, text: string): void {
  if (element && element.textContent !== text) element.textContent = text;
}
