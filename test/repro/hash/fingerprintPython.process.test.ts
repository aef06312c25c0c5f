// Fingerprints against Python: the same texts, files, configurations and fingerprints go through Python's own json and hashlib and the rules of the
// document (seed document 003), written down in Python for this test. No difference is allowed.

import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { canonicalJson } from '../../../src-shared/repro/hash/canonicalJson';
import { compareFingerprints, fingerprintShort } from '../../../src-shared/repro/hash/compareFingerprints';
import { fingerprintEval } from '../../../src-shared/repro/hash/evalFingerprint';
import { fileChecksum, fingerprintSession, hashStr, pythonPath } from '../../../src-shared/repro/hash/fingerprint';
import { type JsonNode, parseJson } from '../../../src-shared/text/jsonText';
import { SEED } from '../../cases';
import { Chance, randomFrom } from '../../kyn/mutate';
import { nodeHost } from '../../nodeHost';
import { askPython } from '../../python/askPython';

const chance = new Chance(randomFrom(SEED));
const folder = mkdtempSync(join(tmpdir(), 'kyn-fingerprint-'));
afterAll(() => rmSync(folder, { recursive: true }));

const COUNTS = { texts: 12_000, numbers: 6_000, sessions: 2_000, evals: 2_000, files: 300, pairs: 2_000 };

const times = <T>(n: number, make: () => T): T[] => Array.from({ length: n }, make);
const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');
const chars = [
  ...'aAzZ09 ._-/"\\\b\f\n\r\t\u0000\u001f\u007f\u0080é߿ࠀ￿😀𐀀',
  '\ud800',
  '\udc00',
  '\udfff',
  '\u2028',
  '\ue000',
];
const word = (most = 6): string => times(chance.below(most), () => chance.of(chars)).join('');
// Text without halves of characters, which cannot be encoded.
const whole = (most = 6): string => word(most).replace(/[\ud800-\udfff]/g, '');
const digits = (n: number): string => times(n, () => String(chance.below(10))).join('');

function double(): string {
  const view = new DataView(new ArrayBuffer(8));
  view.setUint32(0, chance.below(2 ** 32));
  view.setUint32(4, chance.below(2 ** 32));
  const value = view.getFloat64(0);
  return Number.isFinite(value) ? value.toExponential() : '1e5';
}

const NUMBERS: readonly (() => string)[] = [
  () => String(chance.below(1000)),
  () => `-${chance.below(3)}`,
  () => `${1 + chance.below(9)}${digits(chance.below(60))}`,
  () => `${chance.of(['', '-'])}${chance.below(10)}.${digits(1 + chance.below(20))}`,
  () =>
    `${chance.of(['', '-'])}${chance.below(10)}${chance.of(['', `.${digits(1 + chance.below(18))}`])}${chance.of(['e', 'E'])}${chance.of(['', '+', '-'])}${chance.below(chance.of([4, 20, 330, 5000]))}`,
  () => `${chance.below(2)}.${'0'.repeat(chance.below(8))}${digits(2)}`,
  () => `${1 + chance.below(9)}${digits(chance.below(24))}.0`,
  double,
  () =>
    chance.of([
      '-0',
      '-0.0',
      '0e5',
      '-0E-3',
      '1e400',
      '-1e400',
      'NaN',
      'Infinity',
      '-Infinity',
      '1e16',
      '1E-7',
      '9007199254740993.0',
      '5e-324',
      '1.7976931348623157e308',
      '1e22',
      '1e23',
      '123456789012345680.0',
      '0.0001',
      '0.00001',
    ]),
];
const number = (): string => chance.of(NUMBERS)();
const blank = (): string => (chance.below(5) === 0 ? chance.of([' ', '\n', '\t', '\r\n ']) : '');

// A string with or without escapes.
function quoted(text: string): string {
  const escaped = [...JSON.stringify(text).slice(1, -1)].join('');
  const hex = (c: string): string => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return chance.below(3) > 0
    ? `"${escaped}"`
    : `"${text
        .split('')
        .map(c => chance.of([hex(c), hex(c).toUpperCase().replace('\\U', '\\u')]))
        .join('')}"`;
}

