// Which text a run is reproduced from: the working tree, what runs kept, git; and the content of its imports.
import { describe, expect, test } from 'vitest';
import type { GitStub } from '../../../src-shared/host/memoryHost';
import { nodeHost } from '../../nodeHost';
import { pointerText } from '../../pointerText';
import { DATA, hashOf, manifestOf, type ReproduceSetup, reproduced, SPEC } from './world';

const MANIFEST = JSON.stringify(manifestOf(SPEC));
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const without = { '/w/spec.kyn': '# another spec\n' };

const MODEL = `model Net:\n    input 1\n    dense 1 linear\n`;
const IMPORTING = `import "net.kyn"\n\n${SPEC.replace(/model Net:\n.*\n.*\n\n/, '')}`;
const ofImporting = JSON.stringify(manifestOf(IMPORTING));

const COMMIT = 'c'.repeat(40);
const blobOf = (path: string): string => nodeHost.sha256(path).slice(0, 40);

// A repository in /w with one commit.
const gitWith =
  (files: Readonly<Record<string, string>>): GitStub =>
  async (_, args, input) => {
    const command = args.find(a => ['log', 'cat-file', 'rev-parse'].includes(a));
    const found = Object.entries(files);
    if (command === 'log')
      return bytes(
        `\u0001${COMMIT} 2026-04-18T10:00:00Z\0${found
          .filter(([path]) => path.endsWith('.kyn'))
          .map(([path]) => `\n:000000 100644 ${'0'.repeat(40)} ${blobOf(path)} A\0${path}\0`)
          .join('')}`,
      );
    if (args.includes('--batch')) {
      const blobs = found.filter(([path]) => input?.includes(blobOf(path)));
      return bytes(blobs.map(([path, text]) => `${blobOf(path)} blob ${bytes(text).length}\n${text}\n`).join(''));
    }
    if (args.includes('--is-shallow-repository')) return bytes('false\n');
    if (args.includes('--git-common-dir')) return bytes('.git\n');
    const last = args.at(-1) ?? '';
    if (command === 'rev-parse') {
      const path = last.slice(COMMIT.length + 1);
      return last.startsWith(`${COMMIT}:`) && path in files ? bytes(`${blobOf(path)}\n`) : undefined;
    }
    const file = found.find(([path]) => blobOf(path) === last);
    return command === 'cat-file' && file ? bytes(file[1]) : undefined;
  };

const recordOf = (manifest: string, spec: string, more: Record<string, unknown> = {}): string =>
  JSON.stringify({
    command: 'train',
    data: 'data/houses.csv',
    folder: '.',
    imports: [],
    overrides: {},
    spec: { config_hash: hashOf(spec), path: 'spec.kyn' },
    ended: { exit_code: 0, manifest: nodeHost.sha256(manifest), time: '2026-04-18T10:00:00.000Z' },
    ...more,
  });

describe('the text of a spec', () => {
  test('is found in any folder of the workspace', async () => {
    const result = await reproduced({
      manifest: MANIFEST,
      files: { ...without, '/w/old/deep/copy.kyn': SPEC },
    });
    expect(result.verdict).toBe('reproduced-exactly');
    expect(result.step('spec')?.detail).toContain('is in old/deep/copy.kyn.');
  });

  test('counts with other line ends, as its hash does', async () => {
    const result = await reproduced({ manifest: MANIFEST, files: { '/w/spec.kyn': SPEC.replaceAll('\n', '\r\n') } });
    expect(result.step('spec')?.state).toBe('confirmed');
  });

  test('is found among the texts that runs kept', async () => {
    const result = await reproduced({
      manifest: MANIFEST,
      files: { ...without, [`/w/.kynml/specs/${hashOf(SPEC)}`]: SPEC },
    });
    expect(result.verdict).toBe('reproduced-exactly');
    expect(result.step('spec')?.detail).toContain('runs kept it in .kynml');
  });

  test('is not a kept text with another hash', async () => {
    const result = await reproduced({
      manifest: MANIFEST,
      files: { ...without, [`/w/.kynml/specs/${hashOf(SPEC)}`]: `${SPEC}# changed\n` },
    });
    expect(result.verdict).toBe('cannot-be-judged');
  });

  test('is found in git, with the data of that commit', async () => {
    const files = { ...without, '/w/.git/HEAD': 'ref: x\n', '/w/data/houses.csv': 'area,price\n9,9\n' };
    const result = await reproduced({
      manifest: MANIFEST,
      files,
      git: gitWith({ 'spec.kyn': SPEC, 'data/houses.csv': DATA }),
    });
    expect(result.verdict).toBe('reproduced-exactly');
    expect(result.step('spec')?.detail).toContain('in commit cccccccccccc as spec.kyn');
    expect(result.step('data')?.detail).toContain('in the commit of the spec');
    expect(result.scripts[0]).toContain('"/tmp/run/data"');
    expect(result.host.files.get('/w/data/houses.csv')).toBe('area,price\n9,9\n');
  });

  test('is found in git, where a pointer in that commit states the recorded data, which is not on this machine', async () => {
    const files = { ...without, '/w/.git/HEAD': 'ref: x\n', '/w/data/houses.csv': 'area,price\n9,9\n' };
    const git = gitWith({ 'spec.kyn': SPEC, 'data/houses.csv': pointerText(hashOf(DATA)) });
    const result = await reproduced({ manifest: MANIFEST, files, git });
    expect(result.verdict).toBe('cannot-be-judged');
    expect(result.scripts).toEqual([]);
    expect(result.step('data')).toMatchObject({
      state: 'unknown',
      detail: expect.stringContaining(
        'In the commit of the spec, data/houses.csv is a Git LFS pointer to data with the recorded hash',
      ),
    });
  });

  test('is found in git, where the data of that commit is not the recorded one', async () => {
    const files = { ...without, '/w/.git/HEAD': 'ref: x\n', '/w/data/houses.csv': 'area,price\n9,9\n' };
    const git = gitWith({ 'spec.kyn': SPEC, 'data/houses.csv': 'area,price\n8,8\n' });
    const result = await reproduced({ manifest: MANIFEST, files, git });
    expect(result.verdict).toBe('cannot-be-judged');
    expect(result.step('data')?.state).toBe('contradicted');
    expect(result.scripts).toEqual([]);
  });

  test('that is nowhere: nothing is trained, and the places are named', async () => {
    const result = await reproduced({
      manifest: MANIFEST,
      files: { ...without, '/w/.git/HEAD': 'ref: x\n' },
      git: gitWith({ 'spec.kyn': '# other\n' }),
    });
    expect(result.verdict).toBe('cannot-be-judged');
    expect(result.scripts).toEqual([]);
    expect(result.step('spec')).toEqual({
      name: 'spec',
      state: 'unknown',
      detail: `No spec with CONFIG_HASH ${hashOf(SPEC).slice(0, 12)} was found in the working tree, in what runs kept in .kynml or in git. Restore that version of the spec, or run the command in the repository that contains it.`,
    });
  });

  test('that git could not search: the cause is reported', async () => {
    const result = await reproduced({
      manifest: MANIFEST,
      files: { ...without, '/w/.git/HEAD': 'ref: x\n' },
      git: async () => ({ ok: false, reason: 'timeout' }),
    });
    expect(result.step('spec')?.detail).toContain('Git was not searched completely: git did not answer in time.');
  });
});

