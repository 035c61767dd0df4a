/** All elements that can be saved as a picture. */
export const VIEWS = '[data-view]';

/** Makes an element a view: it can be saved as a picture under this name, also from the menu that VS Code opens on it. */
export function view(name: string): { readonly 'data-view': string; readonly 'data-vscode-context': string } {
  return {
    'data-view': name,
    'data-vscode-context': JSON.stringify({ webviewSection: 'view', view: name }),
  };
}

export function viewName(element: HTMLElement): string {
  return element.dataset['view'] ?? '';
}
