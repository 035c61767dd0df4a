import { describe, expect, test } from 'vitest';
import { ARRIVING_STEP_MS, INTRODUCTION_MS, Player } from '../player.ts';
import { HandClock } from './handClock.ts';

interface Changing {
  newest: number;
  total: number;
  ended: boolean;
}

function setUp(timeline: Partial<Changing> = {}, jumps = false) {
  const clock = new HandClock();
  const now: Changing = { newest: 2600, total: 2600, ended: true, ...timeline };
  const player = new Player(
    clock,
    () => now,
    () => jumps,
  );
  return { clock, now, player };
}

test('a run seen for the first time passes by slowly enough to be watched, slowly at first, and ends at its last epoch', () => {
  const { clock, player } = setUp();
  player.introduce();
  clock.tick();
  expect(player.epoch.value).toBe(0);
  clock.tick(INTRODUCTION_MS / 2);
  expect(player.epoch.value).toBe(Math.floor(2600 * 0.5 ** 1.6));
  clock.tick(INTRODUCTION_MS / 2 - 1);
  expect(player.epoch.value).toBeLessThan(2600);
  clock.tick(1);
  expect(player.epoch.value).toBe(2600);
  expect(clock.pending).toBe(0);
});

test('with reduced motion the first showing jumps to the newest epoch', () => {
  const { clock, player } = setUp({}, true);
  player.introduce();
  clock.tick();
  expect(player.epoch.value).toBe(2600);
});

test('following sleeps until the timeline grows', () => {
  const { clock, now, player } = setUp({ newest: 10, ended: false });
  player.follow();
  clock.tick(ARRIVING_STEP_MS);
  expect([player.epoch.value, clock.pending]).toEqual([10, 0]);
  now.newest = 50;
  player.grown();
  player.grown();
  expect(clock.pending).toBe(1);
  clock.tick(16);
  expect(clock.frames).toBe(0); // nor is one asked for only to wait
  expect(player.epoch.value).toBe(10); // painting every frame would keep a slow machine from reading
  clock.tick(ARRIVING_STEP_MS);
  expect(player.epoch.value).toBe(50);
});

test('nothing is shown before the first epoch', () => {
  const { clock, now, player } = setUp({ newest: -1, ended: false });
  player.introduce();
  clock.tick(16);
  player.toggle();
  player.step(1);
  expect(player.epoch.value).toBeNull();
  now.newest = 0;
  player.last();
  clock.tick(ARRIVING_STEP_MS);
  expect(player.epoch.value).toBe(0);
});

test('playing keeps its speed whatever the frame rate, and stops at the end', () => {
  const { clock, player } = setUp({ newest: 100, total: 100 });
  player.seek(0);
  player.speed.value = 60;
  player.toggle();
  clock.tick(16);
  expect(player.epoch.value).toBe(0); // 0.96 epochs
  clock.tick(16);
  expect(player.epoch.value).toBe(1);
  clock.tick(68);
  expect(player.epoch.value).toBe(6);
  for (let i = 0; i < 20; i++) clock.tick(100);
  expect([player.epoch.value, player.motion.value, clock.pending]).toEqual([100, 'resting', 0]);
});

test('a stalled frame is not made up for by a leap', () => {
  const { clock, player } = setUp();
  player.seek(0);
  player.speed.value = 1000;
  player.toggle();
  clock.tick(5000);
  expect(player.epoch.value).toBe(100);
});

test('playing at the end starts over', () => {
  const { clock, player } = setUp({ newest: 20, total: 20 });
  player.last();
  player.toggle();
  expect([player.epoch.value, player.motion.value]).toEqual([0, 'playing']);
  clock.tick(100);
  expect(player.epoch.value).toBe(20);
});

test('while training, playing waits for what is still to come', () => {
  const { clock, now, player } = setUp({ newest: 5, ended: false });
  player.seek(0);
  player.toggle();
  clock.tick(100);
  expect([player.epoch.value, player.motion.value]).toEqual([5, 'playing']);
  now.newest = 2600;
  player.grown();
  clock.tick(10);
  expect(player.epoch.value).toBe(8);
});

