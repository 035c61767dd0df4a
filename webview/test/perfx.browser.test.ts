import { test } from 'vitest';
import { writeFileSync } from 'node:fs';
import { trainRun } from './fakeHost.ts';
import { openInspector } from './inspectorPage.ts';
test('perf', async () => {
  const open = await openInspector(trainRun({}));
  const cdp = await open.page.context().newCDPSession(open.page);
  await cdp.send('Profiler.enable');
  await cdp.send('Profiler.start');
  const r = await open.page.evaluate(async () => {
    const s = document.querySelector<HTMLInputElement>('.scrubber')!;
    const times: number[] = [];
    const t00 = performance.now();
    for (let i = 0; i < 120; i++) {
      const t0 = performance.now();
      s.value = String(i * 20);
      s.dispatchEvent(new Event('input', { bubbles: true }));
      const t1 = performance.now();
      await new Promise((r) => requestAnimationFrame(() => r(0)));
      times.push(t1 - t0);
    }
    times.sort((a, b) => a - b);
    return [times[60], times[110], (performance.now() - t00) / 120];
  });
  const { profile } = await cdp.send('Profiler.stop');
  const self = new Map<string, number>();
  const dt = profile.timeDeltas!;
  const byId = new Map(profile.nodes.map((n) => [n.id, n]));
  profile.samples!.forEach((id, i) => {
    const n = byId.get(id)!;
    const key = `${n.callFrame.functionName}:${n.callFrame.lineNumber}`;
    self.set(key, (self.get(key) ?? 0) + dt[i]! / 1000);
  });
  console.log('sync median, p90, frame', r);
  console.log([...self].sort((a, b) => b[1] - a[1]).slice(0, 25).map(([k, v]) => `${k} ${(v / 120).toFixed(2)} ms/frame`).join('\n'));
  await open.close();
});