function json(depth: number): string {
  const list = (make: () => string): string => times(chance.below(5), () => blank() + make() + blank()).join(',');
  switch (chance.below(depth > 0 ? 8 : 5)) {
    case 0:
      return chance.of(['true', 'false', 'null']);
    case 1:
    case 2:
      return number();
    case 3:
    case 4:
      return quoted(word());
    case 5:
      return `[${list(() => json(depth - 1))}]`;
    default:
      return `{${list(() => `${quoted(word(3))}${blank()}:${json(depth - 1)}`)}}`;
  }
}

const nested = (depth: number): string =>
  chance.below(2) === 0
    ? `${'['.repeat(depth)}1.50${']'.repeat(depth)}`
    : `${'{"a":'.repeat(depth)}-0${'}'.repeat(depth)}`;
const texts = [...times(COUNTS.texts - 2, () => json(4)), nested(500), `[${'9'.repeat(10_000)}]`];

const git = () => ({ sha: chance.of(['unknown', 'def45678', '00000000']), dirty: chance.below(2) === 1 });
const sessions = times(COUNTS.sessions, () => ({
  model: whole(),
  env: whole(),
  tools: times(chance.below(5), () => whole(4)),
  prompt: chance.of([null, '', whole(20)]),
  git: git(),
}));

const files = times(COUNTS.files, () => {
  const size = chance.of([0, 1, 100, 1024 * 1024 - 1, 1024 * 1024, 1024 * 1024 + 1, 1024 * 1024 + 5000]);
  return { size, byte: chance.below(256), missing: chance.below(10) === 0 };
}).map(({ size, byte, missing }, i) => {
  const path = join(folder, `${i}.bin`);
  if (!missing)
    writeFileSync(
      path,
      Buffer.alloc(i % 50 === 0 ? size : Math.min(size, 3000), byte).fill(i & 255, 0, Math.min(size, 10)),
    );
  return missing && i % 2 === 0 ? folder : path;
});

const name = (): { module: string; qualname: string; name: string } => {
  const own = chance.of(['score', '<lambda>', 'f', 'f', 'f', 'g']);
  return {
    module: chance.of(['', 'evals.gsm8k', 'm']),
    qualname: chance.of([own, `Outer.${own}`, `f.<locals>.${own}`]),
    name: own,
  };
};
const evals = times(COUNTS.evals, () => ({
  endpoint: `{"provider":${quoted(whole())},"model":${quoted(whole())}${chance.of(['', `,"api_key":${quoted(whole())}`])}${chance.of(['', `,"temperature":${number()}`])}${chance.of(['', `,"extra":${json(2)}`])}}`,
  // The newer form has the type of a scorer instead of a function, and hashes extra_config.
  scorer: chance.of([null, 'evals.gsm8k.Scorer', 'm.Scorer']),
  extra_config: chance.of(['null', '{}', `{"shots":${number()}}`, `{${quoted(whole())}:${json(2)}}`]),
  score_fn: name(),
  prepare_messages: name(),
  environment_factory: chance.of([null, name()]),
  handle_stop: chance.of([null, name()]),
  inRunConfig: chance.below(2) === 1,
  max_samples: chance.of(['null', '10', '0', '1e3']),
  tools: chance.of([null, [], ['b', 'a'], ['é']]),
  dataset: chance.of([null, chance.of(files), chance.of(files).replace('/kyn', '//./kyn'), `${chance.of(files)}/`]),
  git: git(),
}));

const side = (): string =>
  `{${[`"config_hash":${chance.of(['"a1b2c3d4e5f60718"', '"ffffffffffffffff"', '""', '"😀😀😀😀😀😀😀😀😀"', quoted(whole(12))])}`, `"git_sha":${chance.of(['"def45678"', '"unknown"', '""', 'null', 'true', '"00000000"'])}`, `"git_dirty":${chance.of(['true', 'false', 'null', '""', '"no"', '[]', '{}', '0', '-0.0', '0.5', '[0]'])}`].filter(() => chance.below(5) > 0).join(',')}}`;
const pairs = times(COUNTS.pairs, () => [side(), side()] as const);

