// The entry of the thread that writes a run as what other programs read: one task, one answer.
import { prepareExperiment } from '#engine/experiment';
import { History } from '#engine/history';
import { useTranslations } from '#engine/translation';
import type { Spoken } from '#engine/translation';
import { ExportError } from '#formats/exportRefusal';
import { exportRun } from '#formats/exportRun';
import type { ExportAnswer, ExportTask } from './exportThread.ts';
import { threadEnd } from './threadEnd.ts';

async function answer(task: ExportTask): Promise<ExportAnswer> {
  const { name, config, dataset, numbers, status, request, sources } = task;
  const experiment = prepareExperiment(config, dataset);
  const run = { name, experiment, history: History.ended(experiment, numbers), status };
  try {
    const content = await exportRun(run, request, {
      pageSources: () =>
        sources ? Promise.resolve(sources) : Promise.reject(new Error('no page was given')),
      sha256: async (bytes) => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes.slice())),
    });
    const isText = typeof content === 'string';
    return { kind: 'written', content: isText ? new TextEncoder().encode(content) : content, isText };
  } catch (error) {
    if (error instanceof ExportError) return { kind: 'refused', message: error.message };
    throw error;
  }
}

const end = threadEnd();
end.onMessage((message) => {
  const task = message as Spoken<ExportTask>;
  useTranslations(task.translations);
  void answer(task).then((given) => {
    const own = given.kind === 'written' ? given.content.slice() : null; // no larger memory is handed over with it
    end.post(own ? { ...given, content: own } : given, own ? [own.buffer] : []);
  });
});
