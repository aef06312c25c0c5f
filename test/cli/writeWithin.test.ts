// kyn train --write-within: a training that would write elsewhere is not started.
import { expect, test } from 'vitest';
import { houseSpec } from '../specFixture';
import { type Machine, train } from './trainMachine';

const saving = (path: string): string => `${houseSpec}\nexport:\n    format = torch\n    path = "${path}"\n`;
const checkpointing = (path: string): string => `${houseSpec}    checkpoint = checkpoint(path="${path}")\n`;
const within = (spec: string, machine: Machine, ...argv: readonly string[]) =>
  train({ ...machine, files: { '/w/house.kyn': spec, ...machine.files } }, 'house.kyn', '--write-within', '.', ...argv);

test.each([
  ['an export in the folder', saving('models/a.pt')],
  ['an export in the folder of the run', saving('../a.pt')],
  ['a checkpoint in the folder', checkpointing('a.pt')],
  ['neither', houseSpec],
])('what writes in the folder is trained: %s', async (_, spec) => {
  expect(await within(spec, {}, '--out', 'runs/one')).toMatchObject({ code: 0, started: [{}] });
});

test.each([
  ['an export above', saving('../../a.pt'), '../../a.pt'],
  ['an absolute export', saving('/home/me/.bashrc'), '/home/me/.bashrc'],
  ['a checkpoint above', checkpointing('../../a.pt'), '../../a.pt'],
])('%s is not trained', async (_, spec, name) => {
  const { code, stderr, started, files } = await within(spec, {}, '--out', 'one');
  expect([code, started]).toEqual([2, []]);
  expect(stderr).toBe(`kyn: The training would write ${name} outside of the working folder. Nothing was started.\n`);
  expect(files.has('/w/one/train_house.py')).toBe(false);
});

test('a link to nothing at the place of the model is not followed', async () => {
  const files = { '/w/a.pt': { brokenLink: '/home/me/.bashrc' } };
  expect(await within(saving('a.pt'), { files })).toMatchObject({ code: 2, started: [] });
});

test('a folder of the run outside is refused, and one of several folders is enough', async () => {
  const outside = await within(houseSpec, {}, '--out', '/other/one');
  expect([outside.code, outside.started]).toEqual([2, []]);
  expect(outside.stderr).toContain('would write its results outside');
  expect((await within(houseSpec, {}, '--out', '/other/one', '--write-within', '/other')).code).toBe(0);
});

test('the official tool trains only what is known to write in the folder', async () => {
  const official = { onPath: '/usr/bin/kynml' };
  expect((await within(saving('a.pt'), official)).started).toHaveLength(1);
  expect(await within(saving('/a.pt'), official)).toMatchObject({ code: 2, started: [] });
  const unknown = await within(houseSpec.replace('loss = mse', 'loss = huber'), official);
  expect([unknown.code, unknown.started]).toEqual([2, []]);
  expect(unknown.stderr).toContain('It is not known where this training would write');
});

test('nothing is submitted that would write elsewhere', async () => {
  const { code, stderr } = await within(saving('/a.pt'), {}, '--out', 'one', '--target', 'slurm');
  expect([code, stderr]).toEqual([
    2,
    'kyn: The training would write /a.pt outside of the working folder. Nothing was started.\n',
  ]);
});
