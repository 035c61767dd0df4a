import type { Signal } from '@preact/signals';

/** How often it is looked whether the host has answered. */
export const LOOK_MS = 2_000;

/** So often in a row it may not have: a host that trains nothing but itself is back long before. */
const PATIENCE = 5;

/**
 * Notices when nobody answers the page any more: an extension host that has ended leaves its panels behind, and nothing
 * tells them. While something is expected of the host it is asked, and whatever comes from it says that it is there. The time
 * in which the page itself was hidden or stood still does not count.
 */
export class HostWatch {
  private readonly isGone: Signal<boolean>;
  private readonly question: () => void;
  private readonly expects: () => boolean;
  private lookedAt: number;
  private unanswered = 0; // how often in a row

  /**
   * @param isGone kept here: does nobody answer any more?
   * @param question asks the host something that it answers
   * @param expects is the host to do something, such as training?
   */
  constructor(isGone: Signal<boolean>, question: () => void, expects: () => boolean, now: number) {
    this.isGone = isGone;
    this.question = question;
    this.expects = expects;
    this.lookedAt = now;
  }

  /** Something has come from the host. */
  readonly heard = (): void => {
    this.unanswered = 0;
    this.isGone.value = false;
  };

  /** To be called every LOOK_MS. */
  look(now: number, page: 'visible' | 'hidden'): void {
    const passed = now - this.lookedAt;
    this.lookedAt = now;
    if (page === 'hidden' || passed > 2 * LOOK_MS || !this.expects()) return;
    if (this.unanswered >= PATIENCE) this.isGone.value = true;
    this.unanswered++;
    this.question(); // also of one that seems gone: it may only have been busy
  }
}
