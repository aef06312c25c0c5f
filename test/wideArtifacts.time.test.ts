// Objects and lists with many members: the findings, the compared values and their texts grow with the text, not with its square.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { kinds } from '../src-shared/artifacts/kinds';
import { readArtifact } from '../src-shared/artifacts/read';
import { compare } from '../src-shared/repro/compare/compare';
import { diffMarkdown } from '../src-shared/views/diffMarkdown';
import { diffView } from '../src-shared/views/diffView';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const MEMBERS: Readonly<Record<string, (i: number) => Json>> = {
  numbers: i => i,
  objects: i => ({ a: i, b: [i] }),
  hashes: i => (i % 16).toString(16).repeat(64),
};

/** The longest valid example of a kind, as a value; undefined where it is not one JSON document. */
function exampleOf(kind: string): { readonly name: string; readonly value: Json } | undefined {
  const folder = path.join(import.meta.dirname, 'artifacts', kind, 'valid');
  const texts = readdirSync(folder).map(name => ({ name, text: readFileSync(path.join(folder, name), 'utf8') }));
  const longest = texts.reduce((a, b) => (b.text.length > a.text.length ? b : a));
  try {
    return { name: longest.name, value: JSON.parse(longest.text) };
  } catch {
    return undefined;
  }
}

/** The value with more members in one of its objects or lists, for each of the first ones. */
function widened(value: Json, member: (i: number) => Json, count: number): Json[] {
  if (typeof value !== 'object' || value === null) return [];
  const more = Array.from({ length: count }, (_, i) => member(i));
  const here = Array.isArray(value)
    ? [...value, ...more]
    : { ...value, ...Object.fromEntries(more.map((one, i) => [`k${i}`, one])) };
  const inside = Object.entries(value).flatMap(([key, child]) =>
    widened(child, member, count).map(wide => {
      const copy = structuredClone(value) as Record<string, Json>;
      copy[key] = wide;
      return copy as Json;
    }),
  );
  return [here, ...inside].slice(0, 8);
}

/** The value with another one in place of the member that `widened` added. */
function replaceZero(wide: Json, other: Json): Json {
  const text = JSON.stringify(wide);
  const added = /"k0":0|,0(?=\])/.exec(text);
  if (!added) throw new Error(text);
  const before = text.slice(0, added.index) + added[0].slice(0, -1);
  return JSON.parse(before + JSON.stringify(other) + text.slice(added.index + added[0].length));
}

const SIDE = { uri: 'file:///a', label: 'a', detail: '' };

/** The length of everything that is reported about a text, and about its comparison with another one. */
function outputOf(name: string, text: string, kind: (typeof kinds)[number]): number {
  const artifact = readArtifact(name, text, kind);
  const other = readArtifact(
    name,
    text.replaceAll(/\d(?=[,\]}])/g, d => String((Number(d) + 1) % 10)),
    kind,
  );
  if (!artifact || !other) throw new Error(`${name} is not read as ${kind.id}`);
  // The entries of a sweep are paired by their values, so they are compared only with equal ones.
  const views = [other, artifact].map(against => diffView(compare(artifact, against), { a: SIDE, b: SIDE }));
  const shown = views.map(view => JSON.stringify(view).length + diffMarkdown(view).length);
  return JSON.stringify(artifact.diagnostics).length + shown.reduce((a, b) => a + b);
}

const tested = kinds.filter(kind => exampleOf(kind.id) !== undefined);

test('all kinds of one JSON document have an example', () => {
  expect(kinds.filter(kind => !tested.includes(kind)).map(kind => kind.id)).toEqual(['kynml-script']);
});

describe.each(tested.map(kind => [kind.id, kind] as const))('%s', (id, kind) => {
  const { name = '', value = null } = exampleOf(id) ?? {};
  // Four times the text gives at most four times the output; with the square it would be 16 times.
  const expectLinear = (make: (count: number) => Json[]): void => {
    const [few, many] = [50, 200].map(count => make(count).map(wide => JSON.stringify(wide)));
    for (const [i, text] of (many ?? []).entries()) {
      const growth = outputOf(name, text, kind) / outputOf(name, few?.[i] ?? '', kind);
      expect(growth, text.slice(0, 300)).toBeLessThan(6);
    }
  };

  test.each(Object.keys(MEMBERS))('many %s', what => {
    expectLinear(count => widened(value, MEMBERS[what] as (i: number) => Json, count));
  });

  test('many values below a long key', () => {
    const below = (count: number): Json => Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${i}`, i]));
    expectLinear(count => {
      const long = 'x'.repeat(100 * count);
      return widened(value, () => 0, 1).map(wide => replaceZero(wide, { [long]: below(count) }));
    });
  });
});

test('each of many foreign keys of an experiment manifest has a short message, however long the keys are', () => {
  const { value = null } = exampleOf('experiment-manifest') ?? {};
  const long = Object.fromEntries(Array.from({ length: 25 }, (_, i) => [`k${i}${'x'.repeat(10_000)}`, i]));
  const text = JSON.stringify({ ...(value as object), ...long });
  const kind = kinds.find(({ id }) => id === 'experiment-manifest');
  const messages =
    readArtifact('experiment_manifest.json', text, kind)?.diagnostics.flatMap(d =>
      d.code === 'unknown-field' ? d.message : [],
    ) ?? [];
  expect(messages).toHaveLength(25);
  expect(messages[0]).toMatch(/: … \(10,002 characters\), … .* and 5 more$/);
  expect(Math.max(...messages.map(m => m.length))).toBeLessThan(3000);
});
