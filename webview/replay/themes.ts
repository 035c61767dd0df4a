import { THEME_VARIABLES } from './themeVariables.ts';

export const THEMES = ['dark', 'light', 'highContrast', 'highContrastLight'] as const;
export type ThemeName = (typeof THEMES)[number];

/** What VS Code writes on a page's body for a theme. */
export interface ThemeAttributes {
  readonly className: string;
  readonly kind: string;
  readonly label: string;
}

const ATTRIBUTES: Readonly<Record<ThemeName, ThemeAttributes>> = {
  dark: { className: 'vscode-dark', kind: 'vscode-dark', label: 'Dark Modern' },
  light: { className: 'vscode-light', kind: 'vscode-light', label: 'Light Modern' },
  highContrast: {
    className: 'vscode-high-contrast',
    kind: 'vscode-high-contrast',
    label: 'Dark High Contrast',
  },
  highContrastLight: {
    className: 'vscode-high-contrast-light vscode-high-contrast', // both, in this theme
    kind: 'vscode-high-contrast-light',
    label: 'Light High Contrast',
  },
};

export function themeAttributes(theme: ThemeName): ThemeAttributes {
  return ATTRIBUTES[theme];
}

/**
 * The variables that VS Code 1.100 gives to a page in a theme (read in a running one; those of the editor's own parts
 * left out), and the rules it puts before the page's own. Behind the page lies the panel's or the side bar's background.
 */
export function themeStyles(theme: ThemeName): string {
  const column = THEMES.indexOf(theme);
  const lines = Object.entries(THEME_VARIABLES)
    .map(([name, values]) => ({ name, value: values[column] }))
    .filter(({ value }) => typeof value === 'string')
    .map(({ name, value }) => `  ${name}: ${value};`);
  return `:root {\n${lines.join('\n')}\n}\n${VSCODE_RULES}`;
}

const VSCODE_RULES = `
html { background: var(--vscode-editor-background); scrollbar-color: var(--vscode-scrollbarSlider-background) var(--vscode-editor-background); }
html[data-bundle="configuration"] { background: var(--vscode-sideBar-background); }
body { margin: 0; padding: 0 20px; overscroll-behavior-x: none; background-color: transparent; color: var(--vscode-editor-foreground);
  font-family: var(--vscode-font-family); font-size: var(--vscode-font-size); font-weight: var(--vscode-font-weight); }
a { color: var(--vscode-textLink-foreground); }
a:hover { color: var(--vscode-textLink-activeForeground); }
a:focus, input:focus, select:focus, textarea:focus { outline: 1px solid -webkit-focus-ring-color; outline-offset: -1px; }
code { font-family: monospace; color: var(--vscode-textPreformat-foreground); background-color: var(--vscode-textPreformat-background); padding: 1px 3px; border-radius: 4px; }
::-webkit-scrollbar { width: 10px; height: 10px; }
::-webkit-scrollbar-thumb { background-color: var(--vscode-scrollbarSlider-background); }
`;
