import { t } from '#engine/translation';
import type { FormState } from './formState.ts';

/** Switches live retraining on and off. */
export function LiveSwitch({ form }: { readonly form: FormState }) {
  const title = t('Retrain with every change, as a draft; Train keeps it');
  return (
    <label class="live" title={title}>
      <input
        type="checkbox"
        role="switch"
        aria-label={t('Live')}
        aria-description={title}
        checked={form.isLive.value}
        onChange={(event) => form.setLive(event.currentTarget.checked)}
      />
      {t('Live')}
    </label>
  );
}
