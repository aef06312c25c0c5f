// Properties of the changes between two random versions of a spec: undoing all of them restores the meaning, undoing fewer does not, and where only settings
// changed, undoing all of them restores the text. CI checks at least 10,000 pairs.
import { afterAll, expect, test } from 'vitest';
import type { LeafChange } from '../../../src-shared/kyn/changes/leafChange';
import { leafChanges } from '../../../src-shared/kyn/changes/leafChanges';
import { edited, revertAll } from '../../../src-shared/kyn/changes/revert';
import type { SyntaxTree } from '../../../src-shared/kyn/syntax/ast';
import { parse } from '../../../src-shared/kyn/syntax/parse';
import { isBroken, specChanges } from '../../../src-shared/kyn/training/specChanges';
import { caseCount, caseTimeout, repeatWith, SEED } from '../../cases';
import { Chance, linesOf, mutated, randomFrom } from '../mutate';
import { anySpec, specs, wholeSpec } from '../pool';
import { meaning } from './meaning';

const chance = new Chance(randomFrom(SEED));
const LIMIT_MS = caseTimeout(300_000);

const ran = { pairs: 0, changes: 0, subsets: 0, 'restored texts': 0 };
afterAll(() => {
  const counts = Object.entries(ran).map(([name, count]) => `${name} ${count.toLocaleString('en')}`);
  console.log(`changes of specs: ${counts.join(', ')} (${repeatWith()})`);
});

const soundSpec = (): string => {
  for (;;) {
    const text = (chance.below(3) === 0 ? wholeSpec(chance) : anySpec(chance)).replace(/^\ufeff/, '');
    if (!isBroken(parse(text))) return text;
  }
};

const VALUES = [
  '0.5',
  '7',
  '"a # b"',
  '"it\'s"',
  '[1, [2, "x"]]',
  '$lr',
  'adam(lr=0.2)',
  'sgd(0.1, momentum=$m)',
  'true',
];
const LINES = [
  '    extra = 1\n',
  '    split = 0.8\n',
  '    split = 0.7  # less\n',
  '    dense 4 relu\n',
  '    lr = [1, 2]\n',
];