// The rules of the document, to the letter; only what comes from outside (git, the configuration's classes) is given.
const RULES = `
import hashlib
from pathlib import Path
if hasattr(sys, "set_int_max_str_digits"):
    sys.set_int_max_str_digits(0)
sys.setrecursionlimit(5000)
def canonical_json(obj):
    return json.dumps(obj, sort_keys=True, separators=(",", ":"), ensure_ascii=True, default=str)
def hash_str(s):
    return hashlib.sha256(s.encode("utf-8")).hexdigest()[:16]
def callable_name(fn, allow_lambda=False):
    module = getattr(fn, "__module__", "")
    qualname = getattr(fn, "__qualname__", getattr(fn, "__name__", repr(fn)))
    name = f"{module}.{qualname}" if module else qualname
    if not allow_lambda and getattr(fn, "__name__", "") == "<lambda>":
        raise ValueError("lambda")
    return name
def file_checksum(path, max_bytes=1024 * 1024):
    try:
        with open(path, "rb") as f:
            content = f.read(max_bytes)
        return hashlib.sha256(content).hexdigest()[:16]
    except (OSError, IOError):
        return "missing"
def short(fp):
    dirty = "*" if fp.get("git_dirty") else ""
    return f"{fp.get('config_hash', '????????')[:8]}@{fp.get('git_sha', 'unknown')}{dirty}"
def function(name):
    if name is None:
        return None
    def fn(): pass
    fn.__module__, fn.__qualname__, fn.__name__ = name["module"], name["qualname"], name["name"]
    return fn
def scorer(name):
    module, qualname = name.rsplit(".", 1)
    return type(qualname, (), {"__module__": module, "__qualname__": qualname})()
def scorer_name(scorer):
    return f"{type(scorer).__module__}.{type(scorer).__qualname__}"
def session(case):
    cfg = {"model": case["model"], "env": case["env"], "tools": sorted(case["tools"])}
    if case["prompt"]:
        cfg["system_prompt_hash"] = hash_str(case["prompt"])
    return {"config_hash": hash_str(canonical_json(cfg)), "git_sha": case["git"]["sha"], "git_dirty": case["git"]["dirty"],
            "domain": "session", "model": case["model"], "env": case["env"], "tools": sorted(case["tools"])}
def evaluation(case):
    endpoint = json.loads(case["endpoint"])
    provider, model = endpoint["provider"], endpoint["model"]
    path = Path(case["dataset"]) if case["dataset"] else None
    endpoint.pop("api_key", None)
    cfg = {"endpoint": endpoint}
    try:
        if case["scorer"]:
            cfg["scorer"] = scorer_name(scorer(case["scorer"]))
        else:
            cfg["score_fn"] = callable_name(function(case["score_fn"]))
        cfg["prepare_messages"] = callable_name(function(case["prepare_messages"]))
    except ValueError:
        return None
    if case["environment_factory"]:
        cfg["environment_factory"] = callable_name(function(case["environment_factory"]), allow_lambda=True)
    cfg["max_samples"] = json.loads(case["max_samples"])
    if case["handle_stop"]:
        cfg["handle_stop"] = callable_name(function(case["handle_stop"]), allow_lambda=True)
    if path:
        cfg["dataset_checksum"] = file_checksum(path)
        cfg["dataset_path"] = str(path)
    extra = json.loads(case["extra_config"])
    if case["scorer"] and extra:
        cfg["extra_config"] = extra
    return {"config_hash": hash_str(canonical_json(cfg)), "git_sha": case["git"]["sha"], "git_dirty": case["git"]["dirty"],
            "domain": "eval", "endpoint_summary": f"{provider}/{model}", "tools": case["tools"] or [],
            "dataset_path": str(path) if path else None}
def pair(a, b):
    a, b = json.loads(a), json.loads(b)
    return [a.get("config_hash") == b.get("config_hash"), a.get("git_sha") == b.get("git_sha"), short(a), short(b)]
def canonical(text):
    out = canonical_json(json.loads(text))
    return [out, hash_str(out)]
output = {
    "texts": [canonical(t) for t in input["texts"]],
    "numbers": [canonical(t)[0] for t in input["numbers"]],
    "sessions": [session(c) for c in input["sessions"]],
    "evals": [evaluation(c) for c in input["evals"]],
    "files": [file_checksum(p) for p in input["files"]],
    "pairs": [pair(*p) for p in input["pairs"]],
}
`;

