// sweep_results.json: one entry for each combination of a sweep, with the whole manifest of its run.
// Source: the KynML page on reproducibility (seed document 000), "Sweep results": each entry includes the combo dict, the script path, the exit code
// and the full manifest. The names of the keys are not documented, so the likely ones are read, and which were found is said.
import * as z from 'zod';
import type { Diagnostic } from '../../text/diagnostic';
import { type JsonMember, type JsonNode, member, members } from '../../text/jsonText';
import { comboIdentity, comboName } from '../comboName';
import { field, integer, text } from '../exact';
import type { Entry, Kind } from '../kind';
import { divergence, manifestClaims, manifestSchema, manifestSections } from '../manifestForm';
import { duplicates, validate } from '../validate';

/** The names under which each part of an entry is read, the first that is there counts. */
const NAMES = {
  combo: ['combo', 'params'],
  script: ['script', 'script_path'],
  exit_code: ['exit_code', 'returncode'],
  manifest: ['manifest'],
} as const;
type Part = keyof typeof NAMES;
const LISTS = ['results', 'combos'];

const isObject = (v: unknown): v is object => typeof v === 'object' && v !== null && !Array.isArray(v);
const comboSchema = field(
  { expected: 'a JSON object', doc: 'Values of the sweep axes of this combination.', schema: { type: 'object' } },
  isObject,
);

const entrySchema = z.object({
  combo: comboSchema,
  script: text('Path of the script that was run for this combination.').optional(),
  exit_code: integer('Exit code of that script; 0 where it ran to its end.'),
  ...Object.fromEntries(Object.entries(manifestSchema.shape).map(([key, type]) => [key, type.optional()])),
});

/** One combination of a sweep, its manifest's fields beside its own. It is no file of its own, so the list of kinds does not have it. */
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
  extra: divergence,
  sections: [
    { id: 'combination', title: 'Combination', prefixes: ['combo', 'script', 'exit_code'] },
    ...manifestSections,
  ],
  metricsField: 'metrics',
  identity: ['config_hash', 'data_hash', 'seed'],
  hashField: 'config_hash',
  isRun: true,
};

/** Results of a sweep. */
export const sweepResults: Kind = {
  id: 'kynml-sweep-results',
  title: 'sweep result',
  source: 'KynML, "Reproducibility": Sweep results. The names of the keys are not documented.',
  rules: [
    'Read as a list, or as the list under `results` or `combos`; of each entry `combo` or `params`, `script` or `script_path`, `exit_code` or `returncode`, and `manifest`. Which were found is said.',
    'The manifest of an entry is a whole run manifest, or null where the run failed; both a failed run and a null manifest are told.',
    'Two sweeps are compared combination by combination, whatever their order: those with equal values belong together, numbers by their value. `sweep_results.json#3` names one combination, counted from 0.',
    'Keys of an entry that are not named here, and keys beside the list, are compared as well.',
  ],
  fileNames: ['sweep_results.json'],
  requiredKeys: ['"combo"', '"exit_code"', '"returncode"'],
  detect: root => {
    const [first] = itemsOf(root)?.items ?? [];
    return first !== undefined && partOf(first, 'combo') !== undefined && isRunEntry(first);
  },
  schema: z
    .object({
      results: z
        .array(
          z.object({
            combo: comboSchema,
            script: text('Path of the script that was run for this combination.').optional(),
            exit_code: integer('Exit code of that script; 0 where it ran to its end.'),
            manifest: manifestSchema
              .nullable()
              .meta({ description: 'The run manifest of this combination; null where the run failed.' }),
          }),
        )
        .optional()
        .meta({
          description: 'One entry for each combination. The whole file may be this list, or it may stand under combos.',
        }),
    })
    .meta({ title: 'KynML sweep results' }),
  outermost: 'object-or-list',
  validate: findingsOf,
  claims: root => {
    const hashes = new Set(entriesOf(root).map(e => manifestClaims(e.root).configHash));
    const [configHash] = hashes;
    return hashes.size === 1 && configHash !== undefined ? { configHash } : {};
  },
  sections: [{ id: 'combinations', title: 'Combinations', prefixes: [] }],
  identity: [],
  hashField: 'config_hash',
  summary,
  isRun: false,
  entries: { kind: sweepEntry, noun: 'combination', of: entriesOf, beside: besideOf },
};

type List = Extract<JsonNode, { kind: 'array' }>;

// The list of entries, and the key it stands under.
function itemsOf(root: JsonNode): { readonly items: List['items']; readonly under?: string } | undefined {
  if (root.kind === 'array') return { items: root.items };
  for (const under of LISTS) {
    const list = member(root, under);
    if (list?.kind === 'array') return { items: list.items, under };
  }
  return undefined;
}

function partOf(entry: JsonNode, part: Part): JsonMember | undefined {
  const present = members(entry);
  const name = NAMES[part].find(n => present.has(n));
  return name === undefined ? undefined : present.get(name);
}

const isRunEntry = (entry: JsonNode): boolean =>
  partOf(entry, 'exit_code') !== undefined || partOf(entry, 'manifest') !== undefined;

function entriesOf(root: JsonNode): Entry[] {
  return (itemsOf(root)?.items ?? []).map(item => {
    const combo = partOf(item, 'combo')?.value;
    return {
      name: comboText(item),
      // What is no object has no values to tell it by.
      id: combo ? comboIdentity(combo) : '',
      root: { kind: 'object', span: item.span, members: membersOf(item) },
    };
  });
}

