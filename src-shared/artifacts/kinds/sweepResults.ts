// sweep_results.json: one entry for each combination of a sweep, with the whole manifest of its run.
// Source: the KynML page on reproducibility (seed document 000), "Sweep results": each entry includes the combo dict, the script path, the exit code
// and the full manifest. The names of the keys are not documented, so the likely ones are tried, and the summary shows which were found.
import * as z from 'zod/mini';
import type { Diagnostic } from '../../text/diagnostic';
import { isInteger, type JsonMember, type JsonNode, member, members } from '../../text/jsonText';
import { counted, numberText } from '../../text/numberText';
import { comboName } from '../comboName';
import { contradictingTexts } from '../comboTexts';
import { documented, field, integer, text } from '../exact';
import { contradictoryFields } from '../findings/contradictoryFields';
import { diverged } from '../findings/diverged';
import { duplicateField } from '../findings/duplicateField';
import { failedRun, MAX_DIGITS } from '../findings/failedRun';
import { metricForm } from '../findings/metricForm';
import { missingField } from '../findings/missingField';
import { mixedSpecs } from '../findings/mixedSpecs';
import { repeatedCombination } from '../findings/repeatedCombination';
import { wrongField } from '../findings/wrongField';
import { wrongShape } from '../findings/wrongShape';
import type { Entry, Kind } from '../kind';
import { extendedManifestSchema, isManifest, manifestClaims, manifestSchema, manifestSections } from '../manifestForm';
import { emptied } from '../metrics';
import { openingSpan } from '../openingSpan';
import { countKeys, hasAny, hasOnly, isFilledObject, isObjectNode } from '../shape';
import {
  agreedPart,
  contradictionOf,
  equalNames,
  PART_NAMES,
  type SweepPart,
  sweepFormNote,
  sweepFormText,
  sweepList,
  sweepPart,
  sweepParts,
} from '../sweepForm';
import { validate } from '../validate';
import { valueIdentity } from '../valueIdentity';

const isObject = (v: unknown): v is object => typeof v === 'object' && v !== null && !Array.isArray(v);
const comboSchema = field(
  { expected: 'a JSON object', doc: 'Values of the sweep axes of this combination.', schema: { type: 'object' } },
  isObject,
);

const entrySchema = z.object({
  combo: comboSchema,
  script: z.optional(text('Path of the script of this combination.')),
  exit_code: integer('Exit code of that script; 0 when it succeeded.'),
  ...Object.fromEntries(Object.entries(extendedManifestSchema.shape).map(([key, type]) => [key, z.optional(type)])),
});

/** One combination of a sweep, with the fields of its manifest next to its own. It is never a separate file, so it is not in the list of kinds. */
const sweepEntry: Kind = {
  id: 'kynml-sweep-entry',
  title: 'sweep entry',
  source: '',
  rules: [],
  fileNames: [],
  requiredKeys: [],
  detect: () => false,
  schema: entrySchema,
  claims: manifestClaims,
  extra: root => [...diverged.find(root), ...metricForm.find(root, 'metrics')],
  sections: [
    { id: 'combination', title: 'Combination', prefixes: ['combo', 'script', 'exit_code'] },
    ...manifestSections,
  ],
  metricsField: 'metrics',
  withoutMetrics: root => emptied(root, 'metrics'),
  failure: { field: 'exit_code', of: failureOf },
  identity: ['config_hash', 'data_hash', 'seed'],
  hashField: 'config_hash',
  isRun: true,
  run: { kind: 'kynml-run-manifest', of: manifestOf },
};

// The manifest next to the other fields of a combination, where it records the same values as the combination.
function manifestOf(root: JsonNode): JsonNode | undefined {
  if (root.kind !== 'object' || failureOf(root) !== undefined) return undefined;
  const [combo, params] = [member(root, 'combo'), member(root, 'params')];
  const recorded = members(params);
  if (![...members(combo).keys()].every(name => recorded.has(name))) return undefined;
  if (contradictingTexts(combo, params).length > 0) return undefined;
  return { ...root, members: root.members.filter(({ key }) => !OWN_FIELDS.includes(key)) };
}

