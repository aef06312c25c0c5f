// Reading, comparing and printing an artifact takes time in proportion to its length, whatever its strings and keys contain. Each kind in the list is
// tested with its valid examples, so a new kind is covered by them.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { diffText } from '../server/src/cli/diff/text';
import { createColors } from '../server/src/cli/print/colors';
import { fieldAt } from '../src-shared/artifacts/fieldAt';
import { kinds } from '../src-shared/artifacts/kinds';
import { type Artifact, readArtifact, readEntries } from '../src-shared/artifacts/read';
import { maskUnread } from '../src-shared/artifacts/secrets/maskUnread';
import { compare } from '../src-shared/repro/compare/compare';
import { diffMarkdown } from '../src-shared/views/diffMarkdown';
import { diffView } from '../src-shared/views/diffView';
import { caseStep, caseTimeout } from './cases';
import { stopwatch } from './stopwatch';

interface Example {
  readonly name: string;
  readonly text: string;
}

/** The longest valid example of a kind: it has most fields. */
function exampleOf(kind: string): Example {
  const folder = join(import.meta.dirname, 'artifacts', kind, 'valid');
  const all = readdirSync(folder).map(name => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
  return all.reduce((a, b) => (b.text.length > a.text.length ? b : a));
}

/** Texts that a pattern with a repetition, a search for an end or a suggestion may read again and again. */
const UNITS = ['a', 'A_', '0', '1.', '/', ' ', '-_', '<', '\\"', '\\n', 'a=', 'key: ', '{', '`', '\u0301', '😀', 'sk-'];

const VALUES = /(?<=: *)"([^"\\\n]*)"(?=\s*[,\]}\n])/g;
const KEYS = /"([^"\\\n]*)"(?=\s*:)/g;

/** The text with `length` more characters in each string value, or in its last key. */
const longValues = (text: string, unit: string, length: number): string =>
  text.replace(VALUES, (_, value: string) => `"${value}${unit.repeat(length / unit.length)}"`);

function longKey(text: string, unit: string, length: number): string {
  const last = [...text.matchAll(KEYS)].at(-1);
  if (!last) return text;
  const end = last.index + last[0].length - 1;
  return text.slice(0, end) + unit.repeat(length / unit.length) + text.slice(end);
}

const SIDE = { uri: 'file:///a', label: 'a', detail: '' };

function shownLength(artifact: Artifact, other: Artifact): number {
  const view = diffView(compare(artifact, other), { a: SIDE, b: SIDE });
  const { root, kind } = artifact;
  const hovers = root ? [root.span.start + 2, root.span.end - 2].map(at => fieldAt(kind, root, at)) : [];
  return (
    diffMarkdown(view).length +
    diffText(view, createColors(false), 80).length +
    hovers.length +
    readEntries(artifact).length
  );
}

/** The CPU time of reading a text in every way: with the detected kind, with the given one, and as a broken file. In milliseconds. */
function timeOf({ name, text }: Example, other: Artifact): number {
  const elapsed = stopwatch();
  const artifacts = [readArtifact(name, text), readArtifact(name, text, other.kind)].flatMap(a => a ?? []);
  for (const artifact of artifacts) if (other.kind === artifact.kind) shownLength(artifact, other);
  maskUnread(text.slice(0, -3));
  return elapsed();
}

const SHORT = 400;
const FACTOR = 8;
/** What is linear takes 8 times the time, what is quadratic 64 times. Less than a few milliseconds is noise. */
const LIMIT = 24;
const NOISE_MS = 10;

describe.each(kinds.map(kind => [kind.id, kind] as const))('%s', (id, kind) => {
  const { name, text } = exampleOf(id);
  const other = readArtifact(name, text, kind) as Artifact;
  const shapes = [longValues, longKey].flatMap(make => UNITS.map(unit => [make, unit] as const));

  test('takes time in proportion to its length', { timeout: caseTimeout(60_000) }, () => {
    const best = (longText: string): number => Math.min(...[1, 2].map(() => timeOf({ name, text: longText }, other)));
    const tried = shapes.filter((_, i) => i % caseStep === 0);
    expect(tried.length).toBeGreaterThan(2);
    const slow = tried.flatMap(([make, unit]) => {
      const short = Math.max(best(make(text, unit, SHORT)), NOISE_MS);
      const long = best(make(text, unit, FACTOR * SHORT));
      return long / short > LIMIT
        ? [`${make.name} ${JSON.stringify(unit)}: ${short.toFixed(0)} ms, ${long.toFixed(0)} ms`]
        : [];
    });
    expect(slow).toEqual([]);
  });
});
