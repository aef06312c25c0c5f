// Where a spec can be trained, and what was submitted, through the protocol. No program is started: they are only searched on PATH.
import { chmodSync } from 'node:fs';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { submitted } from '../../src-shared/launch/element';
import { type Launch, withJob, withSubmission } from '../../src-shared/launch/launch';
import { launchName } from '../../src-shared/launch/launchFile';
import { launchText } from '../../src-shared/launch/launchText';
import type { TargetItem } from '../../src-shared/protocol/targetRequests';
import { newLaunch } from '../launch/newLaunch';
import { machineHost } from '../nodeHost';
import { startClient, type TestClient } from './client';
import { sha, VSCODE_CLIENT } from './lockFixture';

const SETTINGS = JSON.stringify({ targets: { slurm: { partition: 'gpu', gres: 'gpu:1', cpus: 4, atOnce: 8 } } });
const LOCAL = { name: 'local', label: 'This machine', description: 'a task in the terminal', isOffered: true };

beforeEach(() => {
  vi.stubEnv('PATH', '');
  return () => void vi.unstubAllEnvs();
});

async function targets(client: TestClient, ...templates: readonly string[]): Promise<readonly TargetItem[]> {
  return (await client.request('kynml/targets', { uri: client.uri('h.kyn'), templates })).targets;
}

describe('targets', () => {
  test('are this machine, and Slurm with what the project requests of it where sbatch is installed', async () => {
    const tools = await startClient({ 'x.txt': '', sbatch: '' });
    chmodSync(tools.path('sbatch'), 0o755);
    vi.stubEnv('PATH', tools.path(''));
    const client = await startClient({ 'h.kyn': '', '.kynml.json': SETTINGS }, VSCODE_CLIENT);
    const description = 'partition gpu, gres gpu:1, 4 CPUs, 8 at a time';
    expect(await targets(client)).toEqual([LOCAL, { name: 'slurm', label: 'Slurm', description, isOffered: true }]);
  });

  test('say that sbatch is missing; a project that does not name Slurm does not offer it', async () => {
    const client = await startClient({ 'h.kyn': '' }, VSCODE_CLIENT);
    expect(await targets(client)).toEqual([
      LOCAL,
      {
        name: 'slurm',
        label: 'Slurm',
        description: 'the default partition of the cluster',
        isOffered: false,
        problem: expect.stringContaining('`sbatch` was not found on PATH'),
      },
    ]);
  });

  test('do not submit with settings that cannot be used', async () => {
    const client = await startClient(
      { 'h.kyn': '', '.kynml.json': '{"targets": {"slurm": {"cpus": 0}}}' },
      VSCODE_CLIENT,
    );
    expect((await targets(client))[1]?.problem).toBe(
      '.kynml.json has errors, so what runs request from Slurm is not known, and nothing is submitted. Correct the file, or remove it.',
    );
  });

  test('include templates with what they run, or what is wrong with them', async () => {
    const docker = { command: ['docker', 'run', '--rm', 'a\u202eb', 'python', '{script}'] };
    const client = await startClient(
      { 'h.kyn': '', 'docker.json': JSON.stringify(docker), 'bad.json': '{"command": []}' },
      VSCODE_CLIENT,
    );
    const found = await targets(client, client.path('docker.json'), client.path('bad.json'), client.path('none.json'));
    expect(found.slice(2)).toEqual([
      {
        name: client.path('docker.json'),
        label: 'docker.json',
        description: 'runs docker run --rm a\\u202eb and 2 more',
        isOffered: true,
      },
      expect.objectContaining({ label: 'bad.json', problem: expect.stringContaining('needs `command`') }),
      expect.objectContaining({
        label: 'none.json',
        problem: expect.stringContaining('cannot be read: it does not exist'),
      }),
    ]);
  });

  test('are not looked for before the workspace is trusted', async () => {
    const client = await startClient({ 'h.kyn': '', '.kynml.json': SETTINGS }, { options: { trusted: false } });
    expect(await targets(client, client.path('docker.json'))).toEqual([]);
  });
});

const SPEC = 'train:\n    epochs = 1\n';
const TIME = new Date('2026-04-18T17:30:05.123Z');