const OWN_FIELDS: readonly string[] = ['combo', 'script', 'exit_code'];

/** Results of a sweep. */
export const sweepResults: Kind = {
  id: 'kynml-sweep-results',
  title: 'sweep result',
  source: 'KynML, "Reproducibility": Sweep results. The names of the keys are not documented.',
  rules: [
    'Detected by an entry with a combination that is an object, and with a run manifest; or with an exit code, if the combination is not empty and there are two more signs: the name `combo`, an integer as exit code, and a `manifest` that is null or has fields of a run manifest. In an entry that has only the fields below, such a `manifest` is enough, or the integer where there is no `manifest`.',
    'Read as a list, or as the list under `results` or `combos`. Each entry has `combo` or `params`, `script` or `script_path`, `exit_code` or `returncode`, and `manifest`. The lens and the comparison name those that are not the first ones, and `kyn check --format json` states all. Two names of one part with different values are an error, and nothing is claimed for that combination.',
    'The manifest of an entry is a whole run manifest, or null where the run failed. Failed runs and null manifests are reported, as are a combination with another `config_hash` than the first one and a combination that occurs twice.',
    'Two sweeps are compared combination by combination, in any order. Combinations with equal values are paired, and numbers are equal by value. `sweep_results.json#3` selects one combination, counted from 0.',
    'Keys of an entry that are not listed here, and keys next to the list, are compared as well.',
  ],
  fileNames: ['sweep_results.json'],
  sharesNames: true,
  requiredKeys: ['"exit_code"', '"returncode"', '"manifest"'],
  // The entry of a failed run may lack parts, so one complete entry is enough.
  detect: root => (sweepList(root)?.items ?? []).some(isRunEntry),
  schema: documented(
    z.object({
      results: documented(
        z.optional(
          z.array(
            z.object({
              combo: comboSchema,
              script: z.optional(text('Path of the script of this combination.')),
              exit_code: integer('Exit code of that script; 0 when it succeeded.'),
              manifest: documented(z.nullable(extendedManifestSchema), {
                description: 'Run manifest of this combination; null when the run failed.',
              }),
            }),
          ),
        ),
        {
          description:
            'One entry for each combination. The file may also be this list itself, or have it under combos.',
        },
      ),
    }),
    { title: 'KynML sweep results' },
  ),
  outermost: 'object-or-list',
  validate: findingsOf,
  claims: root => {
    // A combination that failed records no hash.
    const hashes = new Set(entriesOf(root).flatMap(e => manifestClaims(e.root).configHash ?? []));
    const [configHash] = hashes;
    return hashes.size === 1 && configHash !== undefined ? { configHash } : {};
  },
  sections: [{ id: 'combinations', title: 'Combinations', prefixes: [] }],
  identity: [],
  hashField: 'config_hash',
  withoutMetrics: withoutMetricsOf,
  summary,
  form: sweepFormText,
  formNote: sweepFormNote,
  isRun: false,
  entries: { kind: sweepEntry, noun: 'combination', of: entriesOf, beside: besideOf, together },
};

// Other programs have results with parameters and an exit code too.
function isRunEntry(entry: JsonNode): boolean {
  const [combo, exitCode, manifest] = (['combo', 'exit_code', 'manifest'] as const).map(part => sweepPart(entry, part));
  if (manifest && isManifest(manifest.value)) return isObjectNode(combo?.value);
  if (!exitCode || !isFilledObject(combo?.value)) return false;
  const isNamed = combo?.key === PART_NAMES.combo[0];
  const isCode = isExitCode(exitCode.value);
  const isRun = manifest !== undefined && (manifest.value.kind === 'null' || resemblesManifest(manifest.value));
  if ([isNamed, isCode, isRun].filter(Boolean).length >= 2) return true;
  return (manifest ? isRun : isCode) && hasOnly(entry, Object.values(PART_NAMES).flat());
}

