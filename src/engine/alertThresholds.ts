/**
 * When an alert is due. A threshold with a source is that of the source; all were tried on the tutorial's run and on
 * others that learn well (iris, wine and two moons at learning rates from 3e-5 to 2e-2, five activations, up to three layers), and what these
 * measured is said.
 */

/**
 * Successive epochs for which a state must last before it is more than a stumble. Source: `num_steps` of SageMaker
 * Debugger's LossNotDecreasing. Good runs with a large learning rate were above ln K for up to 7 epochs.
 */
export const PATIENCE = 10;

/** By how much of itself a loss must be above its best to have risen. Source: SageMaker Debugger's Overfit, ratio 0.1. */
export const RISE = 0.1;

/** The least rise of the test loss that counts, in nats: near 0 a tenth of the loss is nothing. */
export const LEAST_RISE = 0.02;

/** "Stuck": the training loss is above this share of that of guessing. Good runs end below 0.75 of it. */
export const STUCK = 0.9;

/** The share of the planned epochs after which it is asked whether the pace suffices. */
export const EARLY = 0.1;

/** The layer whose share of dead units is above this has too few left. Source: SageMaker Debugger's DeadRelu, 50 %. */
export const HALF_DEAD = 0.5;

/** Below this share of the loss of guessing a run has learned something even with half of its units dead. */
export const LEARNED = 0.25;

/** Below this share of the loss of guessing small updates are the end of learning and not its failure. */
export const FINISHED = 0.1;

/**
 * ‖ΔW‖ / ‖W‖ of one epoch. The usual advice is about 1e-3 (cs231n, "ratio of weights:updates"). Source of the smaller
 * bound: SageMaker Debugger's WeightUpdateRatio, whose large one of 10 comes late: good runs stayed below 0.8, and those that
 * lost units for good had passed 1.
 */
export const VANISHING = 1e-8;
export const EXPLODING = 1;

/** The ratio of the first update that a proposed learning rate aims at: runs from 0.003 to 0.04 learned best. */
export const GOOD_RATIO = 1e-2;

/** The share of the training rows that must be saturated. */
export const SATURATED = 0.1;

/** How many times as much the widest feature varies as the narrowest. Iris has 4, wine 2,500. */
export const FAR_APART = 10;

/** How many times as many rows the largest class has. Source: SageMaker Debugger's ClassImbalance, 10. */
export const IMBALANCED = 10;
