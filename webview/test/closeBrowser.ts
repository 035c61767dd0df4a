import { afterAll } from 'vitest';
import { closeBrowser } from './page.ts';

/** Set up for each file of browser tests: what its first page started ends with the file. */
afterAll(closeBrowser);
