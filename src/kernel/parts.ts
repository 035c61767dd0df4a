// How two threads do one pass in the same memory. No sum is ever divided between them, so every bit stays what it is with one:
// each takes half of a panel's rows for Z, A, P and dZ, then half of each layer's inputs for dW and db, over all of the
// panel's rows. Between these steps they meet. In the build for one thread nothing of this is left.

import { take } from './layout';

/**
 * How often a thread looks whether the other has come before it sleeps: some 10 µs. On a busy machine both may have one
 * processor, and looking only keeps the other from coming.
 */
const LOOKS: i32 = 1 << 14;

/** For each thread the number of the last meeting that it came to, then whether it sleeps; each in a cache line of its own. */
const meetings = take(4 * 64);

let part: i32 = 0; // this thread's, 0 or 1
let nParts: i32 = 1;
let patience: i64 = -1; // nanoseconds that a sleeping thread waits for the other; −1: for ever
let meeting: i32 = 0; // the number of the last one

// @ts-ignore: decorator
@inline
function lastMeetingOf(thread: i32): usize {
  return meetings + <usize>thread * 64;
}

// @ts-ignore: decorator
@inline
function sleepOf(thread: i32): usize {
  return meetings + <usize>(2 + thread) * 64;
}

/** From now on this thread works alone. */
export function workAlone(): void {
  part = 0;
  nParts = 1;
}

/** From now on this thread does one of two parts, and waits so many nanoseconds for the other one; −1 for ever. */
export function takePart(index: i32, nanoseconds: i64): void {
  part = index;
  nParts = 2;
  patience = nanoseconds;
}

// @ts-ignore: decorator
@inline
export function isFirst(): bool {
  return ASC_FEATURE_THREADS ? part === 0 : true;
}

/** Does another thread do the other part? */
// @ts-ignore: decorator
@inline
export function isShared(): bool {
  return ASC_FEATURE_THREADS ? nParts > 1 : false;
}

/** The first of `n` things that belongs to this thread. */
// @ts-ignore: decorator
@inline
export function partStart(n: i32): i32 {
  return ASC_FEATURE_THREADS ? (n * part) / nParts : 0;
}

/** The first one after those. */
// @ts-ignore: decorator
@inline
export function partEnd(n: i32): i32 {
  return ASC_FEATURE_THREADS ? (n * (part + 1)) / nParts : n;
}

/** Waits until the other thread has come here too. Traps when it does not come in time. */
// @ts-ignore: decorator
@inline
export function meet(): void {
  if (ASC_FEATURE_THREADS) {
    if (isShared()) meetOther();
  }
}

function meetOther(): void {
  const other = lastMeetingOf(1 - part);
  meeting++;
  atomic.store<i32>(lastMeetingOf(part), meeting);
  if (atomic.load<i32>(sleepOf(1 - part))) atomic.notify(lastMeetingOf(part), 1);
  for (let looks = 0; looks < LOOKS; looks++) if (hasCome(other)) return;
  atomic.store<i32>(sleepOf(part), 1);
  while (!hasCome(other)) {
    const result = atomic.wait<i32>(other, meeting - 1, patience);
    if (result === AtomicWaitResult.TIMED_OUT) unreachable();
  }
  atomic.store<i32>(sleepOf(part), 0);
}

// @ts-ignore: decorator
@inline
function hasCome(other: usize): bool {
  return atomic.load<i32>(other) - meeting >= 0;
}
