// kyn evidence verify: what it finds in a package that was changed.
import { beforeAll, describe, expect, test } from 'vitest';
import { readPackage } from '../../server/src/cli/evidence/readPackage';
import type { Host } from '../../src-shared/host/host';
import type { MemoryFile } from '../../src-shared/host/memoryHost';
import { pointerText } from '../pointerText';
import { hostOf } from '../repro/memory';
import { manifestOf, SPEC } from '../repro/reproduce/world';
import { RUN_FILES, scriptText } from '../runs/verify/verifyWorld';
import { kyn, parseJsonOutput, sha256 } from './cliEnvironment';

type Files = Record<string, MemoryFile>;

async function packaged(files: Files = RUN_FILES, run = 'run_manifest.json'): Promise<Files> {
  const made = await kyn({ data: true, files }, 'evidence', run, '-o', 'package', '--with-data');
  return Object.fromEntries([...made.files].filter(([path]) => path.startsWith('/w/package/')));
}

let good: Files = {};
beforeAll(async () => {
  good = await packaged();
});

async function verify(files: Files): Promise<{ code: number; states: Record<string, string>; details: string }> {
  const result = await kyn({ data: true, files }, 'evidence', 'verify', 'package', '--format', 'json');
  expect(result.stderr).toBe('');
  const checks: { name: string; state: string; detail: string }[] = parseJsonOutput(result).checks;
  return {
    code: result.code,
    states: Object.fromEntries(checks.map(({ name, state }) => [name, state])),
    details: checks.map(({ detail }) => detail).join('\n'),
  };
}

// A package whose maker changed a part and computed the checksums again.
function remade(files: Files, name: string, text: string): Files {
  const sums = String(files['/w/package/SHA256SUMS']).replace(
    new RegExp(`^[0-9a-f]{64}  ${name}$`, 'm'),
    `${sha256(text)}  ${name}`,
  );
  return { ...files, [`/w/package/${name}`]: text, '/w/package/SHA256SUMS': sums };
}

const CONFIRMED = {
  checksums: 'confirmed',
  files: 'confirmed',
  config_hash: 'confirmed',
  data_hash: 'confirmed',
  script: 'confirmed',
  signature: 'unknown',
  verdict: 'unknown',
};

test('an unchanged package is confirmed, except for its verdict', async () => {
  expect(await verify(good)).toMatchObject({ code: 0, states: CONFIRMED });
  const text = await kyn({ data: true, files: good }, 'evidence', 'verify', 'package');
  expect(text.stdout).toContain('package: 5 confirmed, 2 unknown\n');
  expect(text.stdout).toContain('All 11 files have their checksum.');
});

test('a file without a checksum is not read: it may be very large', async () => {
  const hashed: string[] = [];
  const memory = hostOf({ ...good, '/w/package/large': 'x' });
  const hashFile: Host['hashFile'] = (path, options) => {
    hashed.push(path);
    return memory.hashFile(path, options);
  };
  const read = await readPackage({ ...memory, hashFile }, '/w/package', 'package');
  expect(typeof read === 'string' || [...read.files.hashes.keys()].includes('large')).toBe(true);
  expect(hashed).toContain('/w/package/README.md');
  expect(hashed).not.toContain('/w/package/large');
});

test.each([
  ['\ufeff', '', 'starts with a byte order mark'],
  ['<<<<<<< a\n', '=======\n>>>>>>> b\n', 'contains a merge conflict'],
])('a text behind %j is named as what it is', async (before, after, message) => {
  for (const name of ['SHA256SUMS', 'evidence.json']) {
    const files = { ...good, [`/w/package/${name}`]: `${before}${good[`/w/package/${name}`]}${after}` };
    const { code, stderr } = await kyn({ data: true, files }, 'evidence', 'verify', 'package');
    expect(code).toBe(2);
    expect(stderr).toContain(`package cannot be checked. ${name} ${message}`);
  }
});

