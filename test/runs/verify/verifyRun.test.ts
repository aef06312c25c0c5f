// Each step of verifying a run of a spec: confirmed, contradicted and unknown.
import { describe, expect, test } from 'vitest';
import { MAX_JSON_DEPTH } from '../../../src-shared/text/jsonText';
import { nodeHost } from '../../nodeHost';
import { annexText, pointerText } from '../../pointerText';
import { DATA, hashOf, SPEC } from '../../repro/reproduce/world';
import { lockText, manifestText, recordText, scriptText, stepOf, verified } from './verifyWorld';

const OLDER = SPEC.replace('epochs = 2', 'epochs = 3');
const short = (text: string): string => hashOf(text).slice(0, 12);
const MANIFEST = manifestText();

test('all steps of a run with everything next to it are confirmed', async () => {
  const files = { '/w/kynml.lock': lockText(SPEC), '/w/train_spec.py': scriptText() };
  const [run] = await verified({ files });
  expect(run?.steps.map(s => `${s.name} ${s.state}`)).toEqual([
    'config_hash confirmed',
    'data_hash confirmed',
    'lock confirmed',
    'script confirmed',
    'manifest confirmed',
  ]);
  expect(run?.used).toEqual(
    expect.arrayContaining([
      '/w/run_manifest.json',
      '/w/spec.kyn',
      '/w/kynml.lock',
      '/w/train_spec.py',
      '/w/data/houses.csv',
    ]),
  );
});

describe('config_hash', () => {
  const config = (files: Record<string, string>) => stepOf('config_hash', { files });

  test('of the text in the working tree is confirmed', async () => {
    expect(await config({})).toBe(`confirmed: The text with CONFIG_HASH ${short(SPEC)} is in spec.kyn.`);
  });

  test('of a text that runs kept is confirmed', async () => {
    const kept = { '/w/spec.kyn': '# other\n', [`/w/.kynml/specs/${hashOf(SPEC)}`]: SPEC };
    expect(await config(kept)).toContain('confirmed: ');
    expect(await config(kept)).toContain('runs kept it in .kynml');
  });

  test('of a text that is nowhere is unknown, although another version is there', async () => {
    expect(await config({ '/w/spec.kyn': OLDER })).toContain(`unknown: No spec with CONFIG_HASH ${short(SPEC)}`);
  });

  test('that differs from the record of this very run is contradicted', async () => {
    expect(await config({ '/w/.kynml/records/a.json': recordText(MANIFEST, OLDER) })).toBe(
      `contradicted: .kynml recorded that this run started with CONFIG_HASH ${short(OLDER)}, but it states ${short(SPEC)}.`,
    );
  });

  test('that differs from the record of another run is not', async () => {
    const record = recordText(`${MANIFEST} `, OLDER, { folder: 'other' });
    expect(await config({ '/w/.kynml/records/a.json': record })).toContain('confirmed: ');
  });

  test('that is not recorded is unknown', async () => {
    const manifest = manifestText({ config_hash: 'abc' });
    expect(await config({ '/w/run_manifest.json': manifest })).toContain('unknown: ');
  });

  test('of a spec with an import that the run did not record, or that cannot be used, is unknown', async () => {
    const spec = `import "net.kyn"\n\n${SPEC.replace(/model Net:\n.*\n.*\n\n/, '')}`;
    const files = {
      '/w/spec.kyn': spec,
      '/w/net.kyn': 'model Net:\n    input 1\n    dense 1 linear\n',
      '/w/run_manifest.json': manifestText({}, spec),
    };
    expect(await config(files)).toContain(
      'unknown: ' +
        `The text with CONFIG_HASH ${short(spec)} is in spec.kyn. CONFIG_HASH does not cover its imports (net.kyn)`,
    );
    const [run] = await verified({ files });
    expect(run?.used).toContain('/w/net.kyn');
    const broken = await config({ ...files, '/w/net.kyn': 'import "net.kyn"\n' });
    expect(broken).toContain(
      `unknown: The text with CONFIG_HASH ${short(spec)} is in spec.kyn. An import cannot be used`,
    );
    expect(broken).toContain('CONFIG_HASH does not cover imports.');
  });
});

