// .determinism/lock.json: the approved goldens of a repository, one for each tuple of versions and platform.
// Source: DLM, "Determinism & reproducibility" (seed document 002), "Regenerating the golden", and the schema of DLM.
import * as z from 'zod';
import type { Diagnostic } from '../../text/diagnostic';
import { type JsonNode, member, stringMember } from '../../text/jsonText';
import { byCodePoint, printJson } from '../../text/printJson';
import { hash64, pattern, text } from '../exact';
import { dateTime, nonEmpty } from '../fields';
import { foreignKeys } from '../foreignKeys';
import type { Entry, Golden, Kind } from '../kind';
import { lockVersion, versionGate } from '../versionGate';

const golden = z.object({
  golden_relpath: pattern(
    'tests/golden/determinism/tuple-<16 lower-case hex digits>.json',
    'The golden, from the top of the repository.',
    /^tests\/golden\/determinism\/tuple-[0-9a-f]{16}\.json$/,
  ),
  adapter_sha256: hash64('SHA-256 of the adapter that this tuple trains.'),
  platform: nonEmpty('System and machine, e.g. darwin-arm64.'),
  pinned_versions: z
    .record(z.string(), text('Version of a package.'))
    .meta({ description: 'Versions of the packages of the tuple.' })
    .optional(),
});

const schema = z
  .object({
    lock_version: lockVersion,
    updated_at: dateTime('When the index was written.'),
    goldens: z.array(golden).meta({ description: 'The approved goldens, sorted by golden_relpath.' }).optional(),
  })
  .meta({ title: 'DLM golden index' });

/** One golden. It is no file of its own, so the list of kinds does not have it. */
const goldenEntry: Kind = {
  id: 'dlm-golden',
  title: 'golden',
  source: '',
  rules: [],
  fileNames: [],
  requiredKeys: [],
  detect: () => false,
  schema: golden,
  foreign: 'refuse',
  claims: () => ({}),
  sections: [{ id: 'golden', title: 'Golden', prefixes: [] }],
  identity: ['adapter_sha256'],
  isRun: false,
};

/** Index of the approved goldens of a repository. */
export const goldenIndex: Kind = {
  id: 'dlm-golden-index',
  title: 'DLM golden index',
  source: 'DLM, "Determinism & reproducibility": Regenerating the golden.',
  rules: [
    'A file whose `lock_version` is not the integer 1 is refused before anything else is judged. Fields that are not named here are refused.',
    '`goldens` is sorted by `golden_relpath`, and each stands there once.',
    'The golden must be there, inside the repository and not behind a symbolic link, and its `adapter_sha256`, `platform` and `pinned_versions` must be those of the index.',
    'The name of a golden is made of the first 16 hex digits of the SHA-256 of `<package>=<version>` for each package, sorted, then `platform=<platform>`, joined by `|`, as the script of DLM writes it.',
    'Two indexes are compared golden by golden, whatever their order.',
  ],
  fileNames: ['.determinism/lock.json'],
  requiredKeys: ['"goldens"'],
  detect: root => member(root, 'goldens')?.kind === 'array' && (has(root, 'lock_version') || has(root, 'updated_at')),
  schema,
  foreign: 'refuse',
  gate: root => versionGate('DLM golden index', root),
  extra: root => [
    ...itemsOf(root).flatMap((item, i) => foreignKeys(`goldens.${i}`, item, Object.keys(golden.shape))),
    ...duplicateGoldens(root),
    ...unsorted(root),
  ],
  claims: root => ({ goldens: goldensOf(root) }),
  sections: [{ id: 'goldens', title: 'Goldens', prefixes: [] }],
  identity: [],
  isRun: false,
  entries: { kind: goldenEntry, noun: 'golden', of: entriesOf, beside: besideOf },
};

const has = (root: JsonNode, key: string): boolean => member(root, key) !== undefined;

function itemsOf(root: JsonNode): readonly JsonNode[] {
  const list = member(root, 'goldens');
  return list?.kind === 'array' ? list.items : [];
}

const relpathOf = (entry: JsonNode): string => stringMember(entry, 'golden_relpath') ?? '';

const goldensOf = (root: JsonNode): Golden[] =>
  itemsOf(root).flatMap(entry => {
    const relpath = stringMember(entry, 'golden_relpath');
    return relpath === undefined ? [] : [{ relpath, entry }];
  });

const NAME = /tuple-[0-9a-f]{16}(?=\.json$)/;

function entriesOf(root: JsonNode): Entry[] {
  return itemsOf(root).map(item => {
    const id = relpathOf(item);
    return { name: NAME.exec(id)?.[0] ?? id, id, root: item };
  });
}

function besideOf(root: JsonNode): JsonNode {
  const others = root.kind === 'object' ? root.members.filter(m => m.key !== 'goldens') : [];
  return { kind: 'object', span: root.span, members: others };
}

function duplicateGoldens(root: JsonNode): Diagnostic[] {
  const seen = new Set<string>();
  return goldensOf(root).flatMap(({ relpath, entry }) => {
    const isSecond = seen.has(relpath);
    seen.add(relpath);
    const message = `${relpath} stands twice; DLM keeps the last one when it writes the index. Remove one of them.`;
    return isSecond ? [warning('golden-duplicate', entry, message)] : [];
  });
}

function unsorted(root: JsonNode): Diagnostic[] {
  const items = itemsOf(root);
  const sorted = [...items].sort((a, b) => byCodePoint(relpathOf(a), relpathOf(b)));
  const first = items.findIndex((item, i) => item !== sorted[i] && relpathOf(item) !== relpathOf(sorted[i] ?? item));
  const at = items[first];
  if (!at) return [];
  const message =
    'The goldens are not sorted by golden_relpath, as DLM writes them; the next approval would move them.';
  // Each entry takes the place of another, printed as DLM prints it: four blanks deep.
  const edits = items.flatMap((item, i) => {
    const other = sorted[i];
    return other && other !== item ? [{ span: item.span, text: printJson(other).replaceAll('\n', '\n    ') }] : [];
  });
  return [{ ...warning('golden-order', at, message), fixes: [{ title: 'Sort the goldens', edits, safe: false }] }];
}

function warning(code: string, entry: JsonNode, message: string): Diagnostic {
  const at = member(entry, 'golden_relpath')?.span ?? entry.span;
  return { code, severity: 'warning', message, span: at, fixes: [] };
}
