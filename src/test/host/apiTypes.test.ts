import { expectTypeOf, test } from 'vitest';
import type { TrainingConfig } from '#engine/config';
import type { RunSummary } from '#formats/runSummary';
import type * as published from '../../../api/iris-network.d.ts';
import type { IrisNetworkApi, RunChange } from '../../host/api.ts';

/** All that differs is what only the tests have. */
type Own = Omit<IrisNetworkApi, 'inspectorReport' | `preview${string}`>;

// the compiler checks these; an API of its own would let another extension compile against what is not there
test('the published types are those of the extension', () => {
  expectTypeOf<Omit<Own, 'train'>>().toEqualTypeOf<Omit<published.IrisNetworkApi, 'train'>>();
  expectTypeOf<RunChange>().toEqualTypeOf<published.RunChange>();
  expectTypeOf<TrainingConfig>().toEqualTypeOf<published.CompleteConfig>();
  expectTypeOf<Omit<RunSummary, 'config'>>().toEqualTypeOf<Omit<published.RunSummary, 'config'>>();
  expectTypeOf<RunSummary['config']>().toExtend<published.CompleteConfig>();
  expectTypeOf<Own>().toExtend<published.IrisNetworkApi>();
  expectTypeOf<TrainingConfig>().toExtend<published.IrisNetworkConfig>();
});
