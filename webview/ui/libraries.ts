import * as signals from '@preact/signals';
import * as birpc from 'birpc';
import * as preact from 'preact';
import * as hooks from 'preact/hooks';
import * as jsx from 'preact/jsx-runtime';

/**
 * The libraries that every page needs, once for all of them: they come with the script that every page loads first, and the
 * build lets the pages take them from here (`sharedLibraries` in esbuild.mjs). So it is with the styles of the controls, the
 * icons and the roles of colours, which are in toolkit.css.
 */
Object.assign(globalThis, {
  irisLibraries: {
    preact,
    'preact/hooks': hooks,
    'preact/jsx-runtime': jsx,
    '@preact/signals': signals,
    birpc,
  },
});