// The parts under their first names, the fields of the manifest beside them, and every other key as it is. No key hides one of another group.
function membersOf(item: JsonNode): JsonMember[] {
  const parts = (['combo', 'script', 'exit_code'] as const).flatMap(part => {
    const found = partOf(item, part);
    return found ? [{ ...found, key: part }] : [];
  });
  const manifest = partOf(item, 'manifest')?.value;
  const known = new Set((Object.keys(NAMES) as Part[]).map(part => partOf(item, part)?.key));
  const others = item.kind === 'object' ? item.members.filter(m => !known.has(m.key)) : [];
  const own = manifest?.kind === 'object' ? manifest.members : [];
  const withManifest = [...parts, ...besides(own, parts, 'manifest')];
  return [...withManifest, ...besides(others, withManifest, 'entry')];
}

const besides = (added: readonly JsonMember[], taken: readonly JsonMember[], group: string): JsonMember[] =>
  added.map(m => (taken.some(t => t.key === m.key) ? { ...m, key: `${group}.${m.key}` } : m));

// What stands beside the list of entries.
function besideOf(root: JsonNode): JsonNode {
  const under = itemsOf(root)?.under;
  const others = root.kind === 'object' ? root.members.filter(m => m.key !== under) : [];
  return { kind: 'object', span: root.span, members: others };
}

const comboText = (item: JsonNode): string => comboName(partOf(item, 'combo')?.value);

function summary(root: JsonNode): string {
  const list = itemsOf(root);
  if (!list) return '';
  const [first] = list.items;
  const names = first ? (Object.keys(NAMES) as Part[]).flatMap(part => partOf(first, part)?.key ?? []) : [];
  const runs = list.items.filter(item => partOf(item, 'manifest')?.value.kind === 'object').length;
  const form = list.under === undefined ? 'a list' : `the list ${list.under}`;
  return `${list.items.length} combinations, ${runs} with a manifest; read as ${form} of ${names.join(', ')}`;
}

function findingsOf(root: JsonNode): Diagnostic[] {
  const list = itemsOf(root);
  if (list) return [...list.items.flatMap((item, i) => entryFindings(item, i)), ...duplicates(root)];
  const message =
    'A sweep result must be a list of combinations, or an object with such a list under results or combos.';
  return [
    {
      code: 'wrong-shape',
      severity: 'error',
      message,
      span: { start: root.span.start, end: root.span.start + 1 },
      fixes: [],
    },
  ];
}

function entryFindings(item: JsonNode, index: number): Diagnostic[] {
  const error = (node: JsonNode, code: string, message: string): Diagnostic => ({
    code,
    severity: 'error',
    message: `Combination #${index}: ${message}`,
    span: code === 'missing-field' ? { start: node.span.start, end: node.span.start + 1 } : node.span,
    fixes: [],
  });
  if (item.kind !== 'object') return [error(item, 'wrong-field', 'this must be an object.')];
  const missing = (['combo', 'exit_code', 'manifest'] as const)
    .filter(part => !partOf(item, part))
    .map(part => error(item, 'missing-field', `${NAMES[part].join(' or ')} is missing.`));
  const found = (Object.keys(NAMES) as Part[]).flatMap(part => {
    const value = partOf(item, part)?.value;
    const expected = value && expectedOf(part, value);
    return value && expected ? [error(value, 'wrong-field', `${partOf(item, part)?.key} must be ${expected}.`)] : [];
  });
  return [...missing, ...found, ...failureOf(item, index), ...manifestFindings(item, index)];
}

function expectedOf(part: Part, value: JsonNode): string | undefined {
  switch (part) {
    case 'combo':
      return value.kind === 'object' ? undefined : 'an object with the values of the axes';
    case 'script':
      return value.kind === 'string' ? undefined : 'a string';
    case 'exit_code':
      return value.kind === 'number' && /^-?\d+$/.test(value.text)
        ? undefined
        : 'an integer written without point or exponent';
    case 'manifest':
      return value.kind === 'object' || value.kind === 'null'
        ? undefined
        : 'a run manifest, or null where the run failed';
  }
}

function manifestFindings(item: JsonNode, index: number): Diagnostic[] {
  const manifest = partOf(item, 'manifest')?.value;
  if (manifest?.kind !== 'object') return [];
  const found = validate({ ...sweepEntry, title: 'run manifest', schema: manifestSchema }, manifest);
  // Duplicate keys are told for the whole file.
  return found
    .filter(d => d.code !== 'duplicate-field')
    .map(d => ({ ...d, message: `Combination #${index}: ${d.message}` }));
}

// A run that failed is no fault of the file, but nobody should overlook it.
function failureOf(item: JsonNode, index: number): Diagnostic[] {
  const code = partOf(item, 'exit_code')?.value;
  const manifest = partOf(item, 'manifest')?.value;
  const failed = code?.kind === 'number' && Number(code.text) !== 0;
  if (!failed && manifest?.kind !== 'null') return [];
  const why = failed ? `its script ended with exit code ${code.text.slice(0, 20)}` : 'it has no manifest';
  const message = `Combination #${index} (${comboText(item)}) has no result to rely on: ${why}.`;
  return [
    { code: 'failed-run', severity: 'info', message, span: (failed ? code : (manifest ?? item)).span, fixes: [] },
  ];
}
