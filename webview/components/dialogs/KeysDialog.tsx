import { COMMANDS, FOCUS_KEYS, KEY_GROUPS, shownPress } from '../../commands.ts';
import { ListDialog } from './ListDialog.tsx';

/** All keys, by what they act on. */
export function KeysDialog() {
  const lines = [...COMMANDS, ...FOCUS_KEYS];
  return (
    <ListDialog title="Keys" width="wide">
      {() => (
        <div class="key-groups">
          {KEY_GROUPS.map((group) => (
            <section key={group} aria-label={group}>
              <h3>{group}</h3>
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
