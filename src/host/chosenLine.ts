import type * as vscode from 'vscode';

/** How often, and how many times, a view is asked again. */
const AGAIN_MS = 25;
const MOST_TIMES = 40;

/**
 * The line that a person has chosen in a view. To be asked by the command of its lines, which therefore has no arguments: VS
 * Code forgets those whenever a view is brought up to date, and a click just then would be lost. While it fetches the lines
 * anew it knows of no selection either, but that comes back.
 */
export async function chosenLine<Line>(view: vscode.TreeView<Line>): Promise<Line | undefined> {
  for (let times = 0; times < MOST_TIMES; times++) {
    const [line] = view.selection;
    if (line !== undefined) return line;
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  }
  return undefined;
}
