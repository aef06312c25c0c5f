// Syntax tree -> analysis: names and findings. Pure; the analysis of an earlier version only saves work.
import {
  byPlace,
  type Diagnostic,
  makeDiagnostic,
  type Severity,
  type TextEdit,
  withoutSecrets,
} from '../text/diagnostic';
import { shift } from '../text/span';
import { blocks } from './catalogue';
import { defaultOptions, type Options } from './catalogue/options';
import type { BlockContext, Check, FileContext, Report, ValuesContext } from './check';
import { checks } from './checks';
import { unreportedFindings } from './compile/unreportedFindings';
import { type Composition, nothingImported } from './names/compose';
import { blocksOf, type Overrides, type Params, type Scope, scopeOf } from './names/scope';
import { secretTexts } from './names/secretTexts';
import type { Item, Placed, SyntaxTree } from './syntax/ast';
import { type Matching, matching } from './syntax/matching';
import { secretsAt } from './syntax/secretValues';
import { type CheckValues, sweptFindings } from './training/sweptValues';
import { isUnaffected, type ParamChange, paramChange } from './types/paramChange';
import { expectedValues } from './types/values';
import { valueWords, wordUses } from './types/wordUses';

/** The input of an analysis. */
export interface AnalysisInput {
  readonly tree: SyntaxTree;
  readonly composition?: Composition;
  readonly options?: Options;
  /** Values that replace the defaults of params. */
  readonly overrides?: Overrides | undefined;
}

/** The result for one version of a spec. Immutable. */
export interface Analysis {
  readonly tree: SyntaxTree;
  readonly scope: Scope;
  readonly composition: Composition;
  readonly options: Options;
  /** Sorted by position, absolute spans. */
  readonly diagnostics: readonly Diagnostic[];
}

interface ItemFindings {
  readonly options: Options;
  /** Sorted by position, spans relative to the item. */
  readonly diagnostics: readonly Diagnostic[];
}

const faultChecks = new Map(checks.filter(c => c.fault).map(c => [c.code, c]));
const blockChecks = checks.filter(c => c.block);
const valueChecks = checks.filter(c => c.values);
const fileChecks = checks.filter(c => c.file);
const fixesInFile = new Map(checks.filter(c => c.fixesInFile).map(c => [c.code, c]));

/** Analyses a spec. */
export function analyze(input: AnalysisInput, previous?: Analysis): Analysis {
  const { tree, composition = nothingImported, options = defaultOptions, overrides } = input;
  const scope = scopeOf(tree, composition, { previous: previous?.scope, overrides });
  if (previous) inheritFindings(scope.params, previous.scope.params);
  const findings = (item: Item) => itemFindings(item, scope.params, options);
  const context: FileContext = { tree, scope, composition, options, findingsOf: findings };
  const diagnostics: Diagnostic[] = [];
  const addFixes = withFixesInFile(context);
  for (const i of itemsWithFindings(scope.params, options)(tree))
    for (const finding of findingsOf(tree.items[i] as Placed, context)) diagnostics.push(addFixes(finding));
  const sweep = blocksOf(tree, 'sweep')[0];
  for (const finding of sweep ? sweptFindings(sweep.item, context, checkValues) : [])
    diagnostics.push(moved(finding, sweep?.at ?? 0));
  for (const check of fileChecks)
    for (const report of check.file?.(context) ?? []) diagnostics.push(fileFinding(check, report));
  for (const finding of unreportedFindings({ tree, scope, composition, options }, diagnostics))
    diagnostics.push(finding);
  const shown = withoutSecrets(diagnostics.sort(byPlace), secretTexts(tree, composition));
  return { tree, scope, composition, options, diagnostics: shown };
}

/** The number of findings of a severity. */
export const countOf = (diagnostics: readonly Diagnostic[], severity: Severity): number =>
  diagnostics.reduce((n, d) => n + (d.severity === severity ? 1 : 0), 0);

function findingsOf({ item, at }: Placed, context: FileContext): readonly Diagnostic[] {
  const all = context.findingsOf(item);
  const diagnostics =
    all.length > 0 && isDuplicate(item, context.tree) ? all.filter(d => !firstBlockOnly.has(d.code)) : all;
  return at === 0 ? diagnostics : diagnostics.map(d => moved(d, at));
}

const firstBlockOnly: ReadonlySet<string> = new Set(checks.filter(c => c.ofFirst).map(c => c.code));

// Whether a block repeats one that a spec may have only once.
const isDuplicate = (item: Item, tree: SyntaxTree): boolean =>
  item.kind === 'block' &&
  item.keyword !== undefined &&
  blocks[item.keyword].max === 1 &&
  blocksOf(tree, item.keyword)[0]?.item !== item;

// Items are immutable, so their findings are computed once: for all versions of a spec, and for all specs that import them.
const withParams = new WeakMap<Params, WeakMap<Item, ItemFindings>>();
const withoutParams = new WeakMap<Item, ItemFindings>();

function memoFor(item: Item, params: Params): WeakMap<Item, ItemFindings> {
  if (!usesParams(item)) return withoutParams;
  const memo = withParams.get(params) ?? new WeakMap<Item, ItemFindings>();
  withParams.set(params, memo);
  return memo;
}

