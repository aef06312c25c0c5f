// Settings of the editor of which a part is not used are shown to the user, because nothing else says so.
import { expect, test } from 'vitest';
import { beyondLimits } from '../../server/src/lsp/base/settingLimits';
import { SettingsReader } from '../../server/src/lsp/base/settingsReader';

const entries = (count: number): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`m${i}`, 'lower']));
const words = (count: number): string[] => Array.from({ length: count }, (_, i) => `w${i}`);

test.each([
  ['catalog.extra', (more: number) => ({ catalog: { extra: { metric: words(1000 + more) } } })],
  ['catalog.extra', (more: number) => ({ catalog: { extra: { metric: ['x'.repeat(200 + more)] } } })],
  ['catalog.extra', (more: number) => ({ catalog: { extra: entries(100 + more) } })],
  ['policy', (more: number) => ({ policy: entries(1000 + more) })],
  ['runs.metricDirections', (more: number) => ({ runs: { metricDirections: entries(1000 + more) } })],
  ['runs.metricDirections', (more: number) => ({ runs: { metricDirections: { ['m'.repeat(200 + more)]: 'lower' } } })],
  ['artifacts.ignore', (more: number) => ({ artifacts: { ignore: [...words(100 + more), ' '] } })],
  ['artifacts.ignore', (more: number) => ({ artifacts: { ignore: ['x'.repeat(1000 + more)] } })],
  ['artifacts.ignore', (more: number) => ({ artifacts: { ignore: ['a', 'b'].map(x => x.repeat(1000 + more)) } })],
])('kynml.%s at its limit and beyond it: %s', (name, section) => {
  expect(beyondLimits(section(0))).toEqual([]);
  expect(beyondLimits(section(1))).toEqual([
    expect.stringContaining(`The setting \`kynml.${name}\` is too long, so a part of it is not used.`),
  ]);
});

test('values of other types have no limits', () => {
  for (const section of [
    undefined,
    null,
    [],
    { catalog: { extra: [1, null] }, policy: 1, artifacts: { ignore: [{}] } },
  ])
    expect(beyondLimits(section)).toEqual([]);
});

test('each setting is shown once, whatever the number of folders and of changes', async () => {
  const shown: string[] = [];
  const section = { policy: entries(1001) };
  const connection = {
    console: {},
    workspace: { getConfiguration: async (items: readonly unknown[]) => items.map(() => section) },
    sendNotification: async (_: unknown, { message }: { message: string }) => void shown.push(message),
  };
  const reader = new SettingsReader();
  const asked = { connection: connection as never, folders: ['/a', '/b'], canBeAsked: true };
  expect((await reader.read(asked))?.byFolder.size).toBe(2);
  await reader.read(asked);
  expect(shown).toEqual([
    'The setting `kynml.policy` is too long, so a part of it is not used. A list may have 1,000 entries, and a name 200 characters. Shorten it.',
  ]);
  reader.receive({ kynml: { artifacts: { ignore: words(101) } } });
  await reader.read({ ...asked, canBeAsked: false });
  expect(shown.slice(1)).toEqual([expect.stringContaining('It may have 100 patterns')]);
});
