import './translations.ts';
import { render } from 'preact';
import type { PreviewHostApi, PreviewPageApi } from '#protocol/preview';
import { MOST_FROM_HOST } from '#protocol/messageSize';
import { connect } from '#protocol/transport';
import { Problems, acquireHost } from './host.ts';
import { PreviewPage } from './preview/PreviewPage.tsx';
import { PreviewState } from './preview/previewState.ts';
import { watchTheme } from './theme.ts';

/** The page of a table before it is trained on, connected as soon as it is drawn. It keeps nothing: the host has it all. */
const problems = new Problems();
problems.watch(window);
watchTheme(document.body);

const state = new PreviewState({
  choose: (choices) => void remote.choose(choices).catch(problems.rejected),
  cancel: () => void remote.cancel().catch(problems.rejected),
  train: () => void remote.train().catch(problems.rejected),
  save: () => void remote.save().catch(problems.rejected),
});
const { remote } = connect<PreviewPageApi, PreviewHostApi>(acquireHost().port, state.api, MOST_FROM_HOST);
problems.tell = (text) => void remote.problem(text).catch(() => undefined);

const root = document.getElementById('root');
if (root) {
  root.replaceChildren(); // the word that stood there while the scripts were under way
  render(<PreviewPage state={state} />, root);
}
remote.ready().catch(problems.rejected);