describe('imports', () => {
  const withImport = (setup: Omit<ReproduceSetup, 'manifest'> = {}) =>
    reproduced({
      manifest: ofImporting,
      ...setup,
      files: { '/w/spec.kyn': IMPORTING, '/w/net.kyn': MODEL, ...setup.files },
    });

  test('without a record of the run, their current content is used and reported as unknown', async () => {
    const result = await withImport();
    expect(result.step('spec')?.state).toBe('unknown');
    expect(result.step('spec')?.detail).toContain('(net.kyn), so their current content is used.');
    expect(result.verdict).toBe('consistent');
    expect(result.reasons).toEqual([result.step('spec')?.detail]);
    expect(result.scripts[0]).toContain('nn.Linear(1, 1)');
  });

  const record = recordOf(ofImporting, IMPORTING, { imports: [{ config_hash: hashOf(MODEL), path: 'net.kyn' }] });

  test('with the record of the run, their hashes are checked', async () => {
    const result = await withImport({ files: { '/w/.kynml/records/1.json': record } });
    expect(result.step('spec')?.state).toBe('confirmed');
    expect(result.verdict).toBe('reproduced-exactly');
  });

  test('are those of the run in this folder, where a newer run in another one wrote the same manifest', async () => {
    const newer = { imports: [{ config_hash: hashOf(`${MODEL}# other\n`), path: 'net.kyn' }], folder: 'other' };
    const result = await withImport({
      files: {
        '/w/.kynml/records/1.json': record,
        '/w/.kynml/records/2.json': recordOf(ofImporting, IMPORTING, newer),
      },
    });
    expect(result.step('spec')?.state).toBe('confirmed');
    expect(result.verdict).toBe('reproduced-exactly');
  });

  test('that changed since the run are taken from the kept texts', async () => {
    const result = await withImport({
      files: {
        '/w/.kynml/records/1.json': record,
        [`/w/.kynml/specs/${hashOf(MODEL)}`]: MODEL,
        '/w/net.kyn': MODEL.replace('dense 1', 'dense 8 relu\n    dense 1'),
      },
    });
    expect(result.step('spec')?.state).toBe('confirmed');
    expect(result.scripts[0]).not.toContain('nn.Linear(1, 8)');
  });

  test('whose content in the run is lost: nothing is trained', async () => {
    const result = await withImport({
      files: { '/w/.kynml/records/1.json': record, '/w/net.kyn': `${MODEL}# changed\n` },
    });
    expect(result.verdict).toBe('cannot-be-judged');
    expect(result.scripts).toEqual([]);
    expect(result.step('spec')?.detail).toContain(
      'It imports net.kyn, whose content in this run is neither in the working tree nor in .kynml.',
    );
  });

  test('of a version in git are those of its commit, transitively', async () => {
    const result = await withImport({
      files: { '/w/spec.kyn': '# other\n', '/w/net.kyn': 'broken(', '/w/.git/HEAD': 'ref: x\n' },
      git: gitWith({ 'spec.kyn': IMPORTING, 'net.kyn': 'import "parts/model.kyn"\n', 'parts/model.kyn': MODEL }),
    });
    expect(result.step('spec')?.detail).toContain('so the content in that commit is used');
    expect(result.verdict).toBe('consistent');
    expect(result.scripts[0]).toContain('nn.Linear(1, 1)');
  });

  test('outside of the workspace are not read', async () => {
    const outside = IMPORTING.replace('net.kyn', '../other/net.kyn');
    const result = await reproduced({
      manifest: JSON.stringify(manifestOf(outside)),
      files: { '/w/spec.kyn': outside, '/other/net.kyn': MODEL },
    });
    expect(result.scripts).toEqual([]);
    expect(result.step('spec')?.detail).toContain('so it was not read');
  });

  test('that do not exist: nothing is trained', async () => {
    const result = await reproduced({ manifest: ofImporting, files: { '/w/spec.kyn': IMPORTING } });
    expect(result.verdict).toBe('cannot-be-judged');
    expect(result.step('spec')?.detail).toContain('An import cannot be used: File not found: net.kyn');
  });
});
