import './translations.ts';
import { effect } from '@preact/signals';
import { render } from 'preact';
import type { TrainingConfig } from '#engine/config';
import type { ConfigurationHostApi, ConfigurationPageApi } from '#protocol/api';
import { connect } from '#protocol/transport';
import { ConfigurationForm, fieldId } from './configuration/ConfigurationForm.tsx';
import { FormState } from './configuration/formState.ts';
import { Problems, acquireHost } from './host.ts';
import { latestOnly } from './latestOnly.ts';

/** The page of the Configuration view: a form over what the host shows, connected as soon as it is drawn. */
const problems = new Problems();
problems.watch(window);

const host = acquireHost();
const form = new FormState(
  {
    choose: (target) => void remote.choose(target).catch(problems.rejected),
    change: (config, target) => void remote.change(config, target).catch(problems.rejected),
    train: (config, target) => void remote.train(config, target).catch(problems.rejected),
    live: latestOnly((config: TrainingConfig, target: string): Promise<unknown> =>
      remote.live(config, target).catch(problems.rejected),
    ),
  },
  (field) => document.getElementById(fieldId(field))?.focus(),
);
const { remote } = connect<ConfigurationPageApi, ConfigurationHostApi>(host.port, form.api);
problems.tell = (text) => void remote.problem(text).catch(() => undefined);

form.restore(host.kept());
effect(() => host.keep(form.kept()));

const root = document.getElementById('root');
if (root) {
  root.replaceChildren(); // the word that stood there while the scripts were under way
  render(<ConfigurationForm form={form} />, root);
}
remote.ready().catch(problems.rejected);
