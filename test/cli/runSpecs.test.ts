// kyn diff of two runs: the settings of their specs, wherever these are.
import { describe, expect, test } from 'vitest';
import { sha } from '../lsp/lockFixture';
import { houseSpec } from '../specFixture';
import { type CliSetup, kyn, manifestText, parseJsonOutput } from './cliEnvironment';

const OLD = houseSpec.replace('epochs = 3', 'epochs = 4');
const ofSpec = (text: string): string => manifestText({ config_hash: sha(text) });

const diff = (files: Record<string, string>, ...argv: string[]) =>
  kyn(
    { files: { '/w/a.json': ofSpec(OLD), '/w/b.json': ofSpec(houseSpec), ...files } },
    'diff',
    'a.json',
    'b.json',
    ...argv,
  );

const FOUND = { '/w/net.kyn': houseSpec, [`/w/.kynml/specs/${sha(OLD)}`]: OLD };

describe('the settings of the specs', () => {
  test('are compared where both are found, in the working tree or in what runs kept', async () => {
    const { stdout } = await diff(FOUND);
    expect(stdout).toContain('1 setting of the spec changed: train.epochs.');
    expect(stdout).toMatch(/^Spec\n.*\n {2}train\.epochs +4 +3 +breaks comparison$/m);
  });

  test('are in the JSON under a key of their own', async () => {
    const { changes, specChanges } = parseJsonOutput(await diff(FOUND, '--format', 'json')) as Record<string, unknown>;
    expect(specChanges).toEqual([{ path: 'train.epochs', a: '4', b: '3' }]);
    expect(changes).toMatchObject([{ path: 'config_hash' }]);
  });

  test('are left out where a spec is not found', async () => {
    const files = { '/w/net.kyn': houseSpec };
    expect((await diff(files)).stdout).not.toContain('train.epochs');
    expect(parseJsonOutput(await diff(files, '--format', 'json'))).not.toHaveProperty('specChanges');
  });

  describe('in git', () => {
    const [old, now] = ['1', '2'].map(digit => digit.repeat(40));
    const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
    const version = (blob: string | undefined): string =>
      `\u0001${blob} 2026-04-19T17:30:00Z Ann\0\n:000000 100644 ${'0'.repeat(40)} ${blob} A\0net.kyn\0`;
    const diffCounted = async (a: string, b: string) => {
      const commands: (string | undefined)[] = [];
      const git: CliSetup['git'] = async (_, args) => {
        const command = args.find(arg => ['log', 'cat-file'].includes(arg));
        commands.push(command);
        if (command === 'log') return bytes(version(now) + version(old));
        const blobs = [old, now].map(
          (id, i) => `${id} blob ${bytes([OLD, houseSpec][i] ?? '').length}\n${[OLD, houseSpec][i]}\n`,
        );
        return bytes(command === 'cat-file' ? blobs.toReversed().join('') : 'false\n');
      };
      const files = { '/w/.git/HEAD': '', '/w/a.json': ofSpec(a), '/w/b.json': ofSpec(b) };
      const { stdout } = await kyn({ files, git }, 'diff', 'a.json', 'b.json');
      return { stdout, logs: commands.filter(command => command === 'log').length };
    };

    test('are found in one history, which is read once', async () => {
      const { stdout, logs } = await diffCounted(OLD, houseSpec);
      expect(stdout).toContain('1 setting of the spec changed: train.epochs.');
      expect(logs).toBe(1);
    });
  });

  test('follow imports that the run kept, at their version', async () => {
    const library = (target: string): string => `dataset D:\n    source = csv("d.csv")\n    target = "${target}"\n`;
    const spec = (epochs: number): string => `import "lib.kyn"\n\ntrain:\n    data = D\n    epochs = ${epochs}\n`;
    const record = {
      command: 'train',
      data: null,
      folder: '.',
      imports: [{ config_hash: sha(library('old')), path: 'lib.kyn' }],
      kept_manifest: null,
      overrides: {},
      spec: { config_hash: sha(spec(1)), path: 'net.kyn' },
      started: '2026-01-01T00:00:00.000Z',
      tool: 'kyn',
      version: 1,
      ended: { exit_code: 0, manifest: sha(ofSpec(spec(1))), time: '2026-01-01T00:00:01.000Z' },
    };
    const files = {
      '/w/a.json': ofSpec(spec(1)),
      '/w/b.json': ofSpec(spec(2)),
      '/w/net.kyn': spec(2),
      '/w/lib.kyn': library('new'),
      [`/w/.kynml/specs/${sha(spec(1))}`]: spec(1),
      [`/w/.kynml/specs/${sha(library('old'))}`]: library('old'),
    };
    const name = '/w/.kynml/records/20260101T000000000Z-00000000-000000000000.json';
    const { stdout } = await diff({ ...files, [name]: JSON.stringify(record) });
    expect(stdout).toContain('2 settings of the spec changed: train.epochs, dataset D.target.');
    expect(stdout).toMatch(/dataset D\.target +"old" +"new"/);
    // The kept text alone does not state where it was, so its imports are not known.
    expect((await diff(files)).stdout).toMatch(/dataset D\.target +\(not known\) +"new"/);
  });
});

