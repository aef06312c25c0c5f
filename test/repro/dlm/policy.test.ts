// What DLM decides for two locks: every row of its table, every mode. A transcription of the table in Python has the last word, where there is one.
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import { type Artifact, readArtifact } from '../../../src-shared/artifacts/read';
import { compare } from '../../../src-shared/repro/compare/compare';
import { decideLock, type LockMode } from '../../../src-shared/repro/dlm/policy';
import { type JsonNode, parseJson } from '../../../src-shared/text/jsonText';
import { askPython } from '../../text/python';

type Fields = Record<string, unknown>;

const LOCK: Fields = {
  lock_version: 1,
  created_at: '2026-04-19T17:30:00',
  dlm_id: '01HRZYQ2X0MB5K4VN7E9DNT5GH',
  dlm_sha256: '0'.repeat(64),
  base_model_revision: '12fd25f77366fa6b3b4b768ec3050bf629380bac',
  hardware_tier: 'mps',
  seed: 42,
  determinism_class: 'best-effort',
  last_run_id: 3,
};
const LICENSE = {
  accepted_at: '2026-04-19T17:30:00',
  license_url: 'https://example.org/a',
  license_spdx: 'Apache-2.0',
  via: 'cli_flag',
};

const node = (fields: Fields, raw: Readonly<Record<string, string>> = {}): JsonNode => {
  const more = Object.entries(raw).map(([key, text]) => `${JSON.stringify(key)}: ${text}`);
  const text = `{${[JSON.stringify({ ...LOCK, ...fields }).slice(1, -1), ...more].join(', ')}}`;
  return parseJson(text).value as JsonNode;
};
const decide = (prior: Fields, current: Fields, mode: LockMode = 'default') =>
  decideLock(node(prior), node(current), { mode });
const said = (prior: Fields, current: Fields, mode?: LockMode) =>
  decide(prior, current, mode).mismatches.map(m => `${m.severity} ${m.field}`);

