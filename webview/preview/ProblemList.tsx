import type { TableProblem } from '#engine/tableFacts';
import { t } from '#engine/translation';
import { whole } from '../format.ts';

interface ProblemListProps {
  readonly title: string;
  readonly problems: readonly TableProblem[];
  readonly total: number;
  readonly kind: 'wrong' | 'note';
}

/** What is wrong or was done, place by place, each with the way to mend it; of many the first. Nothing where there is none. */
export function ProblemList({ title, problems, total, kind }: ProblemListProps) {
  if (problems.length === 0) return null;
  const shown =
    total > problems.length ? t('the first {0} of {1}', whole(problems.length), whole(total)) : whole(total);
  return (
    <section class={`problems ${kind}`} aria-label={title}>
      <h2>
        {title} <span>{shown}</span>
      </h2>
      <ol tabIndex={0} role="list" aria-label={t('{0}, scrollable', title)}>
        {problems.map(({ message }, index) => (
          <li key={index}>{message}</li>
        ))}
      </ol>
    </section>
  );
}