test('comments and layout are listed apart, as harmless', async () => {
  const noted = `# Reviewed.\n${OLD}`;
  const { stdout } = await diff({ '/w/a.json': ofSpec(noted), '/w/net.kyn': houseSpec, '/w/old.kyn': noted });
  expect(stdout).toContain('note               Without effect on the training: 1 comment was removed.');
  expect(stdout).toMatch(/^Spec: comments, without effect\n.*\n {2}comment +# Reviewed\. +\(absent\) +harmless$/m);
  expect(stdout).toContain('2 of ');
});

describe('two runs of one spec', () => {
  const [LIBRARY, SPEC] = ['dataset D:\n    source = csv("d.csv")\n', 'import "lib.kyn"\n\ntrain:\n    data = D\n'];
  const runs = [1, 2].map(seconds =>
    manifestText({ config_hash: sha(SPEC), data_hash: 'd'.repeat(64), seed: 1, metrics: { mae: seconds } }),
  );
  const record = (run: string | undefined, library: string) =>
    JSON.stringify({
      spec: { config_hash: sha(SPEC), path: 'net.kyn' },
      imports: [{ config_hash: sha(library), path: 'lib.kyn' }],
      overrides: {},
      folder: '.',
      ended: { exit_code: 0, manifest: sha(run ?? ''), time: '2026-01-01T00:00:01.000Z' },
    });
  const files = { '/w/a.json': runs[0] ?? '', '/w/b.json': runs[1] ?? '', '/w/net.kyn': SPEC, '/w/lib.kyn': LIBRARY };
  const verdict = async (more: Record<string, string>) => {
    const { stdout } = await diff({ ...files, ...more }, '--format', 'json');
    const { verdict: found, reasons } = JSON.parse(stdout) as { verdict: string; reasons: string[] };
    return [found, ...reasons.filter(text => /imports? files|Imported/.test(text))];
  };
  const recorded = (library: string) => ({
    '/w/.kynml/records/1.json': record(runs[0], LIBRARY),
    '/w/.kynml/records/2.json': record(runs[1], library),
  });

  test('have identical inputs only where what they imported is known to be the same', async () => {
    const unknown = (sides: string) => [
      'comparable',
      `The spec imports files, and what ${sides} imported is not known from .kynml, so the inputs may differ.`,
    ];
    expect(await verdict({})).toEqual(unknown('A and B'));
    expect(await verdict({ '/w/.kynml/records/1.json': record(runs[0], LIBRARY) })).toEqual(unknown('B'));
    expect(await verdict(recorded(LIBRARY))).toEqual(['identical-inputs']);
    expect(await verdict(recorded('dataset D:\n'))).toEqual([
      'not-comparable',
      'Imported files differ: lib.kyn. The CONFIG_HASH is equal, because it covers only the text of the spec.',
    ]);
  });

  test('are found with a text that only runs kept', async () => {
    const { '/w/net.kyn': _, ...others } = files;
    const kept = { [`/w/.kynml/specs/${sha(SPEC)}`]: SPEC };
    const { stdout } = await kyn({ files: { ...others, ...kept } }, 'diff', 'a.json', 'b.json', '--exit-code');
    expect(stdout).toMatch(/^Comparable\n {2}may change results {2}The spec imports files, and what A and B imported/);
  });

  test('of which the spec is not found state that imports are not compared', async () => {
    const { '/w/net.kyn': _, ...others } = files;
    const { stdout } = await kyn({ files: others }, 'diff', 'a.json', 'b.json');
    expect(stdout).toMatch(/^Identical inputs[\s\S]*--param overrides and the contents of imported files/);
  });

  test('without imports have only the overrides left', async () => {
    const alone = houseSpec;
    const own = [1, 2].map(seconds =>
      manifestText({ config_hash: sha(alone), data_hash: 'd'.repeat(64), seed: 1, metrics: { mae: seconds } }),
    );
    const { stdout } = await kyn(
      { files: { '/w/a.json': own[0] ?? '', '/w/b.json': own[1] ?? '', '/w/net.kyn': alone } },
      'diff',
      'a.json',
      'b.json',
    );
    expect(stdout).toMatch(/^Identical inputs[\s\S]*Not recorded, so not compared: --param overrides\.$/m);
  });
});
