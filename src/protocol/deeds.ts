/**
 * What a person has done with the inspector that the guided tour asks for. Each is also the context key `irisNetwork.did.…` that
 * completes its step.
 */
export const DEEDS = [
  'trained', // a run has ended by itself
  'foundWrongRow', // selected a test row that the shown epoch, the last one, reads wrong
  'openedArithmetic', // opened the arithmetic of a number
  'steppedThroughEpoch', // went through the steps of one epoch up to its update
  'answeredQuestion', // answered one of the questions of a run
  'sawItBreak', // looked at an epoch before the end of a run with learning rate 20
  'sweptSeeds', // a sweep of seeds has ended
  'madeExperiment', // has an experiment file open
] as const;
export type Deed = (typeof DEEDS)[number];