test.each([
  [(text: string) => text.replaceAll('\n', '\r\n'), 'has the line ends of Windows'],
  [() => pointerText(), 'is a Git LFS pointer'],
])('checksums that were converted, or are not there, are named as what they are %#', async (change, message) => {
  const files = { ...good, '/w/package/SHA256SUMS': change(String(good['/w/package/SHA256SUMS'])) };
  const { code, stderr } = await kyn({ data: true, files }, 'evidence', 'verify', 'package');
  expect(code).toBe(2);
  expect(stderr).toContain(`package cannot be checked. SHA256SUMS ${message}`);
});

test('allowed signers in UTF-16, as PowerShell writes them, are not taken for none', async () => {
  const files = { ...good, '/w/signers': Buffer.from('\ufeffann ssh-ed25519 AAAA\n', 'utf16le') };
  const run = await kyn({ data: true, files }, 'evidence', 'verify', 'package', '--allowed-signers', 'signers');
  expect(run).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('signers cannot be used: ') });
});

describe('a package is contradicted', () => {
  test.each([
    ['evidence.json', '"configHash": "', 'config_hash', 'another CONFIG_HASH'],
    ['evidence.json', '"dataHash": "', 'data_hash', 'another SHA-256 of the data'],
    ['data.json', '"recorded": "', 'data_hash', 'another SHA-256 of the data'],
    ['environment.json', '"python": "', 'environment', 'another environment'],
  ])('where %s states something else than the run: %s', async (name, key, check, message) => {
    const text = String(good[`/w/package/${name}`]);
    expect(text).toContain(key);
    const { code, states, details } = await verify(remade(good, name, text.replace(key, `${key}0`)));
    expect([code, states[check], states.checksums]).toEqual([1, 'contradicted', 'confirmed']);
    expect(details).toContain(`${name} states ${message} than the file of the run.`);
  });

  test.each(['README.md', 'spec/spec.kyn', 'run/run_manifest.json', 'verdict.json'])(
    'where %s was changed',
    async name => {
      const path = `/w/package/${name}`;
      const text = `${good[path]} `;
      const { code, states, details } = await verify({ ...good, [path]: text });
      expect({ code, checksums: states.checksums }).toEqual({ code: 1, checksums: 'contradicted' });
      expect(details).toContain(`These files do not have their checksum: ${name}.`);
    },
  );

  test('where a file is missing', async () => {
    const { '/w/package/environment.json': _, ...files } = good;
    const { code, details } = await verify(files);
    expect(code).toBe(1);
    expect(details).toContain('These files are missing: environment.json.');
  });

  test('where a file was added', async () => {
    const { code, states, details } = await verify({ ...good, '/w/package/spec/other.kyn': '' });
    expect({ code, files: states.files }).toEqual({ code: 1, files: 'contradicted' });
    expect(details).toContain('so they were added: spec/other.kyn.');
  });

  test('where it has a link', async () => {
    const { code, details } = await verify({ ...good, '/w/package/spec/x': { brokenLink: '/etc/passwd' } });
    expect(code).toBe(1);
    expect(details).toContain('These are links or no files: spec/x.');
  });

  test('where the spec, the data or the script is another one, although its checksum is right', async () => {
    const spec = await verify(remade(good, 'spec/spec.kyn', SPEC.replace('0.01', '0.02')));
    expect(spec).toMatchObject({ code: 1, states: { ...CONFIRMED, config_hash: 'contradicted' } });
    const data = await verify(remade(good, 'data/houses.csv', 'area,price\n9,9\n'));
    expect(data).toMatchObject({ code: 1, states: { ...CONFIRMED, data_hash: 'contradicted' } });
    const script = scriptText(SPEC.replace('0.01', '0.02'));
    const other = await verify(remade(good, 'script/train_spec.py', script));
    expect(other).toMatchObject({ code: 1, states: { ...CONFIRMED, script: 'contradicted' } });
  });

  test('where the file of the run is another file', async () => {
    const { code, states } = await verify(remade(good, 'run/run_manifest.json', '{}'));
    expect({ code, run: states.run }).toEqual({ code: 1, run: 'contradicted' });
  });

  test('where kyn verify contradicted the run', async () => {
    const { code, states } = await verify(await packaged({ ...RUN_FILES, '/w/data/houses.csv': 'a\n9\n' }));
    expect({ code, verdict: states.verdict }).toEqual({ code: 1, verdict: 'contradicted' });
    expect(states.data_hash).toBe('unknown');
  });

  test('where kyn verify contradicted the run, and the index states another verdict', async () => {
    const bad = await packaged({ ...RUN_FILES, '/w/data/houses.csv': 'a\n9\n' });
    const index = String(bad['/w/package/evidence.json']).replace('"contradicted"', '"confirmed"');
    const { code, states } = await verify(remade(bad, 'evidence.json', index));
    expect({ code, verdict: states.verdict }).toEqual({ code: 1, verdict: 'contradicted' });
    expect(states.checksums).toBe('confirmed');
  });
});

