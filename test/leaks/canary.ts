// Texts that must never be shown, and files with them in every place where a text can be.
import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { kindById } from '../../src-shared/artifacts/detect';
import type { Kind } from '../../src-shared/artifacts/kind';
import { kinds } from '../../src-shared/artifacts/kinds';
import { checks } from '../../src-shared/kyn/checks';
import { caseStep, repeatWith, SEED } from '../cases';
import { lex } from '../kyn/lex';

/** A secret by its form. Concatenated, so that scanners do not report it as a real one. */
export const BY_FORM = `hf${'_'}Zq7Xw9Kp4Vb2Nt6MZq7Xw9Kp4Vb2Nt6M`;
/** A secret only by the name next to it: a word, and longer than what messages cut. */
export const BY_NAME = 'vermilion-heron-lacquer-quartz-umbrella-saffron';
// The beginning of a secret reveals it too.
const PARTS: readonly string[] = ['Zq7Xw9', 'vermilion', 'saffron'];

/** A line end and a text that must not start a line of output. */
export const LINE = '\nINJECTED';
/** Characters that hide or reorder text, or control a terminal. */
export const CONTROLS = '\u001b[31m\u009b1m\u0007\u202e\u2066\u200b\u061c\u00ad\u2028\ufeff\u{e0041}';
const CONTROL =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\u{e0000}-\u{e007f}]/u;

/** Fails if a text shows a part of a canary. */
export function expectHidden(output: unknown, place: string): void {
  const problem = problemOf(output);
  if (problem !== undefined) expect.fail(`${place} (${repeatWith()}) ${problem}`);
}

/** Fails if one of some texts, which may contain any other character, has a part of a canary. */
export function expectNoSecret(texts: readonly string[], place: string): void {
  const found = texts.find(text => PARTS.some(part => text.includes(part)));
  if (found !== undefined) expect.fail(`${place} (${repeatWith()}) has a secret: ${found.slice(0, 200)}`);
}

// Without calls of expect, because hundreds of thousands of them would dominate the run time.
function problemOf(output: unknown): string | undefined {
  const text = typeof output === 'string' ? output : JSON.stringify(output ?? '');
  const part = PARTS.find(part => text.includes(part));
  if (part !== undefined) return `shows a secret: ${around(text, part)}`;
  // The escapes of JSON are not characters.
  for (const one of stringsOf(output)) {
    if (/^INJECTED/m.test(one)) return `has a line that is not its own: ${one.slice(0, 300)}`;
    if (CONTROL.test(one)) return `has a control character in ${JSON.stringify(one).slice(0, 300)}`;
  }
  return undefined;
}

const around = (text: string, part: string): string => text.slice(Math.max(0, text.indexOf(part) - 120)).slice(0, 200);

function stringsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, v]) => [key, ...stringsOf(v)]);
}

/** A spec that uses each block, with a canary in each place. */
const WHOLE = `# password: ${BY_NAME}
import "${BY_FORM}${CONTROLS}.kyn"
params:
    api_key = "${BY_NAME}"
    note = "x ${BY_FORM} y${CONTROLS}"
    lr = 0.01
    pin = "DB_PASSWORD=${BY_NAME}"
sweep:
    lr = [0.1, $api_key, "${BY_FORM}"]
    api_key = ["${BY_NAME}", "${BY_NAME}2"]
dataset Rows:
    source = csv("https://me:${BY_NAME}@example.com/rows${CONTROLS}.csv")
    target = "${BY_FORM}${CONTROLS}"
    drop = [$api_key, $note]
model Net:
    input $api_key
    dense $lr relu
    dense 1 $note
train:
    model = Net
    data = Rows
    loss = $api_key
    optimizer = adam(lr=$note, password="${BY_NAME}")
    epochs = "${BY_FORM}${CONTROLS}"
    seed = $pin
    deterministic = true
evaluate:
    metrics = [$api_key, "${BY_FORM}"]
export:
    format = $note
    path = $api_key
`;

const QUOTED: ReadonlySet<string> = new Set(['string', 'singleQuoted', 'openString']);

// A spec in which each string is a canary, and each other value is in turn the name of a param that has one.
function infected(spec: string): string[] {
  const swap = (to: (kind: string, text: string) => string | undefined): string =>
    lex(spec)
      .map(t => to(t.kind, spec.slice(t.start, t.end)) ?? spec.slice(t.start, t.end))
      .join('');
  const params = `params:\n    api_key = "${BY_NAME}"\n`;
  return [
    swap((kind, text) =>
      QUOTED.has(kind) ? `${text[0]}${BY_FORM}${CONTROLS}${kind === 'openString' ? '' : text[0]}` : undefined,
    ),
    swap((kind, text) =>
      kind === 'comment' ? `# token=${BY_NAME}9 ${text}` : kind === 'unknown' ? CONTROLS : undefined,
    ),
    params + swap(kind => (QUOTED.has(kind) || kind === 'int' || kind === 'float' ? '$api_key' : undefined)),
    spec.replace(/= *\S.*$/gm, `= ${BY_FORM}`),
    spec.replace(/^( +)\w+ *=.*$/gm, `$1api_key = "${BY_NAME}"`),
    spec.replace(/^( +)\w+ *=.*$/gm, `$1password = ${BY_NAME.replaceAll('-', '_')}`),
    spec.replace(/^( +)(\w+) *=.*$/gm, `$1$2 "${BY_FORM}"`),
    spec.replace(/^(\w+) \w+:/gm, `$1 ${BY_FORM}:`),
  ];
}