describe('each field', () => {
  const torch = (version?: string) => ({ pinned_versions: version === undefined ? {} : { torch: version } });
  test.each<[Fields, Fields, string]>([
    [{}, { dlm_sha256: '1'.repeat(64) }, 'allow dlm_sha256'],
    [{}, { base_model_revision: 'x' }, 'error base_model_revision'],
    [{ base_model_sha256: 'a' }, { base_model_sha256: 'b' }, 'error base_model_sha256'],
    [torch('1.13.1'), torch('2.0.0'), 'error torch'],
    [torch('2.5.1'), torch('2.6.0'), 'warn torch'],
    [torch('2.5.1'), torch('2.5.2'), 'warn torch'],
    [torch('2.5.1+cpu'), torch('2.5.1+cu121'), 'warn torch'],
    [torch(), torch('2.5.1'), 'warn torch'],
    [torch('2.5.1'), torch(), 'warn torch'],
    [torch('2.5.1'), torch('nightly'), 'warn torch'],
    [torch('3'), torch('2.x'), 'warn torch'],
    [torch('v1.0'), torch(' 2.0 '), 'error torch'],
    [torch('\u00a01.0\u001f'), torch('2.0rc1.post2.dev3+x.y'), 'error torch'],
    [torch('\ufeff1.0'), torch('2.0'), 'warn torch'],
    [torch('1!2.5'), torch('2.5'), 'warn torch'],
    [torch('2.5.1'), torch('2.5.1 '), 'warn torch'],
    ...['transformers', 'peft', 'trl', 'accelerate', 'llama_cpp', 'bitsandbytes'].flatMap(
      (name): [Fields, Fields, string][] => [
        [{ pinned_versions: { [name]: '1' } }, { pinned_versions: { [name]: '2' } }, `warn ${name}`],
        [{}, { pinned_versions: { [name]: '2' } }, `warn ${name}`],
        [{ pinned_versions: { [name]: '1' } }, { pinned_versions: {} }, `warn ${name}`],
      ],
    ),
    [{}, { hardware_tier: 'cpu' }, 'warn hardware_tier'],
    [{}, { determinism_class: 'advisory' }, 'warn determinism_class'],
    [{}, { determinism_flags: { a: [1, { b: null }] } }, 'warn determinism_flags'],
    [{ determinism_flags: { a: [1, 2] } }, { determinism_flags: { a: [2, 1] } }, 'warn determinism_flags'],
    [{ determinism_flags: { a: '1' } }, { determinism_flags: { a: 1 } }, 'warn determinism_flags'],
    [{}, { seed: -42 }, 'warn seed'],
    [{}, { cuda_version: '12.1' }, 'warn cuda_version'],
    [{ rocm_version: '6.0' }, { rocm_version: '6.1' }, 'warn rocm_version'],
    [{}, { world_size: 2 }, 'warn world_size'],
    [{}, { license_acceptance: LICENSE }, 'warn license_acceptance'],
    [{ license_acceptance: LICENSE }, { license_acceptance: null }, 'warn license_acceptance'],
    [
      { license_acceptance: LICENSE },
      { license_acceptance: { ...LICENSE, license_spdx: 'MIT', license_url: 'https://example.org/b' } },
      'warn license_acceptance',
    ],
    [
      { license_acceptance: LICENSE },
      { license_acceptance: { ...LICENSE, license_url: 'https://example.org/b' } },
      'warn license_acceptance',
    ],
  ])('%j against %j: %s', (prior, current, expected) => {
    expect(said(prior, current)).toEqual([expected]);
    expect(said(current, prior)).toEqual([expected]);
  });

  test.each<[Fields, Fields]>([
    [{}, { created_at: '2027-01-01', dlm_id: 'other', last_run_id: 4 }],
    [{}, { base_model_sha256: 'a' }],
    [{ base_model_sha256: null }, { base_model_sha256: 'a' }],
    [{ base_model_sha256: null, cuda_version: null, rocm_version: null, license_acceptance: null }, {}],
    [{ pinned_versions: {}, determinism_flags: {}, world_size: 1 }, {}],
    [{ pinned_versions: { numpy: '1' } }, { pinned_versions: { numpy: '2' } }],
    [{ determinism_flags: { a: 1, b: 0, c: [true] } }, { determinism_flags: { c: [1], b: false, a: true } }],
    [
      { license_acceptance: LICENSE },
      { license_acceptance: { ...LICENSE, accepted_at: '2020-01-01', via: 'interactive' } },
    ],
  ])('%j against %j: nothing', (prior, current) => {
    expect(decide(prior, current)).toEqual({ action: 'proceed', shouldWriteLock: true, mismatches: [] });
    expect(decide(current, prior, 'strict')).toEqual({ action: 'proceed', shouldWriteLock: true, mismatches: [] });
  });

  test.each([
    ['1', '1.0', true],
    ['-0', '0.0', true],
    ['9007199254740993', '9007199254740992.0', false],
    ['9007199254740992', '9007199254740993.0', true],
    ['1e400', 'Infinity', true],
    ['NaN', 'NaN', true],
    ['1e-7', '0.0000001', true],
    ['{"x": 1, "x": 2}', '{"x": 2}', true],
    ['100000000000000000000000', '1e23', false],
  ])('flags are compared as Python compares them: %s and %s', (a, b, equal) => {
    const flags = (text: string) => node({}, { determinism_flags: `{"a": ${text}}` });
    expect(decideLock(flags(a), flags(b)).mismatches.length === 0).toBe(equal);
  });

  test('seeds of any size are told apart', () => {
    const seed = (text: string) => node({ seed: undefined }, { seed: text });
    const digits = '9'.repeat(3000);
    expect(decideLock(seed(`${digits}1`), seed(`${digits}2`)).mismatches.map(m => m.field)).toEqual(['seed']);
    expect(decideLock(seed(digits), seed(digits)).mismatches).toEqual([]);
  });
});

