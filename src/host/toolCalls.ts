import * as vscode from 'vscode';
import { t } from '#engine/translation';
import { quoted, sentenceOf } from '#engine/words';
import { jsonText } from '#formats/jsonText';
import type { ConfigProblem } from '#session/configProblems';
import { parseTrainingConfig } from '#session/configSchema';
import { hasEnded } from '#session/run';
import type { Run } from '#session/run';
import { describeConfig, describeTraining } from '#session/runName';
import type { Digests } from '#session/savedRun';
import type { Breath } from '#session/tools/alertReading';
import { explainAnswer } from '#session/tools/epochAnswer';
import { findAnswer } from '#session/tools/findAnswer';
import { Refusal } from '#session/tools/refusal';
import { describeAnswer, trainAnswer } from '#session/tools/runAnswers';
import { parseToolInput } from '#session/tools/toolInputs';
import type { ToolName } from '#session/tools/toolNames';
import type { RunStore } from './runStore.ts';
import { readConfig, trainToEnd } from './trainToEnd.ts';

/** What the tools have at hand. */
export interface ToolServices {
  readonly runs: RunStore;
  readonly digests: Digests;
  readonly log: vscode.LogOutputChannel;
}

interface CallServices extends ToolServices {
  readonly token: vscode.CancellationToken;
}

/** How long is read before other work of the host gets its turn. */
const BREATH_MS = 5;

/** Runs that a refusal names. */
const MOST_NAMED = 5;

/** What is said before a call, and for a training asked. A wrong input asks nothing, because the call will refuse it. */
export function prepareCall(name: ToolName, input: unknown): vscode.PreparedToolInvocation {
  switch (name) {
    case 'irisNetwork_train':
      return prepareTraining(input);
    case 'irisNetwork_describeRun':
      return { invocationMessage: t('Describing a run') };
    case 'irisNetwork_explainEpoch':
      return { invocationMessage: t('Explaining an epoch') };
    case 'irisNetwork_findWhen':
      return { invocationMessage: t('Reading the epochs of a run') };
  }
}

/**
 * Does what a tool is for.
 *
 * @returns JSON text
 * @throws Error whose message says what was wrong and how to mend it
 */
export async function answerCall(name: ToolName, input: unknown, services: CallServices): Promise<string> {
  try {
    return jsonText(await answerOf(name, input, services));
  } catch (error) {
    if (error instanceof vscode.CancellationError) throw error;
    if (!(error instanceof Refusal)) services.log.error(error instanceof Error ? error : String(error));
    throw new Error(sentenceOf(error), { cause: error });
  }
}

function prepareTraining(input: unknown): vscode.PreparedToolInvocation {
  const reading = parseTrainingConfig(input);
  if (!('config' in reading)) return { invocationMessage: t('Checking a configuration') };
  const what = describeTraining(reading.config);
  return {
    invocationMessage: t('Training: {0}', what),
    confirmationMessages: {
      title: t('Train an iris network?'),
      message: t(
        '{0}. The run will be called “{1}” and shown; earlier runs stay.',
        what,
        describeConfig(reading.config),
      ),
    },
  };
}

async function answerOf(name: ToolName, input: unknown, services: CallServices): Promise<object> {
  const breath = breathOf(services.token);
  switch (name) {
    case 'irisNetwork_train': {
      const run = await trainToEnd(services.runs, readConfig(input), services.token);
      return trainAnswer(run, await services.digests.parametersHash(run.history), breath);
    }
    case 'irisNetwork_describeRun': {
      const run = await runOf(checked(parseToolInput(name, input)).runId, services);
      return describeAnswer(run, await hashOf(run, services), breath);
    }
    case 'irisNetwork_explainEpoch': {
      const asked = checked(parseToolInput(name, input));
      return explainAnswer(await runOf(asked.runId, services), asked, breath);
    }
    case 'irisNetwork_findWhen': {
      const asked = checked(parseToolInput(name, input));
      return findAnswer(await runOf(asked.runId, services), asked, breath);
    }
  }
}

function checked<Input>(
  reading: { readonly input: Input } | { readonly problems: readonly ConfigProblem[] },
): Input {
  if ('input' in reading) return reading.input;
  throw new Refusal(reading.problems);
}

/** The run that is asked about, as far as it has come; one that is only remembered is replayed first. @throws Refusal */
async function runOf(runId: string | undefined, { runs, token }: CallServices): Promise<Run> {
  const id = runId ?? runs.shown?.id;
  const run = id === undefined ? null : await runs.recall(id);
  if (!run) throw new Refusal([{ key: 'runId', message: whichRun(runId, runs) }]);
  const wanted = runs.recordOf(run.id)?.status.state;
  await new Promise<void>((resolve, reject) => {
    const look = () => {
      const { state } = run.status;
      if (state !== wanted && !hasEnded(state) && !token.isCancellationRequested) return;
      forget();
      cancelling.dispose();
      if (token.isCancellationRequested) reject(new vscode.CancellationError());
      else resolve();
    };
    const forget = run.moved.on(look);
    const cancelling = token.onCancellationRequested(look);
    look();
  });
  return run;
}

function whichRun(runId: string | undefined, { all }: RunStore): string {
  if (all.length === 0) return 'names nothing: there is no run yet; train one with irisNetwork_train';
  const known = all.slice(0, MOST_NAMED).map(({ record }) => `"${record.id}" (${record.name})`);
  return runId === undefined
    ? `is needed while no run is shown; the newest are ${known.join(', ')}`
    : `names no run of this window, got ${quoted(runId)}; the newest are ${known.join(', ')}`;
}

/** Of a run that has ended; else empty. */
async function hashOf(run: Run, { runs, digests }: CallServices): Promise<string> {
  const known = runs.recordOf(run.id)?.parametersHash ?? '';
  const isWhole = hasEnded(run.status.state) && run.status.state !== 'failed';
  return known === '' && isWhole ? digests.parametersHash(run.history) : known;
}

/** Gives other work of the host its turn every few milliseconds, and ends the reading when the token is cancelled. */
function breathOf(token: vscode.CancellationToken): Breath {
  let until = performance.now() + BREATH_MS;
  return () => {
    if (performance.now() < until) return null;
    return new Promise((resolve, reject) =>
      setTimeout(() => {
        until = performance.now() + BREATH_MS;
        if (token.isCancellationRequested) reject(new vscode.CancellationError());
        else resolve();
      }),
    );
  };
}
