// Evaluations that are links, on a real file system: they are one file each, so a link is enough to have one.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TrackedRuns } from '../../../server/src/lsp/workspace/trackedRuns';
import type { Host } from '../../../src-shared/host/host';
import { RunIndex } from '../../../src-shared/runs/index/runIndex';
import { distinctRuns } from '../../../src-shared/runs/list/distinctRuns';
import { allSteps } from '../../../src-shared/runs/steps';
import { findTracked } from '../../../src-shared/runs/trackers/findTracked';
import { kynOnDisk, parseJsonOutput } from '../../cli/cliEnvironment';
import { nodeHost } from '../../nodeHost';
import { evaluation, inspectHeader } from './evaluations';

let folder = '';
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'kyn-evaluations-')));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, text: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}

function link(name: string, target: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  symlinkSync(target, join(folder, name));
}

// The runs that kyn lists, and those in the index of the editor.
async function listed(top = 'w', ...named: string[]): Promise<readonly [string[], string[], string]> {
  const answer = await kynOnDisk(join(folder, top), 'runs', ...named, '--format', 'json');
  const index = new RunIndex();
  allSteps(new TrackedRuns(nodeHost, index).search(join(folder, top)));
  const paths: string[] = parseJsonOutput(answer).runs.map(({ path }: { path: string }) => path);
  const shown = distinctRuns([...index.all()]).map(({ file: { path } }) => path.slice(join(folder, top).length + 1));
  return [paths.sort(), shown.sort(), answer.stderr];
}

test('a link in the folder is a run, once', async () => {
  write('w/.store/1', evaluation());
  write('w/.store/2', inspectHeader());
  write('w/logs/3.json', inspectHeader({ eval: { eval_id: 'three' } }));
  link('w/results/results_1.json', '../.store/1');
  link('w/results/same.json', 'results_1.json');
  link('w/results/log.json', '../.store/2');
  link('w/latest.json', 'logs/3.json');
  const expected = ['logs/3.json', 'results/log.json', 'results/results_1.json'];
  const [paths, shown, stderr] = await listed();
  expect([paths, shown, stderr]).toEqual([expected, expected, '']);
  expect((await listed('w', 'latest.json'))[0]).toEqual(['latest.json']);
});

test('a link to a run that the settings leave out is listed, once', async () => {
  write('w/.kynml.json', '{"artifacts": {"ignore": ["store/**"]}}');
  write('w/store/results_1.json', evaluation());
  link('w/a/results_1.json', '../store/results_1.json');
  link('w/b/results_1.json', '../store/results_1.json');
  const [paths, , stderr] = await listed();
  expect(paths).toEqual(['a/results_1.json']);
  expect(stderr).toContain('1 file was left out, because of `artifacts.ignore`');
});

test('a link that leads out is not read, unless it is named', async () => {
  write('out/1.json', evaluation());
  link('w/results_1.json', '../out/1.json');
  link('w/a.eval', '../out/1.json');
  const [paths, shown, stderr] = await listed();
  expect([paths, shown]).toEqual([[], []]);
  expect(stderr).toContain('results_1.json was left out: this link leads out');
  expect(stderr).toContain('a.eval is a link or another special file, which is not read, so its run is not listed.');
  expect((await listed('w', 'results_1.json'))[0]).toEqual(['results_1.json']);
});

test('the editor reads a run behind a link again when its target changes', () => {
  write('.store/1', evaluation({ acc: 0.5 }));
  link('middle', '.store/1');
  link('a/results_1.json', '../middle');
  const index = new RunIndex();
  const runs = new TrackedRuns(nodeHost, index);
  const accuracy = () =>
    index.get(join(folder, 'a/results_1.json'))?.rows[0]?.tracked?.metrics.get('lambada/acc,none')?.last.value;
  allSteps(runs.search(folder));
  expect(accuracy()).toMatchObject({ text: '0.5' });
  write('.store/1', evaluation({ acc: 0.75 }));
  allSteps(runs.search(folder, [join(folder, '.store/1')]));
  expect(accuracy()).toMatchObject({ text: '0.75' });
  write('.store/2', evaluation({ acc: 0.25 }));
  rmSync(join(folder, 'middle'));
  link('middle', '.store/2');
  allSteps(runs.search(folder, [join(folder, 'middle')]));
  expect(accuracy()).toMatchObject({ text: '0.25' });
});

test('many links to files of one folder read each file once more, not once for each link', () => {
  const count = 20;
  for (let i = 0; i < count; i++) {
    write(`w/results/results_${i}.json`, evaluation());
    link(`w/links/results_${i}.json`, `../results/results_${i}.json`);
  }
  let reads = 0;
  const readBytes: Host['readBytes'] = (...args) => {
    reads++;
    return nodeHost.readBytes(...args);
  };
  const top = join(folder, 'w');
  const found = [...findTracked({ ...nodeHost, readBytes, follows: () => true }, top)];
  const runs = found.flatMap(folder => folder.runs);
  const behind = runs.flatMap(run => run.behind ?? []);
  expect(behind.sort()).toEqual(runs.flatMap(run => (run.behind === undefined ? run.path : [])).sort());
  expect(behind).toHaveLength(count);
  // Where it is and behind its link, each time for both trackers with such files.
  expect(reads).toBeLessThanOrEqual(4 * count);
});
