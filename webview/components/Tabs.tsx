import { t } from '#engine/translation';
import { TAB_NAMES } from '../viewOptions.ts';
import { useInspector } from './context.ts';

/** The element that a tab fills, for `aria-controls`. */
export const TAB_PANEL = 'tab-panel';

/** The pages of the inspector. Arrow keys move between them, as in every list of tabs. */
export function Tabs() {
  const { state } = useInspector();
  const tab = state.tab.value;
  const tabs = state.tabs.value;
  const walk = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const next = tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length]!;
    state.setOptions({ tab: next });
    document.getElementById(`tab-${next}`)?.focus();
  };
  return (
    <div class="tabs" role="tablist" aria-label={t('Views of the run')} onKeyDown={walk}>
      {tabs.map((one) => (
        <button
          key={one}
          id={`tab-${one}`}
          role="tab"
          aria-selected={one === tab}
          aria-controls={TAB_PANEL}
          tabIndex={one === tab ? 0 : -1}
          onClick={() => state.setOptions({ tab: one })}
        >
          {TAB_NAMES[one]}
        </button>
      ))}
    </div>
  );
}
