// The decision of DLM for random pairs of locks, compared with a comparison of the locks and with a transcription of its table in Python.
import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import { type Artifact, readArtifact } from '../../../src-shared/artifacts/read';
import { compare } from '../../../src-shared/repro/compare/compare';
import { decideLock, type LockMode } from '../../../src-shared/repro/dlm/policy';
import type { JsonNode } from '../../../src-shared/text/jsonText';
import { caseCount } from '../../cases';
import { askPython } from '../../python/askPython';
import { random, randomPair, SEED } from './randomLocks';

test('a comparison of two locks is as serious as the decision of DLM', () => {
  const next = random(SEED + 1);
  const worst = { info: 1, allow: 1, warn: 2, error: 3, same: 0 };
  for (let i = 0; i < caseCount(2000); i++) {
    const [a, b] = randomPair(next).map(
      text => readArtifact('dlm.lock', text.replace(/"numpy"/g, '"peft"')) as Artifact,
    );
    if (!a?.root || !b?.root) throw new Error('A random lock is not read.');
    const { values } = compare(a, b);
    const { mismatches } = decideLock(a.root, b.root);
    // DLM does not compare identifiers and lets the document change; a comparison reports both.
    const others = values.filter(v => v.path !== 'dlm_id' && v.path !== 'dlm_sha256');
    const severities = [...others.map(v => worst[v.severity]), 0];
    // DLM ignores times and ids, and the content of a base model that one side does not record.
    const reported = Math.max(...severities) <= 1 ? 0 : Math.max(...severities);
    const decided = Math.max(...mismatches.map(m => (m.severity === 'allow' ? 0 : worst[m.severity])), 0);
    expect(reported, `${JSON.stringify(mismatches)} ${JSON.stringify(values.filter(v => !v.equal))}`).toBe(decided);
  }
});

const PAIRS = caseCount(10_000);

// A transcription of the documented table. Without `packaging`, the regular expression of PEP 440, appendix B, parses versions.
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

test('decides as a transcription of the table in Python does, over random pairs of locks', context => {
  const next = random(SEED);
  const modes: readonly LockMode[] = ['default', 'default', 'default', 'strict', 'update', 'ignore'];
  const cases = Array.from({ length: PAIRS }, () => [...randomPair(next), modes[Math.floor(next() * 6)]] as const);
  const answers = askPython<[string, boolean, Record<string, string>][]>(context, TABLE, cases);
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
