import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeDropdown,
  vsCodeOption,
  vsCodeTextField,
} from '@vscode/webview-ui-toolkit';
import '../styles.css';
import './controls.css';
import './icons.css';
import './libraries.ts';

/**
 * Registers the toolkit's elements that controls.tsx draws. A bundle of its own, loaded by a plain script tag: the
 * toolkit reads the theme when the window loads, and would keep its dark defaults if it came later.
 */
provideVSCodeDesignSystem().register(vsCodeButton(), vsCodeDropdown(), vsCodeOption(), vsCodeTextField());