describe('data_hash', () => {
  const data = (files: Record<string, string>, mayRead?: (path: string) => boolean) =>
    stepOf('data_hash', { files, ...(mayRead && { mayRead }) });

  test('of the file that the spec names is confirmed', async () => {
    expect(await data({})).toBe(
      `confirmed: data/houses.csv has the recorded hash ${nodeHost.sha256(DATA).slice(0, 12)}.`,
    );
  });

  test('of a file with another content is contradicted', async () => {
    expect(await data({ '/w/data/houses.csv': `${DATA}9,9\n` })).toContain(
      'contradicted: data/houses.csv does not have the recorded hash',
    );
  });

  test('of a pointer is that of the data which it states', async () => {
    const own = nodeHost.sha256(DATA);
    const short = own.slice(0, 12);
    expect(await data({ '/w/data/houses.csv': pointerText(own) })).toBe(
      `confirmed: data/houses.csv is a Git LFS pointer to data with the recorded hash ${short}. The data is not on this machine. Run \`git lfs pull\` to fetch it.`,
    );
    expect(await data({ '/w/data/houses.csv': pointerText('0'.repeat(64)) })).toBe(
      `contradicted: data/houses.csv is a Git LFS pointer to data with the hash 000000000000 and not with the recorded hash ${short}. Restore the version of the data that the run used.`,
    );
  });

  test('of a pointer that does not state the hash of the data is unknown', async () => {
    const changed = pointerText(nodeHost.sha256(DATA)).replace('oid', `ext-0-crypt sha256:${'1'.repeat(64)}\noid`);
    for (const [text, name] of [
      [changed, 'Git LFS'],
      [annexText('MD5E-s4--0.csv'), 'git-annex'],
    ])
      expect(await data({ '/w/data/houses.csv': text ?? '' })).toContain(
        `unknown: data/houses.csv is a ${name} pointer, and its content is not on this machine.`,
      );
  });

  test.each([
    [null, 'unknown: The run recorded that its data could not be read.'],
    [undefined, 'unknown: The run does not record the hash of its data.'],
  ])('that is %s is unknown', async (hash, text) => {
    expect(await data({ '/w/run_manifest.json': manifestText({ data_hash: hash }) })).toBe(text);
  });

  test('without the spec is unknown, but found by the record of the run', async () => {
    const nowhere = { '/w/spec.kyn': OLDER };
    expect(await data(nowhere)).toContain('unknown: The spec of the run cannot be used');
    expect(await data({ ...nowhere, '/w/.kynml/records/a.json': recordText(MANIFEST, SPEC) })).toContain(
      'confirmed: data/houses.csv has the recorded hash',
    );
  });

  test('of a file that may not be read is unknown', async () => {
    expect(await data({}, path => path !== '/w/data/houses.csv')).toBe(
      'unknown: data/houses.csv is outside of the workspace, so it was not read. "Verify Dataset" reads it if you agree.',
    );
  });

  test('is not contradicted by one file where another one may not be read', async () => {
    const spec = SPEC.replace('data/houses.csv', '../houses.csv');
    const files = {
      '/w/specs/spec.kyn': spec,
      '/w/run_manifest.json': manifestText({}, spec),
      '/w/houses.csv': 'area,price\n9,9\n',
      '/houses.csv': DATA,
    };
    expect(await data(files, path => path.startsWith('/w/') && !path.includes('..'))).toContain('unknown: ');
    expect(await data(files)).toContain('confirmed: ');
  });

  test('is not found by the record of this run where that contradicts it', async () => {
    const record = recordText(MANIFEST, OLDER, { data: 'other.csv' });
    const files = {
      '/w/.kynml/records/a.json': record,
      '/w/other.csv': DATA,
      '/w/data/houses.csv': 'area,price\n9,9\n',
    };
    expect(await data(files)).toContain('contradicted: ');
  });

  test('of a run in a folder of its own is that of the working folder', async () => {
    const path = '/w/runs/a/run_manifest.json';
    expect(await stepOf('data_hash', {}, path)).toContain('confirmed: data/houses.csv');
    expect(await stepOf('data_hash', { files: { '/w/data/houses.csv': 'x\n' } }, path)).toContain('contradicted: ');
  });
});