describe('modes', () => {
  const warn = { hardware_tier: 'cpu' };
  const error = { ...warn, base_model_revision: 'x' };
  test.each<[Fields | undefined, Fields, LockMode, string, boolean, string[]]>([
    [{}, {}, 'default', 'proceed', true, []],
    [{}, { dlm_sha256: '1'.repeat(64) }, 'default', 'proceed', true, ['allow']],
    [{}, { dlm_sha256: '1'.repeat(64) }, 'strict', 'proceed', true, ['allow']],
    [{}, warn, 'default', 'proceed_with_warnings', true, ['warn']],
    [{}, warn, 'strict', 'abort', false, ['error']],
    [{}, error, 'default', 'abort', false, ['error', 'warn']],
    [{}, error, 'strict', 'abort', false, ['error', 'error']],
    [{}, error, 'update', 'proceed', true, []],
    [{}, error, 'ignore', 'proceed', false, []],
    [undefined, error, 'default', 'proceed', true, []],
    [undefined, error, 'strict', 'proceed', true, []],
    [undefined, error, 'update', 'proceed', true, []],
    [undefined, error, 'ignore', 'proceed', false, []],
  ])('%j against %j in mode %s: %s', (prior, current, mode, action, shouldWriteLock, severities) => {
    const found = decideLock(prior && node(prior), node(current), { mode });
    expect({ ...found, mismatches: found.mismatches.map(m => m.severity) }).toEqual({
      action,
      shouldWriteLock,
      mismatches: severities,
    });
  });
});

test('messages say what differs, what it means and what to do', () => {
  const prior = { base_model_sha256: 'a'.repeat(64), pinned_versions: { torch: '2.5.1' } };
  const current = {
    dlm_sha256: 'f'.repeat(64),
    base_model_sha256: 'b'.repeat(64),
    hardware_tier: 'cpu',
    pinned_versions: { torch: '2.6.0' },
  };
  expect(decide(prior, current).mismatches.map(m => m.message)).toEqual([
    'The document changed (000000000000 → ffffffffffff); this is always allowed. Nothing needs to be done.',
    'The content of the base model differs (aaaaaaaaaaaa → bbbbbbbbbbbb); its revision was rewritten upstream. To accept it, use `--update-lock`. To train without changing the lock, use `--ignore-lock`.',
    'The hardware differs (mps → cpu); results will be close, not equal. Plan the run again for this hardware. `dlm train` continues and records the new value in the lock.',
    'torch 2.5.1 → 2.6.0: minor version, results will be close, not equal. To reproduce the recorded result, install the recorded version. `dlm train` continues and records the new value in the lock.',
  ]);
  expect(decide({}, { seed: 7 }, 'strict').mismatches[0]?.message).toBe(
    'The seed differs (42 → 7); the runs used other random numbers. Set the recorded seed. It is an error because of `--strict-lock`. To accept it, use `--update-lock`.',
  );
});

// Random pairs of locks, made with a seed so that a failure can be had again.
const PAIRS = 10_000;
const SEED = 20_260_419;

function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const VERSIONS =
  '2.5.1|2.5.1 |v2.5.1|V2.6|1!2.5|0!2.5.1|02.5|2|2.5.1+cu121|2.5.1+CPU|2.5.1+a_b|2.5.1+a__b|3.0.0.dev20260101|2.5.1rc1|2.5.1-rc.1|2.5.1_alpha'
    .concat(
      '|2.5.1.post1|2.5.1-1|2.5.1-1-1|2.5.1.post1.dev2+x|nightly||b8816|2.x|.2|2.|2..5|1!!2|!2|2.5.1 dev|2.5.1dev|1e9|٢.5|２.5|-2|+2|2,5|1.13.1|10.0|0.0',
    )
    .split('|')
    .concat(
      '\n2.5.1\t',
      '\u00a02.5.1',
      '\ufeff2.5.1',
      '\u001c1.0\u001f',
      '1.0\u0085',
      '2.5.1\u0000',
      '\u180e2',
      `2${'.1'.repeat(300)}`,
      `${'9'.repeat(400)}.1`,
    );
const FLAGS =
  '1|1.0|true|0|-0|-0.0|false|null|"1"|""|NaN|Infinity|-Infinity|1e400|9007199254740993|9007199254740992.0|1e23|100000000000000000000000|[]|[1,[true]]|[1.0,[1]]|{}|{"x":1,"x":2}|{"x":2}|{"y":1,"x":2}|{"x":2.0,"y":true}|"\\u00e9"|"\\ud83d\\ude00"'.split(
    '|',
  );
const SEEDS = `0|-0|1|42|-42|${'9'.repeat(50)}|${'9'.repeat(49)}8`.split('|');