const launched = (more: Partial<Launch> = {}): Launch => {
  const submission = { time: TIME.toISOString(), resources: ['--partition=gpu'] };
  const launch = withJob(
    withSubmission(newLaunch({ configHash: sha(SPEC), spec: 'h.kyn' }), [0, 1], submission),
    '4711',
  );
  return { ...launch, ...more };
};
const stored = (launch: Launch): Record<string, string> => ({
  [`.kynml/launches/${launchName(machineHost, launch, { time: TIME })}`]: launchText(launch),
});
const view = (client: TestClient) => client.request('kynml/launches', {});

describe('launches', () => {
  test('are read from the history, with the spec that still is the one that was submitted', async () => {
    const client = await startClient({ 'h.kyn': SPEC, ...stored(launched()) }, VSCODE_CLIENT);
    // The specs of the workspace are searched in the background.
    await vi.waitFor(async () => expect((await view(client)).launches[0]?.specUri).toBe(client.uri('h.kyn')));
    expect(await view(client)).toMatchObject({
      ...{ active: 2, description: '2 active' },
      launches: [
        {
          ...{
            folder: client.uri('out'),
            workspace: client.uri('').replace(/\/$/, ''),
            jobs: ['4711'],
            command: 'sweep',
          },
          ...{ label: 'out', description: '2 submitted · Slurm 4711', active: 2, missing: 0 },
          runs: [{ log: client.uri('out/combo-0000/output.txt') }, { log: client.uri('out/combo-0001/output.txt') }],
        },
      ],
    });
  });

  test('have the spec with the submitted CONFIG_HASH, not the one with the name', async () => {
    const files = { 'h.kyn': `${SPEC}\n`, 'renamed.kyn': SPEC, ...stored(launched()) };
    const client = await startClient(files, VSCODE_CLIENT);
    await vi.waitFor(async () => expect((await view(client)).launches[0]?.specUri).toBe(client.uri('renamed.kyn')));
  });

  test('have the values of their combinations, unless the spec has imports, which may be others now', async () => {
    const swept = 'sweep:\n    lr = [0.1, 0.01]\n';
    const files = (text: string) => ({
      ...{ 'h.kyn': text, 'lib.kyn': '' },
      ...stored(launched({ configHash: sha(text), elements: new Map([0, 1, 2].map(i => [i, submitted(0)])) })),
    });
    const descriptions = async (client: TestClient) =>
      (await view(client)).launches[0]?.runs.map(({ description }) => description);
    const client = await startClient(files(swept), VSCODE_CLIENT);
    const expected = ['submitted · lr=0.1', 'submitted · lr=0.01', 'submitted'];
    await vi.waitFor(async () => expect(await descriptions(client)).toEqual(expected));
    const importing = await startClient(files(`import "lib.kyn"\n${swept}`), VSCODE_CLIENT);
    await vi.waitFor(async () => expect((await view(importing)).launches[0]).toHaveProperty('specUri'));
    expect(await descriptions(importing)).toEqual(['submitted', 'submitted', 'submitted']);
  });

  test('that cannot be read are named, because they may still run', async () => {
    const [name = ''] = Object.keys(stored(launched()));
    const client = await startClient({ 'h.kyn': SPEC, [name]: '{' }, VSCODE_CLIENT);
    expect(await view(client)).toMatchObject({
      launches: [],
      description: '1 file unreadable',
      tooltip: expect.stringContaining('is not JSON, or was not written to its end'),
    });
  });

  test('that are many are limited to the newest', async () => {
    const many = Array.from({ length: 60 }, (_, i) =>
      stored(launched({ id: `id${i}`, folder: `out${i}`, elements: new Map([[0, submitted(0)]]) })),
    );
    const client = await startClient(Object.assign({ 'h.kyn': SPEC }, ...many), VSCODE_CLIENT);
    expect((await view(client)).launches).toHaveLength(50);
  });

  test('above the folders of a workspace that is not trusted are not read', async () => {
    const launch = launched();
    const files = { 'sub/h.kyn': SPEC, '.git/HEAD': '', ...stored(launch) };
    const found = async (trusted: boolean) => {
      const client = await startClient(files, { folders: ['sub'], options: { trusted } });
      return (await view(client)).launches.map(({ id }) => id.split(' ').at(-1));
    };
    expect([await found(true), await found(false)]).toEqual([[launch.id], []]);
  });

  test('are none where nothing was submitted', async () => {
    const client = await startClient({ 'h.kyn': SPEC }, VSCODE_CLIENT);
    expect(await view(client)).toEqual({ launches: [], description: '', tooltip: '', active: 0 });
  });
});