describe('lock', () => {
  const lock = (files: Record<string, string>) => stepOf('lock', { files });

  test('that pins this version is confirmed', async () => {
    expect(await lock({ '/w/kynml.lock': lockText(SPEC) })).toBe(
      `confirmed: kynml.lock pins this version of the spec (${short(SPEC)}).`,
    );
  });

  test('in another folder is named with it', async () => {
    const files = { '/w/spec.kyn': OLDER, '/w/sub/spec.kyn': SPEC, '/w/sub/kynml.lock': lockText(SPEC) };
    expect(await lock(files)).toMatch(/^confirmed: sub\/kynml\.lock pins /);
  });

  test('that pins another version of a spec that drifted is contradicted', async () => {
    expect(await lock({ '/w/kynml.lock': lockText(OLDER) })).toBe(
      `contradicted: kynml.lock pins another version of the spec (locked: ${short(OLDER)}, run: ${short(SPEC)}): the spec changed after it was locked, and the run was made from the changed text.`,
    );
  });

  test('that pins another version than an older run is unknown', async () => {
    const files = {
      '/w/spec.kyn': OLDER,
      '/w/kynml.lock': lockText(OLDER),
      [`/w/.kynml/specs/${hashOf(SPEC)}`]: SPEC,
      '/w/.kynml/records/a.json': recordText(MANIFEST, SPEC),
    };
    expect(await lock(files)).toContain('unknown: kynml.lock pins another version of the spec');
    expect(await lock(files)).toContain('The run was made from an older text');
  });

  test.each([
    ['that does not exist', {}, 'unknown: This spec does not have a lock.'],
    ['that is newer', { '/w/kynml.lock': lockText(SPEC, { schema_version: '2' }) }, 'unknown: '],
    [
      'with a field that is defined twice',
      { '/w/kynml.lock': lockText(SPEC).replace('{', `{"config_hash":"${hashOf(OLDER)}",`) },
      'unknown: kynml.lock is not clear about the version that it pins: `config_hash` is defined twice',
    ],
    ['that is broken', { '/w/kynml.lock': '{"source_path": "spec.kyn"' }, 'unknown: '],
    ['of an unknown spec', { '/w/spec.kyn': OLDER }, 'unknown: The spec of the run was not found'],
    [
      'of a kept text without a path',
      { '/w/spec.kyn': OLDER, '/w/kynml.lock': lockText(SPEC), [`/w/.kynml/specs/${hashOf(SPEC)}`]: SPEC },
      'unknown: The spec of the run was not found',
    ],
  ])('%s is unknown', async (_, files, text) => {
    expect(await lock(files)).toContain(text);
  });
});