function randomPair(next: () => number): [string, string] {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
  const some = (chance: number) => next() < chance;
  const string = (list: readonly string[]) => JSON.stringify(pick(list));
  const members = (names: readonly string[], value: () => string) =>
    `{${names
      .filter(() => some(0.4))
      .map(name => `${JSON.stringify(name)}:${value()}`)
      .join(',')}}`;
  const optional = (value: () => string) => (some(0.3) ? undefined : some(0.3) ? 'null' : value());
  const license = () =>
    JSON.stringify({
      ...LICENSE,
      license_spdx: pick(['MIT', 'Apache-2.0']),
      license_url: pick(['a', 'b']),
      via: pick(['interactive', 'frontmatter']),
    });
  const fields: Record<string, () => string | undefined> = {
    created_at: () => string(['2026-04-19T17:30:00', '2026-04-19 17:30Z']),
    dlm_id: () => string(['a', 'b']),
    dlm_sha256: () => string(['0'.repeat(64), '1'.repeat(64)]),
    base_model_revision: () => string(['r', 'r', 'r', 'R']),
    base_model_sha256: () => optional(() => string(['a', 'a', 'b'])),
    pinned_versions: () =>
      some(0.2)
        ? undefined
        : members(
            ['torch', 'torch', 'transformers', 'peft', 'trl', 'bitsandbytes', 'accelerate', 'llama_cpp', 'numpy'],
            () => string(some(0.7) ? VERSIONS.slice(0, 4) : VERSIONS),
          ),
    cuda_version: () => optional(() => string(['12.1', '12.4'])),
    rocm_version: () => optional(() => string(['6.0', '6.1'])),
    hardware_tier: () => string(['cuda-sm80+', 'cuda-sm<80', 'mps', 'cpu', 'rocm']),
    seed: () => pick(SEEDS),
    determinism_flags: () => (some(0.3) ? undefined : members(['a', 'b', 'a'], () => pick(FLAGS))),
    determinism_class: () => string(['strong', 'best-effort', 'advisory']),
    license_acceptance: () => optional(license),
    last_run_id: () => pick(['1', '2']),
    world_size: () => (some(0.5) ? undefined : pick(['1', '2'])),
  };
  const made = Object.entries(fields).map(([name, make]) => [name, make(), make] as const);
  // Most fields agree, so that each alone decides now and then.
  const other = made.map(([name, value, make]) => [name, some(0.12) ? make() : value] as const);
  const text = (list: readonly (readonly [string, string | undefined, ...unknown[]])[]) =>
    `{"lock_version":1,${list.flatMap(([name, value]) => (value === undefined ? [] : [`${JSON.stringify(name)}:${value}`])).join(',')}}`;
  return [text(made), text(other)];
}

test('a comparison of two locks is as serious as the decision of DLM', () => {
  const next = random(SEED + 1);
  const worst = { info: 1, allow: 1, warn: 2, error: 3, same: 0 };
  for (let i = 0; i < 2000; i++) {
    const [a, b] = randomPair(next).map(
      text => readArtifact('dlm.lock', text.replace(/"numpy"/g, '"peft"')) as Artifact,
    );
    if (!a?.root || !b?.root) throw new Error('A random lock is not read.');
    const { values } = compare(a, b);
    const { mismatches } = decideLock(a.root, b.root);
    // DLM compares no identifiers and lets the document change; a comparison tells two documents, or two versions of one, apart.
    const others = values.filter(v => v.path !== 'dlm_id' && v.path !== 'dlm_sha256');
    const severities = [...others.map(v => worst[v.severity]), 0];
    // Times and ids are of no concern to DLM, and a content of the base model that one side lacks is only told.
    const told = Math.max(...severities) <= 1 ? 0 : Math.max(...severities);
    const decided = Math.max(...mismatches.map(m => (m.severity === 'allow' ? 0 : worst[m.severity])), 0);
    expect(told, `${JSON.stringify(mismatches)} ${JSON.stringify(values.filter(v => !v.equal))}`).toBe(decided);
  }
});

