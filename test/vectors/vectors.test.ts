// What Python made of fixed values (generate.py), compared with KynML's own results. Runs without Python.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { pythonNumber } from '../../src-shared/python/number';
import { pythonRepr, pythonType } from '../../src-shared/python/repr';
import { experimentText, type Interpreter } from '../../src-shared/repro/experiment/experiment';
import type { GitState } from '../../src-shared/repro/git/gitInfo';
import { canonicalJson } from '../../src-shared/repro/hash/canonicalJson';
import { fingerprintShort } from '../../src-shared/repro/hash/compareFingerprints';
import { configHash } from '../../src-shared/repro/hash/configHash';
import { type Dataset, fingerprintEval } from '../../src-shared/repro/hash/evalFingerprint';
import { fingerprintSession, type GitInfo, hashStr, pythonPath } from '../../src-shared/repro/hash/fingerprint';
import { type JsonNode, parseJson } from '../../src-shared/text/jsonText';
import { printJson } from '../../src-shared/text/printJson';
import { nodeHost } from '../nodeHost';

const { sha256 } = nodeHost;

const vectors = <T>(name: string): T => JSON.parse(readFileSync(`test/vectors/${name}.json`, 'utf8')) as T;

function node(text: string): JsonNode {
  const { value, problem } = parseJson(text);
  if (!value) throw new Error(`${problem?.fault}: ${text}`);
  return value;
}

type JsonCase = Record<'text' | 'canonical' | 'hash' | 'printed' | 'repr' | 'type', string>;

test.each(vectors<JsonCase[]>('json'))('JSON $text', ({ text, ...expected }) => {
  const root = node(text);
  const canonical = canonicalJson(root);
  expect({
    canonical,
    hash: hashStr(canonical, sha256),
    printed: printJson(root, pythonNumber),
    repr: pythonRepr(root),
    type: pythonType(root),
  }).toEqual(expected);
});

test.each(vectors<{ bytes: string; configHash: string | null }[]>('configHash'))(
  'CONFIG_HASH of the bytes $bytes',
  ({ bytes, configHash: expected }) => {
    const text = nodeHost.decodeUtf8(Buffer.from(bytes, 'hex'));
    expect(text === undefined ? null : configHash(text, sha256)).toBe(expected);
  },
);

interface Fingerprints {
  readonly git: GitInfo;
  readonly hashStr: readonly { text: string; hash: string }[];
  readonly sessions: readonly {
    model: string;
    env: string;
    tools: string[];
    systemPrompt: string | null;
    fingerprint: object;
  }[];
  readonly evals: readonly { config: string; dataset: Dataset | null; fingerprint: object }[];
  readonly short: readonly { fingerprint: string; short: string }[];
  readonly paths: readonly { path: string; str: string }[];
}

const fingerprints = vectors<Fingerprints>('fingerprints');

test.each(fingerprints.hashStr)('the hash of the string $text', ({ text, hash }) => {
  expect(hashStr(text, sha256)).toBe(hash);
});

test.each(fingerprints.sessions)('the fingerprint of a session of $model', ({ systemPrompt, fingerprint, ...rest }) => {
  const config = { ...rest, ...(systemPrompt !== null && { systemPrompt }) };
  // As text, so that the order of the keys counts.
  expect(JSON.stringify(fingerprintSession(config, fingerprints.git, sha256))).toBe(JSON.stringify(fingerprint));
});

test.each(fingerprints.evals)('the fingerprint of the evaluation $config', ({ config, dataset, fingerprint }) => {
  const result = fingerprintEval(node(config), { git: fingerprints.git, ...(dataset && { dataset }) }, sha256);
  expect(result.ok && JSON.stringify(result.fingerprint)).toBe(JSON.stringify(fingerprint));
});

test.each(fingerprints.short)('the short form of $fingerprint', ({ fingerprint, short }) => {
  expect(fingerprintShort(node(fingerprint))).toBe(short);
});

test.each(fingerprints.paths)('the path $path', ({ path, str }) => {
  expect(pythonPath(path)).toBe(str);
});

test.each(vectors<{ lock: string; text: string }[]>('dlmLock'))('the text of the DLM lock $lock', ({ lock, text }) => {
  expect(`${printJson(node(lock))}\n`).toBe(text);
});

interface Manifest {
  readonly now: number;
  readonly id: string | null;
  readonly git: GitState;
  readonly env: Interpreter;
  readonly params: string;
  readonly provenance: string;
  readonly text: string;
}

test.each(vectors<Manifest[]>('experiment'))('the experiment manifest of $now', ({ now, id, git, env, ...rest }) => {
  const parts = { git, env, now: new Date(now), params: node(rest.params), provenance: node(rest.provenance) };
  expect(experimentText({ ...parts, ...(id !== null && { id }) })).toEqual({ text: rest.text });
});

test('there are vectors of every part', () => {
  expect(vectors<unknown[]>('json').length).toBeGreaterThan(50);
  expect(vectors<unknown[]>('configHash').length).toBeGreaterThan(10);
  expect(fingerprints.evals.length).toBeGreaterThan(2);
});
