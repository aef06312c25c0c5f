// What DLM does with a recorded lock that may be unusable, compared with Python: its json module, and the documented schema, once written down with the
// standard library alone and once as a model of pydantic, which DLM uses.
import { expect, type TestContext, test } from 'vitest';
import { decideLock, type LockMode } from '../../../src-shared/repro/dlm/policy';
import { readLock } from '../../../src-shared/repro/dlm/recordedLock';
import type { JsonNode } from '../../../src-shared/text/jsonText';
import { caseCount } from '../../cases';
import { askPython } from '../../python/askPython';
import { random, randomPair, SEED } from './randomLocks';

const set = (field: string, token: string) => (lock: string) => `${lock.slice(0, -1)},"${field}":${token}}`;
const DIGITS = '7'.repeat(4300);
const LICENSE = (spdx: string, more = '') =>
  `{"accepted_at":"2026-04-19T17:30:00","license_url":"u","license_spdx":${spdx},"via":"cli_flag"${more}}`;

// Each changes a valid lock; of equal keys the last one counts. Most results are unusable.
const CHANGES: readonly ((lock: string) => string)[] = [
  lock => lock,
  lock => `\ufeff${lock}`,
  lock => `\n ${lock}\t\r\n`,
  lock => lock.slice(0, -1),
  lock => `${lock}x`,
  () => '{not json',
  () => '',
  () => '[]',
  () => 'null',
  ...['2', '0', '"1"', 'null', '{}'].map(token => set('lock_version', token)),
  ...['other', 'dlm_ID', 'determinism'].map(key => set(key, '1')),
  ...['""', 'null', '7', '"\\ud800"', '"\\udc00x"', '"\\ud83d\\ude00"', '"\\u0000"'].map(token => set('dlm_id', token)),
  ...['""', '"\\ude00\\ud83d"'].map(token => set('base_model_revision', token)),
  ...['null', '""'].map(token => set('base_model_sha256', token)),
  ...['null', '"12.4"'].flatMap(token => ['cuda_version', 'rocm_version'].map(field => set(field, token))),
  ...['{"torch":1}', '{"sway":"0.3.0"}', 'null', '[]'].map(token => set('pinned_versions', token)),
  ...['{"a":"\\ud800"}', '{"a":{"\\ud800":["\\udc00"]}}', '{}', 'null', '[]'].map(token =>
    set('determinism_flags', token),
  ),
  ...[DIGITS, `-${DIGITS}`, `${DIGITS}7`, `-7${DIGITS}`].map(token => set('seed', token)),
  ...[`{"a":${DIGITS}}`, `{"a":[${DIGITS}7]}`, `{"a":${DIGITS}7.0}`].map(token => set('determinism_flags', token)),
  // Python reads all numbers of a text, also those of an overwritten key.
  lock => lock.replace('"lock_version":1', `"lock_version":1,"seed":7${DIGITS}`),
  ...[LICENSE('"MIT"'), LICENSE('"MIT"', ',"other":1'), LICENSE('"\\ud800"'), LICENSE('""'), 'null', '{}'].map(token =>
    set('license_acceptance', token),
  ),
  ...['"strict"', '"best_effort"', '"loose"', '"strong"'].map(token => set('determinism_class', token)),
  ...['"cuda-sm<80"', '"cuda"', 'null'].map(token => set('hardware_tier', token)),
  ...['"2026-04-19T17:30:00.123456Z"', '"2026-04-19T17:30:00.123456+00:00"', '"yesterday"', 'null'].map(token =>
    set('created_at', token),
  ),
  ...['0', '-1', 'null'].flatMap(token => ['last_run_id', 'world_size'].map(field => set(field, token))),
];

// Strings without a limit of their own: newer versions of pydantic keep half of a surrogate pair in them, older ones reject it.
const LOOSE: typeof CHANGES = [
  set('base_model_sha256', '"\\udfff"'),
  set('cuda_version', '"12\\ud800"'),
  set('pinned_versions', '{"torch":"\\ud800"}'),
  set('pinned_versions', '{"\\ud800":"1"}'),
  set('determinism_flags', '{"\\ud800":1}'),
];

const READ = `
def load(raw):
    if hasattr(sys, "get_int_max_str_digits"):
        payload = json.loads(raw)
    else:
        def integer(token):
            if len(token.lstrip("-")) > 4300: raise ValueError("digits")
            return int(token)
        payload = json.loads(raw, parse_int=integer)
    if not isinstance(payload, dict): raise ValueError("not an object")
    if payload.get("lock_version") != 1: raise ValueError("lock_version")
    return validate(payload)

def decide(raw, mode):
    try:
        load(raw)
    except Exception:
        if mode != "update": return ["abort", False]
        return ["proceed", True]
    return ["proceed", mode != "ignore"]

output = [decide(raw, mode) for raw, mode in input]
`;