interface Answers {
  readonly texts: readonly (readonly [string, string])[];
  readonly numbers: readonly string[];
  readonly sessions: readonly unknown[];
  readonly evals: readonly unknown[];
  readonly files: readonly string[];
  readonly pairs: readonly unknown[];
}

const node = (text: string): JsonNode => {
  const { value, problem } = parseJson(text);
  if (!value) throw new Error(`${problem?.fault}: ${text}`);
  return value;
};

// The name that a program records for a function; a lambda has one only where its identity does not matter.
const callableName = (
  { module, qualname, name }: { readonly module: string; readonly qualname: string; readonly name: string },
  allowLambda = false,
): string | undefined =>
  name === '<lambda>' && !allowLambda ? undefined : module === '' ? qualname : `${module}.${qualname}`;

// The configuration as JSON, functions by their recorded names; undefined where a function has none.
function configOf(c: (typeof evals)[number]): string | undefined {
  const [score, prepare] = [c.scorer ?? callableName(c.score_fn), callableName(c.prepare_messages)];
  if (score === undefined || prepare === undefined) return undefined;
  const optional = (key: string, of: typeof c.handle_stop): string =>
    of ? `,"${key}":${JSON.stringify(callableName(of, true))}` : '';
  const stop = optional('handle_stop', c.handle_stop);
  const where = c.inRunConfig && stop ? `,"run_config":{${stop.slice(1)}}` : stop;
  return `{"endpoint":${c.endpoint},"${c.scorer ? 'scorer' : 'score_fn'}":${JSON.stringify(score)},"extra_config":${c.extra_config},"prepare_messages":${JSON.stringify(prepare)}${optional('environment_factory', c.environment_factory)}${where},"max_samples":${c.max_samples},"tools":${JSON.stringify(c.tools)}}`;
}

function evalOf(c: (typeof evals)[number]): unknown {
  const config = configOf(c);
  if (config === undefined) return null;
  const dataset = c.dataset
    ? { path: pythonPath(c.dataset), checksum: fileChecksum(nodeHost, pythonPath(c.dataset)) }
    : undefined;
  const result = fingerprintEval(node(config), { git: c.git, ...(dataset && { dataset }) }, sha256);
  if (!result.ok) throw new Error(result.problem);
  return result.fingerprint;
}

function pairOf([a, b]: readonly [string, string]): unknown {
  const [x, y] = [node(a), node(b)];
  const { same_config, same_code } = compareFingerprints(x, y);
  return [same_config, same_code, fingerprintShort(x), fingerprintShort(y)];
}

test('Python finds no difference', { timeout: 180_000 }, context => {
  const numbers = times(COUNTS.numbers, number);
  const answers = askPython<Answers>(context, RULES, { texts, numbers, sessions, evals, files, pairs });
  const why = (i: number, what: unknown): string => `seed ${SEED}, case ${i}: ${JSON.stringify(what).slice(0, 500)}`;
  for (const [i, text] of texts.entries()) {
    const own = canonicalJson(node(text));
    expect([own, hashStr(own, sha256)], why(i, text)).toEqual(answers.texts[i]);
  }
  for (const [i, token] of numbers.entries())
    expect(canonicalJson(node(token)), why(i, token)).toBe(answers.numbers[i]);
  for (const [i, c] of sessions.entries()) {
    const own = fingerprintSession(
      { model: c.model, env: c.env, tools: c.tools, ...(c.prompt !== null && { systemPrompt: c.prompt }) },
      c.git,
      sha256,
    );
    // As text, so that the order of the keys counts.
    expect(JSON.stringify(own), why(i, c)).toBe(JSON.stringify(answers.sessions[i]));
  }
  for (const [i, c] of evals.entries())
    expect(JSON.stringify(evalOf(c)), why(i, c)).toBe(JSON.stringify(answers.evals[i]));
  for (const [i, path] of files.entries()) expect(fileChecksum(nodeHost, path), why(i, path)).toBe(answers.files[i]);
  for (const [i, both] of pairs.entries()) expect(pairOf(both), why(i, both)).toEqual(answers.pairs[i]);
  const count = texts.length + numbers.length + sessions.length + evals.length + files.length + pairs.length;
  expect(count).toBeGreaterThanOrEqual(20_000);
  console.log(`Fingerprints: ${count.toLocaleString('en-US')} cases compared with Python, seed ${SEED}.`);
});
