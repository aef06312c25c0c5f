// Runs the checks that compare a spec with its data files. Reading the files is left to the caller.
import { type Diagnostic, makeDiagnostic } from '../text/diagnostic';
import { shift } from '../text/span';
import type { Analysis } from './analyze';
import type { Check, Report } from './check';
import { checks } from './checks';
import type { Data } from './data/data';
import { sourceOf } from './data/datasetText';
import type { Params, Scope } from './names/scope';
import type { Block, Item, Placed } from './syntax/ast';
import { type Matching, matching } from './syntax/matching';

const datasetChecks = checks.filter(c => c.dataset);
const dataChecks = checks.filter(c => c.data);

interface BlockFindings {
  readonly data: Data;
  readonly params: Params;
  readonly diagnostics: readonly Diagnostic[];
}

// Blocks and `data` are immutable, so a change elsewhere in the file causes no new lookup.
const cache = new WeakMap<Block, BlockFindings>();

/**
 * Findings about the data of a spec, absolute spans, unsorted. Findings of an imported dataset are reported at the
 * import.
 */
export function dataFindings({ tree, scope }: Pick<Analysis, 'tree' | 'scope'>, data: Data): Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const i of datasetsWithFindings(scope.params, data)(tree)) {
    const { at, item } = tree.items[i] as Placed<Block>;
    for (const diagnostic of blockFindings(item, scope.params, data)) found.push(moved(diagnostic, at));
  }
  for (const finding of importedFindings(scope, data)) found.push(finding);
  for (const check of dataChecks)
    for (const report of check.data?.({ tree, scope, data }) ?? []) found.push(diagnosticOf(check, report));
  return found;
}

const filters = new WeakMap<Data, { readonly params: Params; readonly items: Matching }>();

function datasetsWithFindings(params: Params, data: Data): Matching {
  let filter = filters.get(data);
  if (filter?.params !== params) {
    const isOne = (item: Item): item is Block => item.kind === 'block' && item.keyword === 'dataset';
    filter = { params, items: matching(item => isOne(item) && blockFindings(item, params, data).length > 0) };
    filters.set(data, filter);
  }
  return filter.items;
}

const checksWithDataFixes = new Map(checks.filter(c => c.fixesInData).map(c => [c.code, c]));

/** The findings of a spec's text, with better fixes where the data provides them. */
export const withDataFixes = ({ tree, scope, diagnostics }: Analysis, data: Data): Diagnostic[] =>
  diagnostics.map(found => {
    const fixes = checksWithDataFixes.get(found.code)?.fixesInData?.(found, { tree, scope, data });
    return fixes ? { ...found, fixes } : found;
  });

// Findings of lower severity are shown only in the imported file itself.
const isSerious = ({ severity }: Diagnostic): boolean => severity === 'error' || severity === 'warning';

function importedFindings({ declared, params }: Scope, data: Data): Diagnostic[] {
  const reported = new Set<string>();
  return declared.imported('dataset').flatMap(({ name, block, file }) => {
    const found = file ? blockFindings(block, params, data, file.id).filter(isSerious) : [];
    const worst = found.find(d => d.severity === 'error') ?? found[0];
    if (!file || !worst || reported.has(file.id)) return [];
    reported.add(file.id);
    const { item, at } = file.via;
    const span = shift(item.path?.span ?? item.keyword.span, at);
    return [
      makeDiagnostic({ ...worst, span, fixes: [], message: `Dataset \`${name}\` in ${file.label}: ${worst.message}` }),
    ];
  });
}

function blockFindings(block: Block, params: Params, data: Data, from?: string): readonly Diagnostic[] {
  const cached = cache.get(block);
  if (cached?.data === data && (cached.params === params || block.params.length === 0)) return cached.diagnostics;
  const diagnostics = checkDataset({ block, params, from }, data);
  cache.set(block, { data, params, diagnostics });
  return diagnostics;
}

interface Dataset {
  readonly block: Block;
  readonly params: Params;
  readonly from: string | undefined;
}

function checkDataset({ block, params, from }: Dataset, data: Data): Diagnostic[] {
  const source = sourceOf(block, params);
  if (!source) return [];
  const file = data.find(source.value, from);
  return datasetChecks.flatMap(check =>
    [...(check.dataset?.({ block, params, source, file }) ?? [])].map(report => diagnosticOf(check, report)),
  );
}

const diagnosticOf = ({ code, severity }: Check, { message, span, fixes = [], ...report }: Report): Diagnostic =>
  makeDiagnostic({ code, severity: report.severity ?? severity, message, span, fixes });

const moved = (d: Diagnostic, by: number): Diagnostic => ({
  ...d,
  span: shift(d.span, by),
  fixes: d.fixes.map(f => ({ ...f, edits: f.edits.map(e => ({ ...e, span: shift(e.span, by) })) })),
});
