// .determinism/lock.json: the approved goldens of a repository, one for each combination of versions and platform.
// Source: DLM, "Determinism & reproducibility" (seed document 002), "Regenerating the golden", and the schema of DLM.
import * as z from 'zod/mini';
import { type JsonNode, member, stringMember } from '../../text/jsonText';
import { dlmLockVersion } from '../dlmLockVersion';
import { documented, hash64, pattern, text } from '../exact';
import { dateTime, nonEmpty } from '../fields';
import { goldenDuplicate } from '../findings/goldenDuplicate';
import { goldenOrder } from '../findings/goldenOrder';
import { lockVersion } from '../findings/lockVersion';
import { pythonRejects } from '../findings/pythonRejects';
import { unknownField, unknownMembers } from '../findings/unknownField';
import type { Entry, Golden, Kind } from '../kind';
import { timeClaim } from '../listedTexts';
import { hasAll, hasAny, hasOnly } from '../shape';

const golden = z.object({
  golden_relpath: pattern(
    'tests/golden/determinism/tuple-<16 lower-case hex digits>.json',
    'Path of the golden, relative to the root of the repository.',
    /^tests\/golden\/determinism\/tuple-[0-9a-f]{16}\.json$/,
  ),
  adapter_sha256: hash64('SHA-256 of the adapter that this combination of versions and platform trains.'),
  platform: nonEmpty('Operating system and machine, e.g. darwin-arm64.'),
  pinned_versions: z.optional(
    documented(z.record(z.string(), text('Version of a package.')), { description: 'Versions of the packages.' }),
  ),
});

const schema = documented(
  z.object({
    lock_version: dlmLockVersion,
    updated_at: dateTime('When the index was written: in UTC, but DLM writes neither an offset nor microseconds.'),
    goldens: z.optional(
      documented(z.array(golden), { description: 'The approved goldens, sorted by golden_relpath.' }),
    ),
  }),
  { title: 'DLM golden index' },
);

/** An entry of the index. It is never a separate file, so it is not in the list of kinds. */
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
  identity: ['adapter_sha256', 'platform'],
  isRun: false,
};

/** Index of the approved goldens of a repository. */
export const goldenIndex: Kind = {
  id: 'dlm-golden-index',
  title: 'DLM golden index',
  source: 'DLM, "Determinism & reproducibility": Regenerating the golden.',
  rules: [
    'A file whose `lock_version` is not the integer 1 is rejected before anything else is checked. Fields that are not listed here are rejected.',
    'Half of a surrogate pair and an integer of more than 4,300 digits are rejected, because Python rejects them.',
    'Detected by `lock_version` and a list `goldens` whose entries have `golden_relpath` or `adapter_sha256`; an empty list also requires `updated_at` and no other fields.',
    '`goldens` is sorted by `golden_relpath` and contains each golden once.',
    'The golden must exist inside the repository and not behind a symbolic link. Its `adapter_sha256`, `platform` and `pinned_versions` must equal those of the index.',
    'The file name of a golden contains the first 16 hex digits of a SHA-256, as DLM computes it: of `<package>=<version>` for each package, sorted, then `platform=<platform>`, joined by `|`.',
    'Two indexes are compared golden by golden, in any order.',
    'Two versions are merged golden by golden; of two times in `updated_at` the later one is kept.',
  ],
  fileNames: ['.determinism/lock.json'],
  requiredKeys: ['"goldens"'],
  detect: root =>
    member(root, 'goldens')?.kind === 'array' &&
    hasAll(root, 'lock_version') &&
    (itemsOf(root).length > 0 || (hasAll(root, 'updated_at') && hasOnly(root, Object.keys(schema.shape)))) &&
    itemsOf(root).every(item => hasAny(item, 'golden_relpath', 'adapter_sha256')),
  schema,
  foreign: 'refuse',
  gate: root => lockVersion.find(root, 'DLM golden index')[0],
  extra: root => [
    ...itemsOf(root).flatMap((item, i) =>
      unknownField.find(unknownMembers(item, Object.keys(golden.shape)), {
        owner: `\`goldens.${i}\``,
        foreign: 'refuse',
      }),
    ),
    ...pythonRejects.find(root),
    ...goldenDuplicate.find(goldensOf(root)),
    ...goldenOrder.find(itemsOf(root)),
  ],
  claims: root => ({ ...timeClaim(root, 'updated_at'), goldens: goldensOf(root) }),
  listing: {
    title: 'DLM golden indexes',
    name: () => undefined,
    facts: root => [`${itemsOf(root).length} approved`],
  },
  sections: [{ id: 'goldens', title: 'Goldens', prefixes: [] }],
  identity: [],
  isRun: false,
  merge: {
    lists: { goldens: 'golden_relpath' },
    latest: ['updated_at'],
    remedy: 'Approve the golden again.',
  },
  entries: { kind: goldenEntry, noun: 'golden', of: entriesOf, beside: besideOf },
};

function itemsOf(root: JsonNode): readonly JsonNode[] {
  const list = member(root, 'goldens');
  return list?.kind === 'array' ? list.items : [];
}

const goldensOf = (root: JsonNode): Golden[] =>
  itemsOf(root).flatMap(entry => {
    const relpath = stringMember(entry, 'golden_relpath');
    return relpath === undefined ? [] : [{ relpath, entry }];
  });

const NAME = /tuple-[0-9a-f]{16}(?=\.json$)/;

function entriesOf(root: JsonNode): Entry[] {
  return itemsOf(root).map(item => {
    const id = stringMember(item, 'golden_relpath') ?? '';
    return { name: NAME.exec(id)?.[0] ?? id, id, root: item };
  });
}

function besideOf(root: JsonNode): JsonNode {
  const others = root.kind === 'object' ? root.members.filter(m => m.key !== 'goldens') : [];
  return { kind: 'object', span: root.span, members: others };
}
