// Artifact kinds by folder: test/artifacts/<kind>/valid, invalid (with the findings of each file) and diff (a folder with a pair and its comparison each).
// `UPDATE=1 npx vitest run test/artifacts.test.ts` writes the expected files again; review every change.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname } from 'node:path';
import { describe, expect, test } from 'vitest';
import { kindById } from '../src-shared/artifacts/detect';
import type { Kind } from '../src-shared/artifacts/kind';
import { kinds } from '../src-shared/artifacts/kinds';
import { type Artifact, readArtifact } from '../src-shared/artifacts/read';
import { compare } from '../src-shared/repro/compare/compare';
import type { JsonNode } from '../src-shared/text/jsonText';
import { lineIndex, positionAt } from '../src-shared/text/lineIndex';
import { printJson } from '../src-shared/text/printJson';

const root = new URL('./artifacts/', import.meta.url);
const EXPECTED = '.expected.json';

const namesIn = (path: string): string[] =>
  existsSync(new URL(path, root))
    ? readdirSync(new URL(path, root))
        .filter(n => !n.endsWith(EXPECTED))
        .sort()
    : [];
const textOf = (path: string): string => readFileSync(new URL(path, root), 'utf8');
const read = (path: string, kind: Kind): Artifact => readArtifact(path, textOf(path), kind) as Artifact;

// Both sides of a comparison: the files `a.*` and `b.*` of a folder.
function sidesOf(folder: string, kind: Kind): [Artifact, Artifact] {
  const side = (name: string) => read(`${folder}/${namesIn(folder).find(n => n.startsWith(`${name}.`))}`, kind);
  return [side('a'), side('b')];
}

function checkExpected(path: string, found: unknown): void {
  const text = `${JSON.stringify(found, null, 2)}\n`;
  if (process.env.UPDATE) writeFileSync(new URL(path, root), text);
  expect(text).toBe(textOf(path));
}

// Findings with places as editors name them, from 1.
function findingsOf(path: string, { diagnostics }: Artifact) {
  const index = lineIndex(textOf(path));
  const place = (offset: number) => {
    const { line, character } = positionAt(index, offset);
    return `${line + 1}:${character + 1}`;
  };
  return diagnostics.map(({ code, severity, message, span, fixes }) => ({
    place: `${place(span.start)}-${place(span.end)}`,
    severity,
    code,
    message,
    ...(fixes.length > 0 && { fixes: fixes.map(f => f.title) }),
  }));
}

const printed = (node: JsonNode | undefined): string | undefined => node && printJson(node);

function comparisonOf(a: Artifact, b: Artifact) {
  const { verdict, reasons, values, metrics } = compare(a, b);
  const changes = values
    .filter(v => v.severity !== 'same')
    .map(v => ({ path: v.path, a: printed(v.a), b: printed(v.b), severity: v.severity, section: v.section }));
  return {
    verdict,
    reasons: reasons.map(r => `${r.severity}: ${r.text}`),
    changes,
    metrics: metrics.map(({ equal: _equal, series: _series, ...m }) => ({ ...m, a: printed(m.a), b: printed(m.b) })),
  };
}

test('every kind has a folder, and every folder a kind', () => {
  const folders = readdirSync(root, { withFileTypes: true }).filter(e => e.isDirectory());
  expect(folders.map(e => e.name).sort()).toEqual(kinds.map(k => k.id).sort());
});

describe.each(kinds.map(k => k.id))('%s', id => {
  const kind = kindById(id) as Kind;

  test.each(namesIn(`${id}/valid`))(
    'valid/%s is detected by its content or a name of its own and does not have errors or warnings',
    name => {
      const [own] = kind.ownsNames ? kind.fileNames : [];
      const artifact = readArtifact(own ?? `any${extname(name)}`, textOf(`${id}/valid/${name}`));
      expect(artifact?.kind.id).toBe(id);
      expect(artifact?.diagnostics.filter(d => d.severity === 'error' || d.severity === 'warning')).toEqual([]);
      // Our own fields are known.
      if (name.includes('builtin_compiler')) expect(artifact?.diagnostics).toEqual([]);
    },
  );

  test.each(namesIn(`${id}/invalid`))('invalid/%s has the expected findings', name => {
    const path = `${id}/invalid/${name}`;
    const found = findingsOf(path, read(path, kind));
    expect(found.some(f => f.severity === 'error' || f.severity === 'warning')).toBe(true);
    checkExpected(path.replace(/\.\w+$/, EXPECTED), found);
  });

  test.each(namesIn(`${id}/diff`))('diff/%s has the expected comparison', name => {
    const [a, b] = sidesOf(`${id}/diff/${name}`, kind);
    checkExpected(`${id}/diff/${name}/comparison${EXPECTED}`, comparisonOf(a, b));
  });

  test.each(namesIn(`${id}/diff`))('diff/%s has the same verdict the other way round', name => {
    const [a, b] = sidesOf(`${id}/diff/${name}`, kind);
    const [there, back] = [compare(a, b), compare(b, a)];
    expect(back.verdict).toBe(there.verdict);
    const severities = (c: typeof there) => c.values.map(v => `${v.path} ${v.severity}`);
    expect(severities(back)).toEqual(severities(there));
    const mirrored = { a: 'b', b: 'a', same: 'same', unknown: 'unknown' } as const;
    expect(back.metrics.map(m => m.better)).toEqual(there.metrics.map(m => mirrored[m.better]));
  });
});
