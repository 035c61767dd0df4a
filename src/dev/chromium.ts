import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';
import { findChromium, isRoot } from './findChromium.ts';

/**
 * Starts a headless Chromium that can show VS Code.
 *
 * @throws Error with one sentence that says what to do, if there is no browser or it does not start
 */
export async function launchChromium(): Promise<Browser> {
  const executablePath = findChromium();
  try {
    return await chromium.launch({ executablePath, args: SWITCHES, chromiumSandbox: !isRoot() });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(
      `${executablePath} does not start; set CHROMIUM_PATH to another Chromium, Chrome or Edge.\n${reason}`,
      { cause: error },
    );
  }
}

/**
 * Playwright switches off a list of Chromium's features, storage partitioned by site among them. Without that, a Chromium that
 * blocks third-party cookies refuses the service worker through which VS Code feeds its webviews. The last list wins, so
 * this one repeats what is useful of Playwright's.
 */
const SWITCHED_OFF = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'LocalNetworkAccessChecks',
  'MediaRouter',
  'OptimizationHints',
  'PaintHolding',
  'Translate',
];

const SWITCHES = [
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  `--disable-features=${SWITCHED_OFF.join(',')}`,
];
