// What the data says against a spec: the checks that look at data, run with what is known of the files.
import type { Diagnostic } from '../text/diagnostic';
import { shift } from '../text/span';
import type { Analysis } from './analyze';
import type { Check, Report } from './check';
import { checks } from './checks';
import type { Data } from './data/data';
import { sourceOf } from './data/datasetText';
import { blocksOf, type Params, type Scope } from './names/scope';
import type { Block } from './syntax/ast';

const datasetChecks = checks.filter(c => c.dataset);
const dataChecks = checks.filter(c => c.data);

interface BlockFindings {
  readonly data: Data;
  readonly params: Params;
  readonly diagnostics: readonly Diagnostic[];
}

// A block never changes and neither does what `data` says, so a keystroke elsewhere asks for no file again.
const known = new WeakMap<Block, BlockFindings>();

/** Findings about the data of a spec, absolute spans, unsorted. What is wrong with the data of an imported dataset is told at the import. */
export function dataFindings({ tree, scope }: Pick<Analysis, 'tree' | 'scope'>, data: Data): Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const { at, item } of blocksOf(tree, 'dataset'))
    for (const diagnostic of blockFindings(item, scope.params, data)) found.push(moved(diagnostic, at));
  found.push(...importedFindings(scope, data));
  for (const check of dataChecks)
    for (const report of check.data?.({ tree, scope, data }) ?? []) found.push(diagnosticOf(check, report));
  return found;
}

const fixers = new Map(checks.filter(c => c.fixesInData).map(c => [c.code, c]));

/** The findings of a spec's text, with better fixes where the data knows them. */
export const withDataFixes = ({ tree, scope, diagnostics }: Analysis, data: Data): Diagnostic[] =>
  diagnostics.map(found => {
    const fixes = fixers.get(found.code)?.fixesInData?.(found, { tree, scope, data });
    return fixes ? { ...found, fixes } : found;
  });

// Advice to an imported file is given in that file.
const isSerious = ({ severity }: Diagnostic): boolean => severity === 'error' || severity === 'warning';

function importedFindings({ datasets, params }: Scope, data: Data): Diagnostic[] {
  const told = new Set<string>();
  return datasets.flatMap(({ name, block, file }) => {
    const found = file ? blockFindings(block, params, data, file.id).filter(isSerious) : [];
    const worst = found.find(d => d.severity === 'error') ?? found[0];
    if (!file || !worst || told.has(file.id)) return [];
    told.add(file.id);
    const { item, at } = file.via;
    const span = shift(item.path?.span ?? item.keyword.span, at);
    return [{ ...worst, span, fixes: [], message: `The dataset ${name} of ${file.label}: ${worst.message}` }];
  });
}

function blockFindings(block: Block, params: Params, data: Data, from?: string): readonly Diagnostic[] {
  const before = known.get(block);
  if (before?.data === data && (before.params === params || block.params.length === 0)) return before.diagnostics;
  const diagnostics = checkDataset({ block, params, from }, data);
  known.set(block, { data, params, diagnostics });
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

const diagnosticOf = ({ code, severity }: Check, { message, span, fixes = [], ...own }: Report): Diagnostic => ({
  code,
  severity: own.severity ?? severity,
  message,
  span,
  fixes,
});

const moved = (d: Diagnostic, by: number): Diagnostic => ({
  ...d,
  span: shift(d.span, by),
  fixes: d.fixes.map(f => ({ ...f, edits: f.edits.map(e => ({ ...e, span: shift(e.span, by) })) })),
});