// A change that keeps most specs free of faults.
const CHANGES: readonly ((text: string) => string)[] = [
  text => text.replace(/(= *)[^\s#]+/g, (whole, sign) => (chance.below(6) ? whole : sign + chance.of(VALUES))),
  text => text.replace(/\d+/g, digits => (chance.below(5) ? digits : String(chance.below(99)))),
  text => onLines(text, lines => lines.splice(chance.below(lines.length), 1)),
  text => onLines(text, lines => lines.splice(chance.below(lines.length + 1), 0, chance.of(LINES))),
  text =>
    onLines(text, lines =>
      lines.splice(chance.below(lines.length + 1), 0, chance.of(['# note\n', '\n', '    # in\n'])),
    ),
  text => onLines(text, lines => lines.splice(chance.below(lines.length + 1), 0, chance.of(lines) ?? '')),
  text => onLines(text, lines => lines.push(...lines.splice(chance.below(lines.length), 1))),
  text => text + (chance.below(2) ? '\n' : '') + soundSpec(),
  text => soundSpec() + text,
  text => onParts(text, parts => parts.splice(chance.below(parts.length), 1)),
  text =>
    onParts(text, parts =>
      parts.splice(chance.below(parts.length + 1), 0, ...parts.splice(chance.below(parts.length), 1)),
    ),
  text => text.replace(/\b(Net|Houses|N|E)\b/g, chance.of(['Net', 'M2', 'E'])),
  text => text.replace(/\r?\n/g, '\r\n'),
  text => mutated(text, chance),
];

function onLines(text: string, change: (lines: string[]) => void): string {
  const lines = linesOf(text);
  change(lines);
  return lines.join('');
}

function onParts(text: string, change: (parts: string[]) => void): string {
  const parts = text.split(/^(?=\S)/m);
  change(parts);
  return parts.join('');
}

function changedSpec(text: string): string {
  for (;;) {
    let changed = text;
    for (let count = 1 + chance.below(5); count > 0; count--) changed = chance.of(CHANGES)(changed);
    changed = changed.replace(/^\ufeff/, '');
    if (!isBroken(parse(changed))) return changed;
  }
}

// Those of the axes are computed again, because they replace lines that others change.
function undone(old: string, current: string, chosen: readonly LeafChange[]): string {
  const text = edited(
    current,
    chosen.filter(c => c.kind !== 'order').flatMap(c => c.edits),
  );
  if (!chosen.some(c => c.kind === 'order')) return text;
  const rest = leafChanges(parse(old), parse(text)) ?? [];
  return edited(
    text,
    rest.filter(c => c.kind === 'order').flatMap(c => c.edits),
  );
}

function checkPair(old: string, current: string): void {
  const [a, b] = [parse(old), parse(current)];
  const changes = leafChanges(a, b) ?? [];
  const restored = parse(revertAll(a, b) ?? '');
  expect(meaning(restored)).toBe(meaning(a));
  expect(specChanges({ tree: a, imports: [] }, { tree: restored, imports: [] })).toEqual([]);
  expect(changes.length === 0).toBe(meaning(a) === meaning(b));
  ran.pairs++;
  ran.changes += changes.length;
  const fewer = [changes.filter((_, i) => i !== 0), changes.filter(() => chance.below(2) === 0)];
  for (const chosen of fewer) {
    if (chosen.length === changes.length) continue;
    const partly = parse(undone(old, current, chosen));
    expect(isBroken(partly)).toBe(false);
    // The second of two lines of one setting is the only one once the first is undone, and an explicit default has no effect then.
    if (!hasRepeated(b)) expect(meaning(partly)).not.toBe(meaning(a));
    ran.subsets++;
  }
}

const hasRepeated = ({ items }: SyntaxTree): boolean =>
  items.some(({ item }) => {
    const keys = item.kind === 'block' ? item.entries.map(({ key }) => key.text) : [];
    return new Set(keys).size < keys.length;
  });

function withPair(old: string, current: string, check: () => void): void {
  try {
    check();
  } catch (error) {
    throw new Error(`${repeatWith()}\nold ${JSON.stringify(old)}\ncurrent ${JSON.stringify(current)}`, {
      cause: error,
    });
  }
}

test('undoing all changes restores the meaning, and undoing fewer does not', { timeout: LIMIT_MS }, () => {
  for (let i = 0; i < caseCount(10_000); i++) {
    const old = soundSpec();
    const current = chance.below(10) === 0 ? soundSpec() : changedSpec(old);
    withPair(old, current, () => checkPair(old, current));
  }
  expect(ran.subsets).toBeGreaterThan(caseCount(10_000) / 2);
});

// Changes of lines with settings and of whole blocks, which leave comments and blank lines as they are.
const SETTING = /^ {4}[^\s#]/;
const inPlace: readonly ((text: string) => string)[] = [
  text => text.replace(/(= *)[\w.]+/g, (whole, sign) => (chance.below(4) ? whole : sign + chance.of(VALUES))),
  text =>
    text.replace(/(dense|dropout) +[\d.]+/g, (whole, layer) =>
      chance.below(2) ? whole : `${layer} ${1 + chance.below(50)}`,
    ),
  text => onLines(text, lines => removeOne(lines, line => SETTING.test(line))),
  text =>
    onLines(text, lines => {
      const places = [...lines.keys()].filter(i => SETTING.test(lines[i] ?? ''));
      const at = places[chance.below(places.length)];
      if (at !== undefined) lines.splice(at + 1, 0, `    new_${chance.below(1000)} = 3\n`);
    }),
  text => text.replace(/\r?\n/g, '\r\n'),
];

function removeOne(lines: string[], is: (line: string) => boolean): void {
  const places = [...lines.keys()].filter(i => is(lines[i] ?? ''));
  const at = places[chance.below(places.length)];
  if (at !== undefined) lines.splice(at, 1);
}

const withLineFeeds = (text: string): string => text.replace(/\r\n?/g, '\n');

test('where only settings changed, undoing all changes restores the text', { timeout: LIMIT_MS }, () => {
  while (ran['restored texts'] < caseCount(5000)) {
    const old = `${chance.below(4) ? soundSpec() : chance.of(specs)}\n`;
    let current = old;
    for (let count = 1 + chance.below(4); count > 0; count--) current = chance.of(inPlace)(current);
    const [a, b] = [parse(old), parse(current)];
    // An explicit default has no effect, so it is not changed back.
    if (isBroken(a) || isBroken(b) || /\b(?:split|shuffle|normalize|num_workers|deterministic)\b/.test(old)) continue;
    withPair(old, current, () => expect(withLineFeeds(revertAll(a, b) ?? '')).toBe(withLineFeeds(old)));
    ran['restored texts']++;
  }
});

test('a block that was added or removed anywhere is undone with the blank lines around it', {
  timeout: LIMIT_MS,
}, () => {
  const pieces = wholeParts();
  for (let i = 0; i < caseCount(2000); i++) {
    const parts = pieces.filter(() => chance.below(3) > 0);
    const at = chance.below(parts.length + 1);
    const added = [
      ...parts.slice(0, at),
      '# About it.\ndataset Added:\n    target = "z"  # note\n',
      ...parts.slice(at),
    ];
    for (const [a, b] of [
      [parts, added],
      [added, parts],
    ] as const) {
      const [old, current] = [`${a.join('\n')}`, `${b.join('\n')}`];
      withPair(old, current, () => expect(revertAll(parse(old), parse(current))).toBe(old));
    }
  }
});

// A second block of the same name is an error, but undoing keeps the order of both, because the order decides what each name means.
test.each([
  ['model M:\n    input 3\n\nexport:\n    format = torch\n', 'behind different blocks'],
  ['export:\n    format = torch\n\n# alone\n\nmodel M:\n    input 3\n', 'with comments'],
  ['export:\n    format = torch\n', 'before the first block'],
])('removed blocks of one name come back in their order: %#, %s', current => {
  const blocks = ['params:\n    lr = 1\n', 'model M:\n    input 3\n', 'params:\n    lr = 2\n'];
  for (const old of [
    `export:\n    format = torch\n${blocks.join('\n')}`,
    `${blocks.join('\n')}\nexport:\n    format = torch\n`,
  ]) {
    const restored = revertAll(parse(old), parse(current)) ?? '';
    expect(meaning(parse(restored))).toBe(meaning(parse(old)));
    expect(isBroken(parse(restored))).toBe(isBroken(parse(old)));
    const one = leafChanges(parse(old), parse(current)) ?? [];
    for (const { kind, edits } of one)
      if (kind !== 'order') expect(isBroken(parse(edited(current, edits)))).toBe(false);
  }
});

const wholeParts = (): string[] => [
  '# The file.\n\nparams:\n    lr = 0.1\n',
  'import "other.kyn"\n',
  '# Data.\ndataset D:\n    source = csv("a")\n',
  'model M:\n    input 3\n    # wide\n    dense 1\n',
  'train:\n    epochs = 3\n\n# Below.\n',
];
