// Compiles a spec with the built-in compiler: finds its data, analyses it, plans the training and prints the script. Nothing is written.
import type { Host } from '../../host/host';
import { dirname, isInside, relativeTo } from '../../host/paths';
import { resolveParents } from '../../host/resolveParents';
import { type Analysis, analyze } from '../../kyn/analyze';
import type { Options } from '../../kyn/catalogue/options';
import { isCompilerFinding } from '../../kyn/compile/isCompilerFinding';
import { oneFindingEach } from '../../kyn/compile/oneMistake';
import { overrideProblems } from '../../kyn/compile/overrides';
import type { TrainingPlan } from '../../kyn/compile/plan';
import {
  type PlannedSource,
  plannedSource,
  planTraining,
  type TrainingPlanResult,
} from '../../kyn/compile/planTraining';
import { trainingScript } from '../../kyn/compile/script/trainingScript';
import type { Data } from '../../kyn/data/data';
import type { Composition } from '../../kyn/names/compose';
import type { Overrides } from '../../kyn/names/scope';
import type { SyntaxTree } from '../../kyn/syntax/ast';
import { parse } from '../../kyn/syntax/parse';
import { byPlace, type Diagnostic, makeDiagnostic } from '../../text/diagnostic';
import { oneLine } from '../../text/oneLine';
import { readDvcOutputs } from '../data/dvcSource';
import { datasetsOf } from '../data/findData';
import { probeCsv, readCsv } from '../data/readCsv';
import { specFindings } from '../diagnostics/findings';
import { BOM, configHash } from '../hash/configHash';
import { outputFindings, type RunPlace } from './outputFindings';
import { withChecksum } from './scriptChecksum';

/** What to compile. */
export interface CompileRequest {
  /** The name of the spec in the script. It must not depend on how the spec was named, so that the same spec gives the same script. */
  readonly label: string;
  /** Absolute. For a text that is not a file, any path in the folder that its imports and data are relative to. */
  readonly path: string;
  readonly text: string;
  /** The text without a byte order mark, where it was already parsed. */
  readonly tree?: SyntaxTree;
  /** The working folder: the CSV file is searched there first, then next to the spec. */
  readonly cwd: string;
  /** The `kynml_version` of the manifest: `kyn 0.1.0`. */
  readonly generator: string;
  readonly composition: (tree: SyntaxTree) => Composition;
  readonly overrides?: Overrides;
  readonly options?: Options;
  /** Where the script will run; by default in the working folder. */
  readonly run?: RunPlace;
}

/**
 * The script with its plan, or why there is none. `findings`: of the spec, sorted by place; their spans are those of the text without a byte order mark.
 * `problems`: of the overrides, each a sentence.
 */
export type CompileResult =
  | {
      readonly ok: true;
      readonly script: string;
      readonly plan: TrainingPlan;
      readonly tree: SyntaxTree;
      readonly findings: readonly Diagnostic[];
    }
  | {
      readonly ok: false;
      readonly tree: SyntaxTree;
      readonly findings: readonly Diagnostic[];
      readonly problems: readonly string[];
    };

/** Compiles a spec. A spec with an error is not compiled. */
export function compileSpec(host: Host, request: CompileRequest): CompileResult {
  const { text, label, generator, overrides = NO_OVERRIDES, options } = request;
  const hiddenBom = text.startsWith(BOM);
  const tree = request.tree ?? parse(hiddenBom ? text.slice(1) : text);
  const composition = request.composition(tree);
  const analysis = analyze({ tree, composition, overrides, ...(options && { options }) });
  const data = dataOf(host, request);
  const found = specFindings(analysis, { hiddenBom, lock: { state: 'missing', message: '' }, data });
  const failed = (findings: readonly Diagnostic[], problems: readonly string[] = []): CompileResult => ({
    ...{ ok: false, tree, problems },
    findings: [...findings].sort(byPlace),
  });
  const problems = overrideProblems(analysis.scope.params);
  if (problems.length > 0 || found.some(d => d.severity === 'error')) return failed(found, problems);
  const csv = csvOf(analysis, data, found);
  if (csv && 'missing' in csv) return failed([...found.filter(d => d !== csv.instead), csv.missing]);
  const given = [...overrides].map(([name, override]) => [name, override.text] as const);
  const hash = configHash(text, host.sha256);
  const facts = { generator, spec: label, configHash: hash, csv: csv?.path ?? '', overrides: given };
  const planned = planTraining(analysis, facts);
  const rejected = planned.ok ? overwritten(host, request, composition, planned) : planned.findings;
  // The compiler reports its findings as errors now.
  const others = found.filter(d => !isCompilerFinding(d));
  if (!planned.ok || rejected.length > 0) return failed(oneFindingEach(others, rejected));
  const script = withChecksum(trainingScript(planned.plan), host.sha256);
  return { ok: true, script, plan: planned.plan, tree, findings: found };
}

const overwritten = (
  host: Host,
  { path, cwd, run = { folder: cwd } }: CompileRequest,
  { files }: Composition,
  { plan, outputs }: TrainingPlanResult & { readonly ok: true },
): readonly Diagnostic[] =>
  outputFindings(host, outputs, run, [
    { path: plan.data.csv, use: 'data' },
    ...files.map(({ id }) => ({ path: id, use: 'import' as const })),
    { path, use: 'spec' },
  ]);

const NO_OVERRIDES: Overrides = new Map();

// Git is not asked whether the files are tracked: it does not matter for a script.
function dataOf(host: Host, { path, cwd }: CompileRequest): Data {
  return datasetsOf({
    spec: path,
    folder: cwd,
    roots: [cwd, isInside(cwd, path) ? cwd : dirname(path)],
    label: file => relativeTo(cwd, file),
    file: (file, opens) => (opens ? readCsv(host, file) : probeCsv(host, file)),
    opensBeside: true,
    real: file => host.realPath(file),
    resolve: file => resolveParents(host, file),
    dvcOutputs: file => readDvcOutputs(host, file),
    entries: folder => host.list(folder),
    isTracked: () => undefined,
  });
}

/** The absolute path of the data, or the error. `instead`: the finding of a check that the error replaces. */
type CsvPlace = { readonly path: string } | { readonly missing: Diagnostic; readonly instead: Diagnostic | undefined };

// Undefined where the spec does not determine the file, which the plan reports.
function csvOf(analysis: Analysis, data: Data, found: readonly Diagnostic[]): CsvPlace | undefined {
  const source = plannedSource(analysis);
  if (!source) return undefined;
  // The folder of the spec that is compiled is searched, also for a dataset of an imported file.
  const file = data.find(source.path);
  // A pointer, a text in UTF-16 or a merge conflict is in the place of the data, with advice how to get it.
  if (file.state === 'found' && file.advice === undefined) return { path: file.path };
  const reason =
    file.state === 'unreadable'
      ? `${file.label} cannot be read: ${file.reason}.`
      : file.state === 'found'
        ? `${file.label} ${file.trouble}. ${file.advice}`
        : undefined;
  const instead = found.find(d => d.code === CSV_MISSING && d.span.start === source.span.start);
  return { missing: instead ? { ...instead, severity: 'error' } : missingCsv(source, reason), instead };
}

const CSV_MISSING = 'csv-missing';

const missingCsv = ({ path, span }: PlannedSource, reason = `File not found: ${oneLine(path)}.`): Diagnostic =>
  makeDiagnostic({
    code: CSV_MISSING,
    severity: 'error',
    message: `${reason} A script needs its data; correct the path or fetch the file.`,
    span,
    fixes: [],
  });
