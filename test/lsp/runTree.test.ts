// `kynml/runTree` over a server.
import { expect, test } from 'vitest';
import { manifestText, sha256 } from '../cli/cliEnvironment';
import { startClient } from './client';

const SPEC = 'train:\n    epochs = 3\n';

const short = (text: string): string => sha256(text).slice(0, 12);

test('the tree follows the files and the buffers', async () => {
  const client = await startClient({
    'a.kyn': SPEC,
    'runs/2026-04-18/run_manifest.json': manifestText({ config_hash: sha256(SPEC), metrics: { mae: 3 } }),
    'sweep_results.json': JSON.stringify([
      {
        combo: { lr: 1 },
        exit_code: 0,
        manifest: JSON.parse(manifestText({ config_hash: sha256(SPEC) })),
        script: 'x',
      },
    ]),
    'look-alike.json': '{"metrics": {"mae": 1}}',
  });
  const tree = async () =>
    (await client.request('kynml/runTree', {}))?.nodes.map(({ label, description, groups }) => [
      label,
      description,
      ...groups.map(v => [v.label, ...v.runs.map(r => r.label)]),
    ]);
  expect(await tree()).toEqual([
    [
      'a.kyn',
      `${short(SPEC)} · not locked`,
      ['Current version', expect.stringContaining('mae')],
      ['Sweep sweep_results.json', expect.stringContaining('mae')],
    ],
  ]);
  // The buffer counts, not the file.
  await client.open('a.kyn', `${SPEC}# changed\n`);
  expect(await tree()).toEqual([
    ['a.kyn', `${short(`${SPEC}# changed\n`)} · not locked · no runs`],
    ['Other runs', '2 runs', ['Unknown spec', expect.any(String)], ['Sweep sweep_results.json', expect.any(String)]],
  ]);
});

test('a run of a spec with imports that were not recorded is unknown', async () => {
  const importing = `import "net.kyn"\n${SPEC}`;
  const manifest = manifestText({ config_hash: sha256(importing) });
  const client = await startClient({ 'a.kyn': importing, 'net.kyn': '', 'run_manifest.json': manifest });
  const states = async () =>
    (await client.request('kynml/runTree', {}))?.nodes.flatMap(({ label, groups }) =>
      groups.map(v => [label, v.label, ...v.runs.map(r => r.state)]),
    );
  expect(await states()).toEqual([['a.kyn', 'Current version', 'unknown']]);
});
