// The generated documents have the same size for both servers. The benchmark itself compares their findings with what is expected.
import { expect, test } from 'vitest';

interface Specs {
  readonly smallSpec: string;
  makeSpec(lines: number, options?: { isLibrary?: boolean }): string;
  paramPlace(text: string): { line: number; character: number };
  specPlaces(text: string): readonly { line: number; character: number }[];
}
interface Json {
  readonly smallJson: string;
  makeJson(lines: number, bytes: number): string;
  jsonPlaces(text: string): readonly { line: number; character: number }[];
}
const load = async (name: string) => import(new URL(`../../bench/${name}.mjs`, import.meta.url).href);
const { smallSpec, makeSpec, paramPlace, specPlaces }: Specs = await load('makeSpec');
const { smallJson, makeJson, jsonPlaces }: Json = await load('makeJson');

const linesOf = (text: string): number => text.split('\n').length - 1;

test.each([500, 10_000])('both documents of %d lines have that many, and about the same number of bytes', lines => {
  const spec = makeSpec(lines);
  const json = makeJson(lines, spec.length);
  expect(linesOf(spec)).toBe(lines);
  expect(linesOf(json)).toBe(lines);
  expect(Math.abs(json.length / spec.length - 1)).toBeLessThan(0.03);
  expect(() => JSON.parse(json)).not.toThrow();
});

test('a library of the same number of lines has no train block', () => {
  const library = makeSpec(500, { isLibrary: true });
  expect(linesOf(library)).toBe(500);
  expect(library).not.toMatch(/^train:/m);
  expect(makeSpec(500)).toMatch(/^train:/m);
});

test('the small documents have the same number of lines', () => {
  expect(linesOf(smallSpec)).toBe(13);
  expect(linesOf(smallJson)).toBe(13);
  expect(() => JSON.parse(smallJson)).not.toThrow();
});

test('one more digit at each place keeps a number', () => {
  const json = makeJson(500, makeSpec(500).length);
  for (const place of jsonPlaces(json).slice(0, 20)) expect(() => JSON.parse(typed(json, place))).not.toThrow();
  for (const place of specPlaces(makeSpec(500)))
    expect(typed(makeSpec(500), place).split('\n')[place.line]).toMatch(/[\d.]5\b/);
});

test('the param that most layers use is found', () => {
  const text = makeSpec(500);
  expect(typed(text, paramPlace(text))).toContain('    hidden = 645\n');
});

function typed(text: string, { line, character }: { line: number; character: number }): string {
  const lines = text.split('\n');
  lines[line] = `${lines[line]?.slice(0, character)}5${lines[line]?.slice(character)}`;
  return lines.join('\n');
}