const resemblesManifest = (node: JsonNode): boolean =>
  hasAny(node, 'config_hash', 'kynml_version') || countKeys(node, Object.keys(manifestSchema.shape)) >= 2;

const isExitCode = (node: JsonNode): boolean => node.kind === 'number' && isInteger(node.text);

function entriesOf(root: JsonNode): Entry[] {
  return (sweepList(root)?.items ?? []).map((item, index) => {
    const faults = contradictoryFields.find(item, 'entry');
    return {
      name: comboText(item, index),
      id: comboId(item),
      root: { kind: 'object', span: item.span, members: membersOf(item) },
      ...(faults.length > 0 && { faults }),
    };
  });
}

// Contradictory values are all part of it, so that such a combination is compared only with the same one.
function comboId(item: JsonNode): string {
  const agreed = agreedPart(item, 'combo')?.value;
  const values = agreed ? [agreed] : PART_NAMES.combo.flatMap(name => member(item, name) ?? []);
  return values.map(valueIdentity).join('\n');
}

// The parts under their first names, then the fields of the manifest, then all other keys. Keys of different groups never overwrite each other.
function membersOf(item: JsonNode): JsonMember[] {
  const agreed = sweepParts.map(part => [part, agreedPart(item, part)] as const);
  const parts = agreed.flatMap(([part, found]) => (found && part !== 'manifest' ? [{ ...found, key: part }] : []));
  // A fault covers a contradiction. Both scripts may be shown, but no part may be taken for a result or for the values of the axes.
  const dropped = (['combo', 'exit_code'] as const).filter(part => contradictionOf(item, part));
  const manifest = agreedPart(item, 'manifest')?.value;
  const known = new Set<string>([
    ...agreed.flatMap(([part, found]) => (found ? equalNames(item, part) : [])),
    ...dropped.flatMap(part => PART_NAMES[part]),
  ]);
  const others = item.kind === 'object' ? item.members.filter(m => !known.has(m.key)) : [];
  const fields = manifest?.kind === 'object' ? manifest.members : [];
  const taken = new Set<string>([...parts.map(m => m.key), ...dropped]);
  const ofManifest = renamed(fields, taken, 'manifest');
  return [...parts, ...ofManifest, ...renamed(others, new Set([...taken, ...ofManifest.map(m => m.key)]), 'entry')];
}

// A key that already exists gets the name of its group as a prefix.
const renamed = (added: readonly JsonMember[], taken: ReadonlySet<string>, group: string): JsonMember[] =>
  added.map(m => (taken.has(m.key) ? { ...m, key: `${group}.${m.key}` } : m));

// The keys next to the list of entries.
function besideOf(root: JsonNode): JsonNode {
  const under = sweepList(root)?.under;
  const others = root.kind === 'object' ? root.members.filter(m => m.key !== under) : [];
  return { kind: 'object', span: root.span, members: others };
}

// Each manifest with empty metrics.
function withoutMetricsOf(root: JsonNode): JsonNode {
  const inEntry = (item: JsonNode): JsonNode =>
    replaced(item, sweepPart(item, 'manifest')?.key, m => emptied(m, 'metrics'));
  const inList = (list: JsonNode): JsonNode =>
    list.kind === 'array' ? { ...list, items: list.items.map(inEntry) } : list;
  return root.kind === 'array' ? inList(root) : replaced(root, sweepList(root)?.under, inList);
}

const replaced = (node: JsonNode, key: string | undefined, change: (value: JsonNode) => JsonNode): JsonNode =>
  node.kind === 'object'
    ? { ...node, members: node.members.map(m => (m.key === key ? { ...m, value: change(m.value) } : m)) }
    : node;

function failureOf(root: JsonNode): string | undefined {
  const code = member(root, 'exit_code');
  if (code?.kind === 'number' && Number(code.text) !== 0) return `failed (exit code ${code.text.slice(0, MAX_DIGITS)})`;
  const hasManifest = Object.keys(manifestSchema.shape).some(key => member(root, key) !== undefined);
  if (!hasManifest) return 'has no manifest';
  return code?.kind === 'number' ? undefined : 'has no known exit code';
}