const STANDARD = String.raw`
import re
def fail(why): raise ValueError(why)
def text(value, least=0):
    if not isinstance(value, str): fail("not a string")
    value.encode("utf-8")
    if len(value) < least: fail("empty")
    return value
def nullable(check):
    return lambda value: value is None or check(value)
def integer(least=None):
    def check(value):
        if type(value) is not int or (least is not None and value < least): fail("not an integer")
    return check
def one_of(*words):
    return lambda value: value in words or fail("not one of the words")
def date_time(value):
    if not re.fullmatch(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?", text(value)): fail("no time")
def strings(value):
    if not isinstance(value, dict): fail("not an object")
    for key, version in value.items(): text(key); text(version)
def flags(value):
    if not isinstance(value, dict): fail("not an object")
    for key in value: text(key)
def record(fields, optional=()):
    def check(value):
        if not isinstance(value, dict) or set(value) - set(fields): fail("unknown key")
        if set(fields) - set(value) - set(optional): fail("missing key")
        for key, item in value.items(): fields[key](item)
    return check
nonempty = lambda value: text(value, 1)
license = record({"accepted_at": date_time, "license_url": nonempty, "license_spdx": nonempty, "via": one_of("cli_flag", "interactive", "frontmatter")})
validate = record({
    "lock_version": integer(1), "created_at": date_time, "dlm_id": nonempty,
    "dlm_sha256": lambda value: re.fullmatch("[0-9a-f]{64}", text(value)) or fail("no hash"),
    "base_model_revision": nonempty, "base_model_sha256": nullable(text), "pinned_versions": strings,
    "cuda_version": nullable(text), "rocm_version": nullable(text),
    "hardware_tier": one_of("cuda-sm80+", "cuda-sm<80", "mps", "cpu", "rocm"), "seed": integer(), "determinism_flags": flags,
    "determinism_class": one_of("strong", "best-effort", "advisory"), "license_acceptance": nullable(license),
    "last_run_id": integer(1), "world_size": integer(1),
}, ("base_model_sha256", "pinned_versions", "cuda_version", "rocm_version", "determinism_flags", "license_acceptance", "world_size"))
`;

const PYDANTIC = `
from datetime import datetime
from typing import Any, Dict, Literal, Optional
from pydantic import BaseModel, Field
class License(BaseModel, extra="forbid"):
    accepted_at: datetime
    license_url: str = Field(min_length=1)
    license_spdx: str = Field(min_length=1)
    via: Literal["cli_flag", "interactive", "frontmatter"]
class Lock(BaseModel, extra="forbid", protected_namespaces=()):
    lock_version: int = Field(ge=1)
    created_at: datetime
    dlm_id: str = Field(min_length=1)
    dlm_sha256: str = Field(pattern="^[0-9a-f]{64}$")
    base_model_revision: str = Field(min_length=1)
    base_model_sha256: Optional[str] = None
    pinned_versions: Dict[str, str] = {}
    cuda_version: Optional[str] = None
    rocm_version: Optional[str] = None
    hardware_tier: Literal["cuda-sm80+", "cuda-sm<80", "mps", "cpu", "rocm"]
    seed: int
    determinism_flags: Dict[str, Any] = {}
    determinism_class: Literal["strong", "best-effort", "advisory"]
    license_acceptance: Optional[License] = None
    last_run_id: int = Field(ge=1)
    world_size: int = Field(1, ge=1)
validate = Lock.model_validate
`;

const next = random(SEED + 2);
const MODES: readonly LockMode[] = ['default', 'strict', 'update', 'ignore'];
const locks = Array.from({ length: caseCount(8) }, () => randomPair(next)[0]);
const casesOf = (changes: typeof CHANGES) =>
  locks.flatMap(lock => changes.flatMap(change => MODES.map(mode => [change(lock), mode] as const)));

function decide(text: string, mode: LockMode): [string, boolean] {
  const reading = readLock(text);
  const current = (reading.ok ? reading.root : undefined) as JsonNode;
  const { action, shouldWriteLock } = decideLock(reading.ok ? reading.root : 'unusable', current, { mode });
  return [action, shouldWriteLock];
}

function compareWithPython(context: TestContext, schema: string, { changes, modules }: Run): void {
  const cases = casesOf(changes);
  const answers = askPython<[string, boolean][]>(context, schema + READ, cases, { modules });
  const wrong = cases.flatMap(([text, mode], i) => {
    const found = decide(text, mode);
    const same = JSON.stringify(found) === JSON.stringify(answers[i]);
    return same ? [] : [{ text: text.slice(-300), mode, found, python: answers[i] }];
  });
  expect(wrong).toEqual([]);
  expect(new Set(answers.map(String)).size).toBe(3);
}

interface Run {
  readonly changes: typeof CHANGES;
  readonly modules: readonly string[];
}

test('recorded locks are used or refused as by the documented schema', context => {
  compareWithPython(context, STANDARD, { changes: [...CHANGES, ...LOOSE], modules: [] });
});

test('recorded locks are used or refused as by pydantic', context => {
  compareWithPython(context, PYDANTIC, { changes: CHANGES, modules: ['pydantic'] });
});
