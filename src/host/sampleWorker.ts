// The entry of the thread that draws the rows of a large table which are shown: one request, one answer.
import { MisfitError } from '#engine/misfit';
import { sampleTable } from '#engine/rowSample';
import { useTranslations } from '#engine/translation';
import type { Spoken } from '#engine/translation';
import type { SampleAnswer, SampleRequest } from './sampleThread.ts';
import { threadEnd } from './threadEnd.ts';

function answer({ config, dataset }: SampleRequest): SampleAnswer {
  try {
    return { kind: 'sampled', sampled: sampleTable(config, dataset) };
  } catch (error) {
    if (error instanceof MisfitError) return { kind: 'misfit', key: error.key, problem: error.problem };
    throw error;
  }
}

const end = threadEnd();
end.onMessage((message) => {
  const request = message as Spoken<SampleRequest>;
  useTranslations(request.translations);
  end.post(answer(request));
});
