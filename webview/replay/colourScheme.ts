import { THEMES, themeAttributes, themeStyles } from './themes.ts';
import type { ThemeName } from './themes.ts';

const DARK = '(prefers-color-scheme: dark)';
const MORE_CONTRAST = '(prefers-contrast: more)';

/** Gives a page that stands alone VS Code's theme for what the person has chosen in the system, and follows it. */
export function followColourScheme(page: Document): void {
  const style = page.createElement('style');
  style.nonce = page.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.content ?? '';
  page.head.prepend(style); // before the page's own, as in VS Code
  const show = () => {
    const theme = chosenTheme();
    const { className, kind, label } = themeAttributes(theme);
    style.textContent = themeStyles(theme);
    const others = [...page.body.classList].filter((name) => !name.startsWith('vscode-'));
    page.body.className = [...others, className].join(' ');
    page.body.dataset['vscodeThemeKind'] = kind;
    page.body.dataset['vscodeThemeName'] = label;
  };
  for (const query of [DARK, MORE_CONTRAST]) matchMedia(query).addEventListener('change', show);
  show();
}

function chosenTheme(): ThemeName {
  const [dark, light, highContrast, highContrastLight] = THEMES;
  const isDark = matchMedia(DARK).matches;
  if (matchMedia(MORE_CONTRAST).matches) return isDark ? highContrast : highContrastLight;
  return isDark ? dark : light;
}
