import { vi } from 'vitest';

/** Waits until `check` throws no longer; as patiently as `expect.poll`. */
export function eventually(check: () => void | Promise<void>): Promise<void> {
  return vi.waitFor(check, { timeout: 30_000 });
}
