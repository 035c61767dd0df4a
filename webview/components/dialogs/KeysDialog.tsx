import { t } from '#engine/translation';
import { COMMANDS, FOCUS_KEYS, GROUP_NAMES, KEY_GROUPS, shownPress } from '../../commands.ts';
import { ListDialog } from './ListDialog.tsx';

/** All keys, by what they act on. */
export function KeysDialog() {
  const lines = [...COMMANDS, ...FOCUS_KEYS];
  return (
    <ListDialog title={t('Keys')} width="wide">
      {() => (
        <div class="key-groups">
          {KEY_GROUPS.map((group) => (
            <section key={group} aria-label={GROUP_NAMES[group]}>
              <h3>{GROUP_NAMES[group]}</h3>
              <dl>
                {lines
                  .filter((line) => line.group === group)
                  .map(({ presses, description }) => (
                    <div key={description}>
                      <dt>
                        {presses.map((press) => (
                          <kbd key={press}>{shownPress(press)}</kbd>
                        ))}
                      </dt>
                      <dd>{description}</dd>
                    </div>
                  ))}
              </dl>
            </section>
          ))}
        </div>
      )}
    </ListDialog>
  );
}