test('any move of the person takes over', () => {
  const { clock, player } = setUp();
  player.introduce();
  clock.tick();
  clock.tick(300);
  player.seek(7);
  clock.tick(300);
  expect([player.epoch.value, player.motion.value, clock.pending]).toEqual([7, 'resting', 0]);
  player.toggle();
  player.toggle();
  clock.tick(100);
  expect(player.epoch.value).toBe(7);
});

test('steps stay inside what has arrived', () => {
  const { player } = setUp({ newest: 30, ended: false });
  player.seek(25);
  player.step(10);
  expect(player.epoch.value).toBe(30);
  player.step(-100);
  expect(player.epoch.value).toBe(0);
});

test('going to the last epoch follows a run that is still training', () => {
  const { clock, now, player } = setUp({ newest: 30, ended: false });
  player.last();
  now.newest = 31;
  player.grown();
  clock.tick(ARRIVING_STEP_MS);
  expect(player.epoch.value).toBe(31);
});

test('a restored epoch is shown when its state is there, and not before', () => {
  const { clock, now, player } = setUp({ newest: 100, ended: false });
  player.restore(700);
  clock.tick(16);
  expect(player.epoch.value).toBeNull();
  now.newest = 900;
  player.grown();
  clock.tick(16);
  expect([player.epoch.value, player.motion.value]).toEqual([700, 'resting']);
});

test('a restored epoch that never comes is the last one there is', () => {
  const { clock, now, player } = setUp({ newest: 100, ended: false });
  player.restore(700);
  clock.tick(16);
  now.ended = true;
  player.grown();
  clock.tick(16);
  expect(player.epoch.value).toBe(100);
});

describe('playing backwards', () => {
  test('keeps its speed and stops at the start', () => {
    const { clock, player } = setUp();
    player.seek(12);
    player.speed.value = 60;
    player.toggleBackwards();
    clock.tick(16);
    expect([player.epoch.value, player.isMoving()]).toEqual([12, true]); // 11.04
    clock.tick(16);
    expect(player.epoch.value).toBe(11);
    clock.tick(100);
    expect(player.epoch.value).toBe(5);
    clock.tick(100);
    expect([player.epoch.value, player.motion.value, clock.pending]).toEqual([0, 'resting', 0]);
  });

  test('at the start begins at the end, and moves from there', () => {
    const { clock, player } = setUp({ newest: 50, total: 50 });
    player.seek(0);
    player.toggleBackwards();
    expect([player.epoch.value, player.motion.value, player.isMoving()]).toEqual([50, 'playing', true]);
    clock.tick(100);
    expect(player.epoch.value).toBe(20);
  });

  test('turns around a cursor that plays on, and is held by either of both', () => {
    const { clock, player } = setUp();
    player.seek(1000);
    player.toggle();
    clock.tick(100);
    expect(player.epoch.value).toBe(1030);
    player.toggleBackwards();
    clock.tick(50);
    expect(player.epoch.value).toBe(1015);
    player.toggleBackwards();
    expect(player.motion.value).toBe('resting');
    player.toggleBackwards();
    player.toggle();
    expect([player.motion.value, player.epoch.value]).toEqual(['resting', 1015]);
    player.toggle();
    clock.tick(100);
    expect(player.epoch.value).toBe(1045);
  });

  test('is possible while training, and what arrives does not disturb it', () => {
    const { clock, now, player } = setUp({ newest: 500, ended: false });
    player.seek(300);
    player.toggleBackwards();
    now.newest = 600;
    player.grown();
    clock.tick(100);
    expect([player.epoch.value, clock.pending]).toEqual([270, 1]);
  });

  test('before the first epoch does nothing', () => {
    const { player } = setUp({ newest: -1, ended: false });
    player.toggleBackwards();
    expect([player.epoch.value, player.motion.value]).toEqual([null, 'resting']);
  });
});

test('an epoch a second is slow enough to read along', () => {
  const { clock, player } = setUp();
  player.seek(0);
  player.speed.value = 1;
  player.toggle();
  for (let i = 0; i < 19; i++) clock.tick(100);
  expect(player.epoch.value).toBe(1);
});
