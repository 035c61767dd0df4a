import { describe, expect, it } from 'vitest';
import { searchChromium } from '../../dev/findChromium.ts';
import type { Machine } from '../../dev/findChromium.ts';

const DOWNLOADED = '/home/person/.cache/ms-playwright/chromium';

/** A Linux machine with these browsers, where `installs` says what a command would add. */
function machine(
  browsers: readonly string[],
  overrides: Partial<Machine> & { readonly installs?: Readonly<Record<string, string>> } = {},
): Machine & { readonly commands: readonly string[] } {
  const { installs = {}, ...rest } = overrides;
  const there = new Set(browsers);
  const commands: string[] = [];
  return {
    platform: 'linux',
    environment: { PATH: '/usr/local/bin:/usr/bin' },
    isRoot: false,
    isDebian: true,
    downloaded: DOWNLOADED,
    starts: (file) => there.has(file),
    run: (command, args) => {
      const line = [command, ...args].join(' ');
      commands.push(line);
      const installed = Object.entries(installs).find(([part]) => line.includes(part))?.[1];
      if (installed) there.add(installed);
      return installed !== undefined || line === 'apt-get update';
    },
    say: () => undefined,
    commands,
    ...rest,
  };
}

describe('searchChromium', () => {
  it.each([
    ['linux', ['/usr/bin/google-chrome'], '/usr/bin/google-chrome'],
    ['linux', ['/usr/bin/microsoft-edge', '/usr/local/bin/chromium'], '/usr/local/bin/chromium'],
    ['linux', [DOWNLOADED], DOWNLOADED],
    [
      'darwin',
      ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    ],
  ] as const)('on %s takes of %j the browser %s', (platform, browsers, expected) => {
    const one = machine(browsers, { platform });
    expect(searchChromium(one)).toBe(expected);
    expect(one.commands).toEqual([]);
  });

  it('prefers what CHROMIUM_PATH names', () => {
    const one = machine(['/usr/bin/chromium', '/opt/mine'], {
      environment: { PATH: '/usr/bin', CHROMIUM_PATH: '/opt/mine' },
    });
    expect(searchChromium(one)).toBe('/opt/mine');
  });

  it('refuses a CHROMIUM_PATH that does not start, whatever else is installed', () => {
    const one = machine(['/usr/bin/chromium'], {
      environment: { PATH: '/usr/bin', CHROMIUM_PATH: '/opt/gone' },
    });
    expect(() => searchChromium(one)).toThrow(/CHROMIUM_PATH is "\/opt\/gone"/);
  });

  it("installs Debian's package when root", () => {
    const one = machine([], { isRoot: true, installs: { 'install --yes chromium': '/usr/bin/chromium' } });
    expect(searchChromium(one)).toBe('/usr/bin/chromium');
    expect(one.commands).toEqual(['apt-get update', 'apt-get install --yes chromium']);
  });

  it('downloads where it may not install a package, and where the package holds no browser', () => {
    const installs = { 'cli.js install --no-shell': DOWNLOADED };
    const person = machine([], { installs });
    expect(searchChromium(person)).toBe(DOWNLOADED);
    expect(person.commands).toHaveLength(1);
    const ubuntu = machine([], { isRoot: true, isDebian: false, installs });
    expect(searchChromium(ubuntu)).toBe(DOWNLOADED);
    expect(ubuntu.commands).toEqual([expect.stringContaining('--with-deps')]);
  });

  it('downloads when the package cannot be installed', () => {
    const one = machine([], { isRoot: true, installs: { 'cli.js install --no-shell': DOWNLOADED } });
    expect(searchChromium(one)).toBe(DOWNLOADED);
  });

  it('says what to do when nothing works', () => {
    expect(() => searchChromium(machine([], { isRoot: true }))).toThrow(
      /install Chromium, Chrome or Edge, or set CHROMIUM_PATH/,
    );
  });
});