test('an entry of a sweep is compared with its own record', async () => {
  const other = SPEC.replace('0.01', '0.02');
  const sweep = JSON.stringify([other, SPEC].map(spec => ({ combo: {}, exit_code: 0, manifest: manifestOf(spec) })));
  const files = { '/w/spec.kyn': SPEC, '/w/sweep_results.json': sweep };
  expect(await verify(await packaged(files, 'sweep_results.json#1'))).toMatchObject({
    code: 0,
    states: { checksums: 'confirmed', config_hash: 'confirmed', script: 'unknown' },
  });
});

test('what the index names outside of the package is not read', async () => {
  const index = String(good['/w/package/evidence.json']).replace('spec/spec.kyn', '../spec.kyn');
  const result = await verify({ ...remade(good, 'evidence.json', index), '/w/spec.kyn': SPEC });
  expect(result).toMatchObject({ code: 1, states: { config_hash: 'contradicted' } });
});

test.each<[string, (files: Files) => Files, string]>([
  ['an empty place', () => ({ '/w/x': '' }), 'package cannot be read: '],
  [
    'the folder around a package',
    () => ({ '/w/package/house/SHA256SUMS': '' }),
    'is not a package: it has no file SHA256SUMS. Its folder house has one. Check that folder.',
  ],
  ['a folder without checksums', () => ({ '/w/package/x': '' }), 'is not a package: it has no file SHA256SUMS.'],
  [
    'broken checksums',
    files => ({ ...files, '/w/package/SHA256SUMS': 'x\n' }),
    'Line 1 of SHA256SUMS is not a checksum.',
  ],
  [
    'a path out of the package',
    files => ({ ...files, '/w/package/SHA256SUMS': `${'a'.repeat(64)}  ../x\n` }),
    'names a path',
  ],
  [
    'another index',
    files => ({ ...files, '/w/package/evidence.json': '{}' }),
    'it has no evidence.json that this version',
  ],
])('%s is not a package', async (_, change, message) => {
  const result = await kyn({ data: true, files: change(good) }, 'evidence', 'verify', 'package');
  expect(result.code).toBe(2);
  expect(result.stderr).toContain(message);
});

test('a package without a signature is contradicted where the user names signers', async () => {
  const args = ['evidence', 'verify', 'package', '--format', 'json', '--allowed-signers'];
  const result = await kyn({ data: true, files: { ...good, '/w/signers': '' } }, ...args, 'signers');
  expect(result.code).toBe(1);
  expect(parseJsonOutput(result).checks).toContainEqual(
    expect.objectContaining({ name: 'signature', state: 'contradicted' }),
  );
  const missing = await kyn({ data: true, files: good }, ...args, 'signers');
  expect(missing).toMatchObject({ code: 2, stderr: 'kyn: signers is not a file.\n' });
});
