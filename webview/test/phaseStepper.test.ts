import { describe, expect, test } from 'vitest';
import { phasesOf } from '#engine/phases';
import { PHASE_MS, PhaseStepper } from '../phaseStepper.ts';
import { HandClock } from './handClock.ts';

/** A stepper over epochs 0 … 3 of the tutorial's network. */
function setUp(epoch = 1) {
  const cursor = { epoch };
  const clock = new HandClock();
  const stepper = new PhaseStepper(clock, {
    epoch: () => cursor.epoch,
    newest: () => 3,
    ended: () => true,
    seek: (to) => {
      cursor.epoch = to;
    },
  });
  stepper.setPhases(phasesOf({ sizes: [4, 5, 3], activations: ['relu'] }), null);
  const where = () => `${cursor.epoch} ${stepper.phase.value?.name ?? '-'}`;
  return { clock, cursor, stepper, where };
}

const FORWARD = ['Z1', 'A1', 'Z2', 'P', 'loss'];
const BACKWARD = ['dZ2', 'dW2, db2', 'dA1', 'dZ1', 'dW1, db1', 'update'];

describe('stepping', () => {
  test('goes through two epochs and back through the same states', () => {
    const { stepper, where } = setUp(1);
    const forwards: string[] = [];
    for (let i = 0; i < 22; i++) {
      stepper.next();
      forwards.push(where());
    }
    expect(forwards).toEqual(
      [1, 2].flatMap((epoch) => [...FORWARD, ...BACKWARD].map((name) => `${epoch} ${name}`)),
    );
    const backwards = [where()];
    for (let i = 1; i < 22; i++) {
      stepper.previous();
      backwards.push(where());
    }
    expect(backwards.reverse()).toEqual(forwards);
  });

  test('the last state has no backward pass, and nothing comes after its loss', () => {
    const { stepper, where } = setUp(3);
    for (let i = 0; i < 9; i++) stepper.next();
    expect(where()).toBe('3 loss');
  });

  test('nothing comes before the first phase of epoch 0', () => {
    const { stepper, where } = setUp(0);
    stepper.show(0);
    stepper.previous();
    expect(where()).toBe('0 Z1');
  });

  test('a phase that the epoch does not have becomes the last one that it has', () => {
    const { cursor, stepper, where } = setUp(1);
    stepper.show(10);
    expect(where()).toBe('1 update');
    cursor.epoch = 3;
    stepper.fit();
    expect(where()).toBe('3 loss');
  });

  test('a kept phase comes back; one that the network does not have does not', () => {
    const { stepper, where } = setUp();
    stepper.setPhases(phasesOf({ sizes: [4, 5, 3], activations: ['relu'] }), 3);
    expect(where()).toBe('1 P');
    stepper.setPhases(phasesOf({ sizes: [4, 3], activations: [] }), 9);
    expect(where()).toBe('1 -');
  });
});

describe('playing', () => {
  test.each([0.25, 1, 4])('at %f× shows one phase after another', (speed) => {
    const { clock, stepper, where } = setUp(1);
    stepper.speed.value = speed;
    stepper.play();
    expect(where()).toBe('1 Z1');
    clock.tick(PHASE_MS / speed - 1);
    expect(where()).toBe('1 Z1');
    clock.tick(1);
    expect(where()).toBe('1 A1');
    clock.tick(PHASE_MS / speed);
    expect(where()).toBe('1 Z2');
  });

  test('ends at the last state, and asks for no more frames', () => {
    const { clock, stepper, where } = setUp(3);
    stepper.show(4);
    stepper.play();
    clock.tick(PHASE_MS);
    expect([where(), stepper.playing.value]).toEqual(['3 loss', false]);
  });

  test('yields when a person takes over', () => {
    const { clock, stepper, where } = setUp(1);
    stepper.play();
    stepper.hold();
    clock.tick(10 * PHASE_MS);
    expect([where(), stepper.playing.value]).toEqual(['1 Z1', false]);
  });
});