describe('manifest', () => {
  const manifest = (files: Record<string, string>) => stepOf('manifest', { files });
  const withText = (text: string) => manifest({ '/w/run_manifest.json': text });

  test('with the documented form is confirmed', async () => {
    expect(await manifest({})).toBe('confirmed: It has the documented form of a run manifest.');
  });

  test('with an error is contradicted', async () => {
    expect(await withText(manifestText({ seed: 'x', data_hash: 3 }))).toMatch(
      /^contradicted: .*There is 1 more error\.$/,
    );
  });

  test('that is not JSON is contradicted, and everything else is unknown', async () => {
    const [run] = await verified({ files: { '/w/run_manifest.json': MANIFEST.slice(0, -1) } });
    expect(run?.steps.map(s => s.state)).toEqual(['unknown', 'unknown', 'unknown', 'unknown', 'contradicted']);
  });

  test.each([
    ['an unknown field', manifestText({ extra: 1 }), 'extra'],
    ['a field twice', MANIFEST.replace('"seed":42', '"seed":41,"seed":42'), 'is defined twice'],
    ['a metric that is a text', manifestText({ metrics: { mae: 'low' } }), 'must be a number'],
  ])('with %s is unknown', async (_, text, detail) => {
    expect(await withText(text)).toMatch(/^unknown: /);
    expect(await withText(text)).toContain(detail);
  });

  test('that is nested deeper than this tool reads is unknown', async () => {
    const deep = `{"config_hash": "x", "params": ${'['.repeat(MAX_JSON_DEPTH + 1)}${']'.repeat(MAX_JSON_DEPTH + 1)}}`;
    expect(await withText(deep)).toMatch(/^unknown: Values are nested deeper than/);
  });

  test('with secrets names their fields, and states each finding once', async () => {
    const secret = 'hunter2-hunter2';
    const base = JSON.parse(MANIFEST).env;
    const manyText = manifestText({ env: { ...base, api_key: secret }, extra: [{ api_key: secret }] });
    expect(await withText(manyText)).toContain(
      'env.api_key, extra[0].api_key: The value of `api_key` looks like a secret.',
    );
    const once = await withText(manyText);
    expect(once.split('looks like a secret')).toHaveLength(2);
    const name = `sk-${'a1B2'.repeat(12)}`;
    const named = await withText(manifestText({ env: { ...base, [name]: 'x' } }));
    expect(named).toContain('env: The name of this field looks like a secret.');
    expect(named).not.toContain(name);
  });

  test('of a diverged run is confirmed, and says so', async () => {
    const text = MANIFEST.replace('"mae":0.25', '"mae":NaN');
    expect(await withText(text)).toContain('confirmed: It has the documented form of a run manifest. The run diverged');
  });

  test.each([['that Git LFS did not fetch', pointerText(), 'This file is a Git LFS pointer']])(
    '%s is unknown, because nothing in it was read',
    async (_, text, detail) => {
      expect(await withText(text)).toContain(`unknown: ${detail}`);
    },
  );

  test('with the content that .kynml recorded is confirmed by it', async () => {
    expect(await manifest({ '/w/.kynml/records/a.json': recordText(MANIFEST, SPEC) })).toContain(
      'confirmed: It has the documented form of a run manifest. Its content is what the run wrote',
    );
  });

  test('with another content than the last run in its folder wrote is unknown', async () => {
    const changed = manifestText({ metrics: { mae: 0.01, rmse: 0.5 } });
    const files = { '/w/.kynml/records/a.json': recordText(MANIFEST, SPEC), '/w/run_manifest.json': changed };
    expect(await manifest(files)).toContain('unknown: Its content is not what the last run');
  });

  test('is not compared with a sweep in its folder, whose record has the hash of its results', async () => {
    const sweep = recordText('[]', SPEC, { command: 'sweep' });
    expect(await manifest({ '/w/.kynml/records/a.json': sweep })).toContain('confirmed: ');
  });
});

test('a run of another folder or with another name is not compared with the record of this folder', async () => {
  const files = { '/w/.kynml/records/a.json': recordText('{}', SPEC) };
  expect(await stepOf('manifest', { files }, '/w/copy.json')).toContain('confirmed: ');
  expect(await stepOf('manifest', { files }, '/w/copy/run_manifest.json')).toContain('confirmed: ');
});

test('what the history kept about a run decides its verification', async () => {
  const records = ['/w/.kynml/records/a.json', '/w/.kynml/records/b.json', '/w/.kynml/records/c.json'];
  const [ofOther = '', ofFolder = '', ofRun = ''] = records;
  const kept = `/w/.kynml/specs/${hashOf(SPEC)}`;
  const files = {
    [ofOther]: recordText('{}', OLDER, { folder: 'other' }),
    [ofFolder]: recordText('{"later": 1}', OLDER),
    [ofRun]: recordText(MANIFEST, SPEC, { folder: 'elsewhere' }),
    [kept]: SPEC,
  };
  const used = (await verified({ files }))[0]?.used ?? [];
  expect(used).toEqual(expect.arrayContaining([ofRun, ofFolder, kept]));
  expect(used).not.toContain(ofOther);
});
