import { useState } from 'preact/hooks';
import { t } from '#engine/translation';
import { count } from '../../format.ts';
import { view } from '../../picture/view.ts';
import { accuracySentence, seedFigures, sweepSentence } from '../../seedGroups.ts';
import type { SeedFigure, SeedGroup } from '../../seedGroups.ts';
import '../../styles/seeds.css';
import { useInspector } from '../context.ts';
import { SeedTable } from './SeedTable.tsx';

/** One training from many initial weights: how the outcomes spread. A bar opens its seeds, a seed its run. */
export function SeedsTab() {
  const sweep = useInspector().state.sweep.value;
  const [open, setOpen] = useState<string | null>(null);
  if (!sweep) return null;
  const figures = seedFigures(sweep);
  return (
    <div class="seeds-page">
      <h2>
        {t('Seeds ')}
        <span>{t('{0}, from other initial weights each time', sweep.name)}</span>
      </h2>
      <p class="seeds-state" role="status">
        {sweepSentence(sweep)}
      </p>
      <progress
        class={sweep.state === 'running' ? '' : 'unseen'}
        max={sweep.seeds.length}
        value={sweep.outcomes.length}
        aria-label={t('Seeds trained')}
      />
      <p class="note">{accuracySentence(sweep)}</p>
      <div class="seed-figures" {...view(t('Seeds'))}>
        {figures.map((figure) => (
          <Figure key={figure.title} figure={figure} open={open} onOpen={setOpen} />
        ))}
      </div>
      <SeedTable sweep={sweep} />
    </div>
  );
}

interface FigureProps {
  readonly figure: SeedFigure;
  readonly open: string | null; // the bar whose seeds are listed
  readonly onOpen: (key: string | null) => void;
}

function Figure({ figure, open, onOpen }: FigureProps) {
  const longest = Math.max(...figure.groups.map(({ outcomes }) => outcomes.length));
  return (
    <section aria-label={figure.title}>
      <h3>{figure.title}</h3>
      <ul class="seed-bars">
        {figure.groups.map((group) => (
          <li key={group.key}>
            <Bar
              group={group}
              share={group.outcomes.length / longest}
              isOpen={group.key === open}
              onToggle={() => onOpen(group.key === open ? null : group.key)}
            />
            {group.key === open && <SeedList group={group} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

interface BarProps {
  readonly group: SeedGroup;
  readonly share: number; // of the longest bar
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

function Bar({ group, share, isOpen, onToggle }: BarProps) {
  const { label, note, outcomes } = group;
  return (
    <button class="seed-bar" aria-expanded={isOpen} onClick={onToggle}>
      <span class="name">{label}</span>
      <span class="track" aria-hidden="true">
        <i style={{ width: `${share * 100}%` }} />
      </span>
      <span class="number">{count(outcomes.length, 'seed')}</span>
      <span class="muted">{note}</span>
    </button>
  );
}

function SeedList({ group }: { readonly group: SeedGroup }) {
  const { openSeed } = useInspector();
  return (
    <p class="seed-list">
      <span class="muted">{t('show the run of')}</span>
      {group.outcomes.map(({ seed }) => (
        <button key={seed} class="seed-link" onClick={() => openSeed(seed)}>
          {seed}
        </button>
      ))}
    </p>
  );
}