interface Inherited {
  readonly change: ParamChange;
  readonly memo: WeakMap<Item, ItemFindings>;
}

// The findings with the params of the version before. Only one version is kept.
const inherited = new WeakMap<Params, Inherited>();

function inheritFindings(params: Params, before: Params): void {
  if (params === before) return;
  inherited.delete(before);
  const memo = withParams.get(before);
  const change = memo && paramChange(before, params);
  if (change) inherited.set(params, { change, memo });
}

function inheritedFindings(item: Item, params: Params): ItemFindings | undefined {
  const before = inherited.get(params);
  return before && item.kind === 'block' && isUnaffected(item, before.change) ? before.memo.get(item) : undefined;
}

const filters = new WeakMap<Params, { readonly options: Options; readonly items: Matching }>();

function itemsWithFindings(params: Params, options: Options): Matching {
  let filter = filters.get(params);
  if (filter?.options !== options) {
    filter = { options, items: matching(item => itemFindings(item, params, options).length > 0) };
    filters.set(params, filter);
  }
  return filter.items;
}

function itemFindings(item: Item, params: Params, options: Options): readonly Diagnostic[] {
  const memo = memoFor(item, params);
  const cached = memo.get(item);
  if (cached?.options === options) return cached.diagnostics;
  const same = inheritedFindings(item, params);
  const found =
    same?.options === options ? same : { options, diagnostics: checkItem(item, params, options).sort(byPlace) };
  memo.set(item, found);
  return found.diagnostics;
}

// Fixes that need the whole file are computed for the first findings of a code only, to bound the work per keystroke.
const MAX_FIXED = 50;

function withFixesInFile(context: FileContext): (found: Diagnostic) => Diagnostic {
  const remaining = new Map([...fixesInFile.keys()].map(code => [code, MAX_FIXED]));
  return found => {
    const budget = remaining.get(found.code) ?? 0;
    if (budget === 0) return found;
    remaining.set(found.code, budget - 1);
    const more = fixesInFile.get(found.code)?.fixesInFile?.(found, context) ?? [];
    return more.length > 0 ? { ...found, fixes: [...found.fixes, ...more] } : found;
  };
}

const usesParams = (item: Item): boolean =>
  item.kind === 'block' && (item.params.length > 0 || item.keyword === 'sweep');

function checkItem(item: Item, params: Params, options: Options): Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const fault of item.faults) {
    const check = faultChecks.get(fault.code);
    if (check?.fault) found.push(diagnostic(check, withoutSecretParts(check, check.fault(fault, item), item)));
  }
  if (item.kind !== 'block') return found;
  const expected = expectedValues(item, params);
  const context: BlockContext = { block: item, params, options, expected, words: wordUses(item, expected) };
  for (const check of blockChecks) addFindings(found, check, check.block?.(context));
  for (const check of valueChecks) addFindings(found, check, check.values?.(context));
  return found;
}

// The secrets that a report may touch and still have fixes.
const FEW_SECRETS = 4;

// A syntax fault is described by the text at it. A part of a secret or another form of it (`write \`hunter_2\``) would not be recognised as a secret,
// so such a report has a fixed text, and only the fixes that keep the secret as it is.
function withoutSecretParts({ summary, fix }: Check, report: Report, item: Item): Report {
  const touched = secretsAt(item, report.span);
  if (touched.length === 0) return report;
  const secrets = touched.length > FEW_SECRETS ? [] : touched.map(s => item.text.slice(s.start, s.end));
  const keeps = ({ text }: TextEdit): boolean => !/\w/.test(text) || secrets.some(secret => text.includes(secret));
  return { ...report, message: `${summary} ${fix}`, fixes: report.fixes?.filter(f => f.edits.every(keeps)) ?? [] };
}

const checkValues: CheckValues = (block, expected, options) => {
  const found: Diagnostic[] = [];
  const context: ValuesContext = { block, expected, options, words: valueWords(expected) };
  for (const check of valueChecks) addFindings(found, check, check.values?.(context));
  return found;
};

function addFindings(found: Diagnostic[], check: Check, reports: Iterable<Report> = []): void {
  for (const report of reports) found.push(diagnostic(check, report));
}

function diagnostic(check: Check, report: Report): Diagnostic {
  const { message, span, severity = check.severity, fixes = [], unused, about } = report;
  const facts = { code: check.code, severity, message, span, fixes };
  return makeDiagnostic({ ...facts, ...(unused && { unused }), ...(about && { about }) });
}

// A check of the file may give the same report again after each keystroke.
const fileFindings = new WeakMap<Report, Diagnostic>();

function fileFinding(check: Check, report: Report): Diagnostic {
  const finding = fileFindings.get(report) ?? diagnostic(check, report);
  fileFindings.set(report, finding);
  return finding;
}

function moved(d: Diagnostic, by: number): Diagnostic {
  const fixes = d.fixes.map(f => ({ ...f, edits: f.edits.map(e => ({ ...e, span: shift(e.span, by) })) }));
  return { ...d, span: shift(d.span, by), fixes };
}
