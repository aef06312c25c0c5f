// The validator of experiment manifests: its first problem has the text of the original. Random manifests are compared with Python.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pytycheProblems } from '../../../src-shared/artifacts/experimentForm';
import { pythonNumber } from '../../../src-shared/python/number';
import { pythonRepr } from '../../../src-shared/python/repr';
import { parseJson } from '../../../src-shared/text/jsonText';
import { oneLine } from '../../../src-shared/text/oneLine';
import { caseCount, SEED } from '../../cases';
import { askPython } from '../../python/askPython';

const CASES = caseCount(6000);
const seed = SEED;

// The rules of the original as its document has them, for comparison only.
const ORIGINAL = `
REQUIRED = {"manifest_schema_version", "experiment_id", "timestamp_utc", "git", "env", "params", "data_provenance"}
def provenance(p):
    if not isinstance(p, dict):
        return "data_provenance must be a dict with a 'kind' discriminator; got " + type(p).__name__
    kind = p.get("kind")
    if kind is None:
        return "data_provenance missing required 'kind' discriminator (expected one of: 'synthetic', 'external')"
    if kind == "synthetic":
        if "seed" not in p:
            return "data_provenance kind='synthetic' requires a 'seed' field"
        if not isinstance(p["seed"], int) or isinstance(p["seed"], bool):
            return "data_provenance.seed must be an int for kind='synthetic'"
    elif kind == "external":
        hashes = p.get("hashes")
        if not isinstance(hashes, dict):
            return "data_provenance kind='external' requires a 'hashes' dict"
        if not hashes:
            return "data_provenance kind='external' requires a non-empty 'hashes' map (at least one artifact hash)"
    else:
        return f"data_provenance has unknown 'kind' value {kind!r}; expected 'synthetic' or 'external'"
    return None
def problem(m):
    if not isinstance(m, dict):
        return "manifest must be a dict, got " + type(m).__name__
    missing = sorted(REQUIRED - m.keys())
    if missing:
        return "manifest missing required fields: " + ", ".join(missing)
    foreign = sorted(set(m.keys()) - REQUIRED - {"pytyche"})
    if foreign:
        return "manifest has unexpected top-level keys (foreign keys not permitted; extension content must live under the reserved 'pytyche' key): " + ", ".join(foreign)
    return provenance(m["data_provenance"])
`;

const FIELDS = ['manifest_schema_version', 'experiment_id', 'timestamp_utc', 'git', 'env', 'params', 'data_provenance'];
const number = fc.oneof(
  fc.constantFrom(
    '0',
    '-0',
    '7.0',
    '1e3',
    '1E-7',
    '-0.0',
    '1e400',
    '-1e400',
    'NaN',
    'Infinity',
    '-Infinity',
    '1e16',
    '123456789012345680',
  ),
  fc.bigInt().map(String),
  fc.double().map(d => JSON.stringify(d) ?? 'NaN'),
);
// Characters of every class, but none that a newer Unicode assigned: there Node and Python may differ in what can be printed.
const character = fc.oneof(
  fc.integer({ min: 0, max: 0x17f }).map(c => String.fromCodePoint(c)),
  fc.constantFrom(
    '\u2028',
    '\u200b',
    '\ufeff',
    '漢',
    'я',
    '😀',
    '\ud800',
    '\udc00',
    '\ue000',
    '\uffff',
    '\u{10ffff}',
    "'",
    '"',
    '\\',
  ),
);
const word = fc.string({ unit: character, maxLength: 8 }).map(s => JSON.stringify(s));
const scalar = fc.oneof(
  number,
  word,
  fc.constantFrom('true', 'false', 'null', '"synthetic"', '"external"', '{}', '[]'),
);
const pairs = (keys: fc.Arbitrary<string>, value: fc.Arbitrary<string>, maxLength = 6) =>
  fc.array(fc.tuple(keys, value), { maxLength }).map(list => `{${list.map(([k, v]) => `${k}: ${v}`).join(', ')}}`);
const key = (...names: string[]) => fc.constantFrom(...names.map(n => JSON.stringify(n)));
const provenance = fc.oneof(
  scalar,
  pairs(fc.oneof(key('kind', 'seed', 'hashes'), word), fc.oneof(scalar, pairs(word, scalar, 2))),
  pairs(key('kind'), scalar).chain(kind =>
    scalar.map(s => `${kind.slice(0, -1)}${kind === '{}' ? '' : ', '}"seed": ${s}}`),
  ),
);
const manifest = fc.oneof(
  {
    weight: 1,
    arbitrary: fc.oneof(
      scalar,
      fc.array(scalar).map(a => `[${a}]`),
    ),
  },
  {
    weight: 8,
    arbitrary: fc
      .tuple(fc.subarray(FIELDS, { minLength: 5 }), provenance, pairs(fc.oneof(word, key('pytyche')), scalar, 2))
      .map(([fields, p, more]) => {
        const own = fields.map(f => `${JSON.stringify(f)}: ${f === 'data_provenance' ? p : '1'}`);
        return `{${[...own, more.slice(1, -1)].filter(Boolean).join(', ')}}`;
      }),
  },
  {
    weight: 8,
    arbitrary: provenance.map(
      p => `{${FIELDS.map(f => `${JSON.stringify(f)}: ${f === 'data_provenance' ? p : '1'}`).join(', ')}}`,
    ),
  },
);

const ours = (text: string): string | null => {
  const { value } = parseJson(text);
  return value ? (pytycheProblems(value)[0]?.message ?? null) : 'unreadable';
};

describe('the first problem', () => {
  test('is that of the original', context => {
    const texts = fc.sample(manifest, { numRuns: CASES, seed });
    const theirs = askPython<(string | null)[]>(
      context,
      `${ORIGINAL}\noutput = [problem(json.loads(t)) for t in input]`,
      texts,
    );
    const kinds = new Set(theirs.map(t => t?.slice(0, 30)));
    console.log(
      `${texts.length} manifests compared with the original's rules in Python, seed ${seed}, ${kinds.size} outcomes`,
    );
    expect(kinds.size).toBeGreaterThan(8);
    // A finding is text for people: what the original quotes is shown without hidden characters.
    expect(texts.map(ours)).toEqual(theirs.map(message => message && oneLine(message)));
  });
});

test('repr() and numbers are those of Python', context => {
  const texts = fc.sample(
    fc.oneof(
      scalar,
      number,
      word,
      pairs(word, scalar),
      fc.array(scalar).map(a => `[${a}]`),
    ),
    { numRuns: CASES, seed },
  );
  const theirs = askPython<[string, string][]>(
    context,
    'output = [[repr(json.loads(t)), json.dumps(json.loads(t))] for t in input]',
    texts,
  );
  console.log(`${texts.length} values compared with repr() and json.dumps() of Python, seed ${seed}`);
  for (const [i, text] of texts.entries()) {
    const node = parseJson(text).value;
    if (!node) throw new Error(text);
    expect(pythonRepr(node), text).toBe(theirs[i]?.[0]);
    if (node.kind === 'number') expect(pythonNumber(node.text), text).toBe(theirs[i]?.[1]);
  }
});
