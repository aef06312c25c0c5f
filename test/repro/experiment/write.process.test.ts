// The text of an experiment manifest equals what Python writes for the same input, byte for byte: json.dump(indent=2, sort_keys=True) and a newline.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { experimentText } from '../../../src-shared/repro/experiment/experiment';
import { type JsonNode, parseJson } from '../../../src-shared/text/jsonText';
import { caseCount, SEED } from '../../cases';
import { askPython } from '../../python/askPython';

const CASES = caseCount(3000);
const seed = SEED;

// `build_manifest` and `write_manifest` as their document has them; git, the interpreter and the clock are given.
const ORIGINAL = `
import io
from datetime import datetime, timedelta, UTC
if hasattr(sys, "set_int_max_str_digits"):
    sys.set_int_max_str_digits(0)
def written(case):
    now = (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=case["now"])).isoformat()
    sha = case["git"]["sha"]
    manifest = {
        "manifest_schema_version": 1,
        "experiment_id": case["id"] if case["id"] is not None else f"{now}_{sha[:8]}",
        "timestamp_utc": now,
        "git": dict(case["git"]),
        "env": dict(case["env"]),
        "params": dict(json.loads(case["params"])),
        "data_provenance": dict(json.loads(case["provenance"])),
        "pytyche": {},
    }
    handle = io.StringIO(newline="")
    json.dump(manifest, handle, indent=2, sort_keys=True)
    handle.write("\\n")
    return handle.getvalue()
output = [written(case) for case in input]
`;

const character = fc.oneof(
  fc.integer({ min: 0, max: 0x17f }).map(c => String.fromCodePoint(c)),
  fc.constantFrom(
    '\u007f',
    '\u2028',
    '\ufeff',
    '漢',
    '😀',
    '\ud800',
    '\udfff',
    '\ue000',
    '\uffff',
    '\u{10ffff}',
    '"',
    '\\',
  ),
);
const word = fc.string({ unit: character, maxLength: 6 });
const quoted = word.map(text => JSON.stringify(text));
const number = fc.oneof(
  fc.constantFrom('-0', '-0.0', '7.0', '1e3', '1E-7', '1e16', '1e400', '-1e400', 'NaN', '-Infinity', '5e-324', '0.010'),
  fc.bigInt().map(String),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
);
const pairs = (key: fc.Arbitrary<string>, value: fc.Arbitrary<string>) =>
  fc
    .array(fc.tuple(key, value), { maxLength: 5 })
    .map(list => `{${list.map(([k, v]) => `${k} : ${v}`).join(',\r\n\t')}}`);
const { json } = fc.letrec<{ json: string }>(self => ({
  json: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    number,
    quoted,
    fc.constantFrom('true', 'false', 'null', '[]', '{}', '""'),
    fc.array(self('json'), { maxLength: 4 }).map(items => `[ ${items.join(' , ')} ]`),
    pairs(quoted, self('json')),
  ),
}));
const hash = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 });
const provenance = fc.oneof(
  fc.bigInt({ min: -(2n ** 300n), max: 2n ** 300n }).map(n => `{"kind": "synthetic", "seed": ${n}}`),
  fc
    .array(fc.tuple(quoted, hash), { minLength: 1, maxLength: 4 })
    .map(list => `{"kind":"external","hashes":{${list.map(([name, value]) => `${name}:"${value}"`).join(',')}}}`),
);
const manifest = fc.record({
  git: fc.record({ sha: hash.map(h => h.slice(0, 40)), dirty: fc.boolean(), branch: word }),
  env: fc.record({ python: word, platform: word }),
  // Whole seconds have no microseconds, and there are years of less than four digits.
  now: fc.oneof(
    fc.integer({ min: -62_135_596_800, max: 253_402_300_799 }).map(seconds => seconds * 1000),
    fc.integer({ min: 0, max: 4_102_444_800_000 }),
  ),
  params: pairs(quoted, json),
  provenance,
  id: fc.option(word),
});

const node = (text: string): JsonNode => {
  const { value, problem } = parseJson(text);
  if (!value) throw new Error(`${problem?.fault}: ${text}`);
  return value;
};

type Sampled = typeof manifest extends fc.Arbitrary<infer T> ? T : never;

const ours = (one: Sampled): string => {
  const { id, now, git, env } = one;
  const parts = { git, env, now: new Date(now), params: node(one.params), provenance: node(one.provenance) };
  const made = experimentText({ ...parts, ...(id !== null && { id }) });
  return 'text' in made ? made.text : made.problem;
};

test('is what Python writes', { timeout: 120_000 }, context => {
  const cases = fc.sample(manifest, { numRuns: CASES, seed });
  const theirs = askPython<string[]>(context, ORIGINAL, cases);
  for (const [at, one] of cases.entries()) expect(ours(one), `seed ${seed}, case ${at}`).toBe(theirs[at]);
  console.log(`${cases.length} manifests written by Python and by us are the same, byte by byte, seed ${seed}`);
});
