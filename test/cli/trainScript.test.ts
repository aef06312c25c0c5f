// The file in the place of the script of `kyn train`: what is replaced, kept or left alone.
import { expect, test } from 'vitest';
import type { MemoryFile } from '../../src-shared/host/memoryHost';
import { sha256 } from './cliEnvironment';
import { train } from './trainMachine';

test('a file that is not a generated script is not replaced', async () => {
  const mine = 'print("mine")\n';
  const { code, stderr, files, started } = await train({ files: { '/w/train_house.py': mine } }, 'house.kyn');
  expect([code, started, files.get('/w/train_house.py')]).toEqual([2, [], mine]);
  expect(stderr).toContain('train_house.py exists and is not a generated script');
  expect([...files.keys()].some(path => path.includes('/records/'))).toBe(false);
});

test('a link in the place of the script is not followed', async () => {
  const link = { brokenLink: '/home/me/train.py' };
  const { code, stderr, files, started } = await train({ files: { '/w/train_house.py': link } }, 'house.kyn');
  expect([code, started, files.get('/w/train_house.py')]).toEqual([2, [], link]);
  expect(stderr).toContain(
    'train_house.py is a link, and links are not followed there. Remove it. Nothing was started.',
  );
});

const SCRIPT_PATH = '/w/train_house.py';
const generatedScript = async (...args: readonly string[]) =>
  String((await train({}, 'house.kyn', ...args)).files.get(SCRIPT_PATH));
const keptScripts = (files: ReadonlyMap<string, MemoryFile>) =>
  [...files].flatMap(([path, text]) => (path.startsWith('/w/.kynml/scripts/') ? [[path, text] as const] : []));

test('an older script that is as it was generated is replaced without a copy, with any line ends', async () => {
  const old = await generatedScript('--param', 'lr=0.25');
  for (const text of [old, old.replaceAll('\n', '\r\n')]) {
    const { code, files, messages } = await train({ files: { [SCRIPT_PATH]: text } }, 'house.kyn');
    expect([code, files.get(SCRIPT_PATH)]).toEqual([0, await generatedScript()]);
    expect([keptScripts(files), messages.length]).toEqual([[], 2]);
  }
});

test.each([
  ['was changed', async () => `${await generatedScript()}print("mine")\n`],
  ['has no checksum', async () => `CONFIG_HASH = "${'a'.repeat(64)}"\n`],
  [
    'has another checksum',
    async () => (await generatedScript()).replace(/^Checksum: .*$/m, `Checksum:     ${sha256('')}`),
  ],
])('a script that %s is kept before it is replaced', async (_, textOf) => {
  const text = await textOf();
  const { code, files, messages } = await train({ files: { [SCRIPT_PATH]: text } }, 'house.kyn');
  const [[path, kept] = []] = keptScripts(files);
  expect([code, kept, files.get(SCRIPT_PATH)]).toEqual([0, text, await generatedScript()]);
  expect(messages[0]).toBe(
    `train_house.py is compiled again. It was not as it was generated, so it is kept as ${path?.replace('/w/', '')}.`,
  );
});

test.each([
  ['with --no-history', {}, ['--no-history'], 'and with `--no-history` it is not kept. Move it.'],
  [
    'when it cannot be kept',
    { '/w/.kynml': { brokenLink: '/elsewhere' } },
    [],
    'and it could not be kept: /w/.kynml is a link',
  ],
])('a changed script is not replaced %s', async (_, more, args, message) => {
  const text = `${await generatedScript()}# mine\n`;
  const { code, files, started, stderr } = await train(
    { files: { [SCRIPT_PATH]: text, ...more } },
    'house.kyn',
    ...args,
  );
  expect([code, started, files.get(SCRIPT_PATH)]).toEqual([2, [], text]);
  expect(stderr).toContain('kyn: train_house.py was changed since it was generated, ');
  expect(stderr).toContain(message);
  expect(stderr).toContain('Nothing was started.');
});