/** Specs with canaries: the whole one, and the example of each check in several forms. */
export const SPECS: readonly string[] = [WHOLE, ...[WHOLE, ...checks.map(c => c.example)].flatMap(infected)];

/** A spec with each kind of place, for tests that cannot afford all. */
export const SPEC = WHOLE;

const folder = new URL('../artifacts/', import.meta.url);
const validFiles = (kind: Kind): string[] =>
  readdirSync(new URL(`${kind.id}/valid/`, folder)).map(name =>
    readFileSync(new URL(`${kind.id}/valid/${name}`, folder), 'utf8'),
  );

/** A file of a kind with canaries, and the same file with other values. */
export interface InfectedArtifact {
  readonly kind: Kind;
  readonly name: string;
  readonly a: string;
  readonly b: string;
}

const NAMES: Readonly<Record<string, string>> = {
  'kynml-run-manifest': 'run_manifest.json',
  'experiment-manifest': 'experiment_manifest.json',
  'kynml-sweep-results': 'sweep_results.json',
  'kynml-lock': 'kynml.lock',
  'dlm-lock': 'dlm.lock',
  'session-log': 's.jsonl',
  'kynml-script': 'script.py',
};

/** For each kind, its valid files with canaries in their strings, in new fields, and in new keys. */
export function infectedArtifacts(): InfectedArtifact[] {
  return kinds.flatMap(kind =>
    validFiles(kind).flatMap(text =>
      infections(text).map(infect => ({
        kind,
        name: NAMES[kind.id] ?? `${kind.id}.json`,
        a: infect(text, ''),
        b: infect(text, 'q'),
      })),
    ),
  );
}

type Infect = (text: string, more: string) => string;

function infections(text: string): Infect[] {
  const inStrings: Infect = (t, more) =>
    t.replace(
      /(["'])([^"'\n]*)\1(?!\s*:)/g,
      (_, quote: string) => quote + escapedIn(`${BY_FORM}${more} ${CONTROLS}${LINE}`) + quote,
    );
  try {
    const value = JSON.parse(
      text
        .replace(/^\ufeff/, '')
        .replace(/\b(?:NaN|-?Infinity)\b/g, '0')
        .split('\n')
        .filter(Boolean)[0]
        ?.startsWith('{"type"')
        ? (text.split('\n')[0] ?? '')
        : text,
    );
    return [
      inStrings,
      // Each string leaf in turn is under a suspicious key.
      (_, more) =>
        JSON.stringify(
          mapped(value, (key, v) => (typeof v === 'string' ? [key, { api_key: BY_NAME + more }] : [key, v])),
        ),
      (_, more) =>
        JSON.stringify(
          mapped(value, (key, v) =>
            typeof v === 'object' && v !== null && !Array.isArray(v)
              ? [key, { ...v, password: BY_NAME + more, [BY_FORM]: 1, [CONTROLS + LINE]: more }]
              : [key, v],
          ),
        ),
      (t, more) => `${inStrings(t, more)} oops "api_key": "${BY_NAME}`,
    ];
  } catch {
    return [inStrings];
  }
}

const escapedIn = (text: string): string => JSON.stringify(text).slice(1, -1);

type Rename = (key: string, value: unknown) => [string, unknown];

function mapped(value: unknown, rename: Rename): unknown {
  const [, own] = rename('', value);
  if (own !== value && typeof value === 'string') return own;
  if (Array.isArray(value)) return value.map(item => mapped(item, rename));
  if (typeof own !== 'object' || own === null) return own;
  return Object.fromEntries(
    Object.entries(own).map(([key, v]) => [key, typeof v === 'object' ? mapped(v, rename) : rename(key, v)[1]]),
  );
}

/** The kind with an id. */
export const kindOf = (id: string): Kind => kindById(id) as Kind;

/**
 * The step through places, specs and artifacts. All of them take half an hour, so CI tries a fifth, and the seed decides which; every kind, command and
 * feature is in each run. It is odd, because the infections of a file are 4 or 8.
 */
export const leakStep = Math.max(5, 2 * caseStep + 1);

/** The first place of a text to try. */
export const firstPlace = SEED % leakStep;

/** One of every `step` elements of a list. */
export const sampleOf = <T>(list: readonly T[], step = leakStep): T[] => list.filter((_, i) => (i + SEED) % step === 0);

/** Some artifacts with canaries, at least one of each kind. */
export function artifactSample(): InfectedArtifact[] {
  const all = infectedArtifacts();
  return kinds.flatMap(kind => {
    const ofKind = all.filter(one => one.kind === kind);
    const sample = sampleOf(ofKind);
    return sample.length > 0 ? sample : ofKind.slice(SEED % ofKind.length).slice(0, 1);
  });
}