const comboText = (item: JsonNode, index: number): string =>
  contradictionOf(item, 'combo') ? `#${index}` : comboName(sweepPart(item, 'combo')?.value, index);

function summary(root: JsonNode): string {
  const list = sweepList(root);
  if (!list) return '';
  const count = counted(list.items.length, 'combination');
  const without = entriesOf(root).filter(entry => failureOf(entry.root) !== undefined).length;
  const note = sweepFormNote(root);
  return [
    count,
    ...(without === 0 ? [] : [`${numberText(without)} without a result`]),
    ...(note === '' ? [] : [note]),
  ].join(', ');
}

const EXPECTED_LIST = 'a list of combinations, or an object with such a list under `results` or `combos`';

function findingsOf(root: JsonNode): Diagnostic[] {
  const list = sweepList(root);
  if (list)
    return [
      ...contradictoryFields.find(root, 'file'),
      ...list.items.flatMap(entryFindings),
      ...together(root),
      ...duplicateField.find(root),
    ];
  return [wrongShape.report({ title: sweepResults.title, expected: EXPECTED_LIST, actual: root }, openingSpan(root))];
}

// What only several combinations show.
function together(root: JsonNode): Diagnostic[] {
  const items = sweepList(root)?.items ?? [];
  const hashes = items.map(item => {
    const manifest = agreedPart(item, 'manifest')?.value;
    return manifest && member(manifest, 'config_hash');
  });
  const combinations = items.map(item => {
    const node = agreedPart(item, 'combo')?.value;
    return node && { id: comboId(item), node };
  });
  return [...mixedSpecs.find(hashes), ...repeatedCombination.find(combinations)];
}

function entryFindings(item: JsonNode, index: number): Diagnostic[] {
  const [exitCode, manifest] = (['exit_code', 'manifest'] as const).map(part => agreedPart(item, part)?.value);
  return [
    ...[...contradictoryFields.find(item, 'entry'), ...partFindings(item), ...manifestFindings(manifest)].map(d => ({
      ...d,
      message: `Combination #${index}: ${d.message}`,
    })),
    ...failedRun.find({ index, name: comboText(item, index), exitCode, manifest }),
  ];
}

function partFindings(item: JsonNode): Diagnostic[] {
  if (item.kind !== 'object') return [wrongField.report({ expected: 'an object', actual: item }, item.span)];
  const missing = (['combo', 'exit_code', 'manifest'] as const)
    .filter(part => !sweepPart(item, part))
    .map(part => missingField.report({ names: PART_NAMES[part], title: sweepEntry.title }, openingSpan(item)));
  const wrong = sweepParts.flatMap(part => {
    const found = sweepPart(item, part);
    const expected = found && expectedOf(part, found.value);
    return found && expected
      ? [wrongField.report({ field: found.key, expected, actual: found.value }, found.value.span)]
      : [];
  });
  return [...missing, ...wrong];
}

function expectedOf(part: SweepPart, value: JsonNode): string | undefined {
  switch (part) {
    case 'combo':
      return value.kind === 'object' ? undefined : 'an object with the values of the axes';
    case 'script':
      return value.kind === 'string' ? undefined : 'a string';
    case 'exit_code':
      return isExitCode(value) ? undefined : 'an integer without decimal point or exponent';
    case 'manifest':
      return value.kind === 'object' || value.kind === 'null'
        ? undefined
        : 'a run manifest, or `null` where the run failed';
  }
}

// Duplicate keys are reported for the whole file.
function manifestFindings(manifest: JsonNode | undefined): Diagnostic[] {
  if (manifest?.kind !== 'object') return [];
  const found = validate({ ...sweepEntry, title: 'run manifest', schema: extendedManifestSchema }, manifest);
  return found.filter(d => d.code !== duplicateField.code);
}
