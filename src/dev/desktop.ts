import { spawn, spawnSync } from 'node:child_process';

/** Whether a window could be shown on this machine. */
export function hasDisplay(): boolean {
  if (process.platform === 'darwin' || process.platform === 'win32') return true;
  return Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
}

/**
 * Whether `code` opens a VS Code of this desktop. In a terminal of a remote VS Code the command of the same name reaches
 * the window at the other end, which knows nothing of the extensions here.
 */
export function hasDesktopCode(): boolean {
  if (!hasDisplay() || process.env['VSCODE_IPC_HOOK_CLI']) return false;
  return spawnSync('code', ['--version'], { stdio: 'ignore', shell: SHELL }).status === 0;
}

/** Opens a window of the desktop's VS Code and comes to the exit code of `code` once the window is closed. */
export function runDesktopCode(args: readonly string[]): Promise<number> {
  const quoted = SHELL ? args.map((arg) => `"${arg}"`) : args;
  const code = spawn('code', ['--new-window', '--wait', ...quoted], { stdio: 'inherit', shell: SHELL });
  return new Promise((resolve, reject) => {
    code.on('error', reject);
    code.on('exit', (status) => resolve(status ?? 1));
  });
}

/** Shows an address in the person's browser, where there is one; the address is printed in any case. */
export function openInBrowser(address: string): void {
  const [command, ...args] = browserCommand(address);
  spawn(command, args, { stdio: 'ignore', detached: true })
    .on('error', () => console.log('No browser could be opened here.'))
    .unref();
}

function browserCommand(address: string): readonly [string, ...string[]] {
  switch (process.platform) {
    case 'darwin':
      return ['open', address];
    case 'win32':
      return ['rundll32', 'url.dll,FileProtocolHandler', address];
    default:
      return ['xdg-open', address];
  }
}

/** On Windows `code` is a script, which only a shell can run. */
const SHELL = process.platform === 'win32';