// The table of the documents, word by word. Where `packaging` is not installed, the expression of PEP 440's own appendix B takes its place.
const TABLE = String.raw`
import re
try:
    from packaging.version import Version, InvalidVersion
    def major(text):
        try: return Version(text).major
        except InvalidVersion: return None
except ImportError:
    pattern = re.compile(r"""^\s*v?(?:(?:(?P<epoch>[0-9]+)!)?(?P<release>[0-9]+(?:\.[0-9]+)*)
        (?P<pre>[-_\.]?(?P<pre_l>(a|b|c|rc|alpha|beta|pre|preview))[-_\.]?(?P<pre_n>[0-9]+)?)?
        (?P<post>(?:-(?P<post_n1>[0-9]+))|(?:[-_\.]?(?P<post_l>post|rev|r)[-_\.]?(?P<post_n2>[0-9]+)?))?
        (?P<dev>[-_\.]?(?P<dev_l>dev)[-_\.]?(?P<dev_n>[0-9]+)?)?)
        (?:\+(?P<local>[a-z0-9]+(?:[-_\.][a-z0-9]+)*))?\s*$""", re.VERBOSE | re.IGNORECASE)
    def major(text):
        found = pattern.match(text)
        return int(found.group("release").split(".")[0]) if found else None

def torch(a, b):
    if a == b: return None
    if a is None or b is None: return "warn"
    x, y = major(a), major(b)
    return "error" if x is not None and y is not None and x != y else "warn"

def license(a, b):
    if a is None and b is None: return None
    if a is None or b is None: return "warn"
    return "warn" if a["license_spdx"] != b["license_spdx"] or a["license_url"] != b["license_url"] else None

def changed(severity):
    return lambda a, b: None if a == b else severity

def compare(p, c):
    found = {}
    def rule(field, judge, default=None, inside=None):
        a, b = (lock.get(inside, {}) if inside else lock for lock in (p, c))
        severity = judge(a.get(field, default), b.get(field, default))
        if severity: found[field] = severity
    rule("dlm_sha256", changed("allow"))
    rule("base_model_revision", changed("error"))
    rule("base_model_sha256", lambda a, b: None if a is None or b is None or a == b else "error")
    rule("torch", torch, inside="pinned_versions")
    for package in ("transformers", "peft", "trl", "accelerate", "llama_cpp", "bitsandbytes"):
        rule(package, changed("warn"), inside="pinned_versions")
    for field in ("hardware_tier", "determinism_class", "seed", "cuda_version", "rocm_version"):
        rule(field, changed("warn"))
    rule("determinism_flags", changed("warn"), {})
    rule("world_size", changed("warn"), 1)
    rule("license_acceptance", license)
    return found

def decide(p, c, mode):
    if mode == "update": return ["proceed", True, {}]
    if mode == "ignore": return ["proceed", False, {}]
    found = compare(p, c)
    if mode == "strict": found = {f: "error" if s == "warn" else s for f, s in found.items()}
    if "error" in found.values(): return ["abort", False, found]
    return ["proceed_with_warnings" if "warn" in found.values() else "proceed", True, found]

output = [decide(json.loads(p), json.loads(c), mode) for p, c, mode in input]
`;

test('decides as a transcription of the table in Python does, over random pairs of locks', () => {
  const next = random(SEED);
  const modes: readonly LockMode[] = ['default', 'default', 'default', 'strict', 'update', 'ignore'];
  const cases = Array.from({ length: PAIRS }, () => [...randomPair(next), modes[Math.floor(next() * 6)]] as const);
  const answers = askPython<[string, boolean, Record<string, string>][]>(TABLE, cases);
  if (!answers) return;
  console.log(`${cases.length} pairs of locks compared with Python, made with seed ${SEED}.`);
  const seen = new Set<string>();
  const wrong = cases.flatMap(([prior, current, mode = 'default'], i) => {
    const [a, b] = [prior, current].map(text => readArtifact('dlm.lock', text));
    const faults = [...(a?.diagnostics ?? []), ...(b?.diagnostics ?? [])].filter(d => d.severity === 'error');
    const { action, shouldWriteLock, mismatches } = decideLock(a?.root, b?.root as JsonNode, { mode });
    for (const m of mismatches) seen.add(`${m.severity} ${m.field}`);
    const found = [action, shouldWriteLock, Object.fromEntries(mismatches.map(m => [m.field, m.severity]))];
    const same = faults.length === 0 && isDeepStrictEqual(found, answers[i]);
    return same ? [] : [{ prior, current, mode, faults, found, python: answers[i] }];
  });
  expect(wrong).toEqual([]);
  // The pairs reach every row, in the default and in the strict mode.
  expect([...seen].filter(s => s.startsWith('warn'))).toHaveLength(15);
  expect([...seen].filter(s => s.startsWith('error'))).toHaveLength(17);
  expect([...seen].filter(s => s.startsWith('allow'))).toEqual(['allow dlm_sha256']);
});
