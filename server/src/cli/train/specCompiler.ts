// A spec that is compiled for one run or for each combination of its sweep. Files count as unchanged meanwhile.
import { analyze } from '../../../../src-shared/kyn/analyze';
import type { Overrides } from '../../../../src-shared/kyn/names/scope';
import type { SpecNames } from '../../../../src-shared/kyn/names/specModel';
import { parse } from '../../../../src-shared/kyn/syntax/parse';
import { secretsOfSpec } from '../../../../src-shared/kyn/syntax/secretValues';
import { withoutBom } from '../../../../src-shared/repro/hash/configHash';
import type { KeptText } from '../../../../src-shared/repro/history/keepRun';
import type { Diagnostic } from '../../../../src-shared/text/diagnostic';
import { withStars } from '../../../../src-shared/text/hidden';
import { checkReport, SPEC_KIND } from '../check/checkReport';
import type { CliEnvironment, Outcome } from '../command';
import { EXIT_PROBLEMS } from '../exitCode';
import { outcome } from '../outcome';
import { createColors } from '../print/colors';
import { createImportReader } from '../specImports';

/** A spec as it was named, with its text. */
export interface SpecFile extends KeptText {
  readonly label: string;
}

/** The script of a run with its data file, or the findings that prevent it. */
export type Compiled =
  | { readonly ok: true; readonly script: string; readonly csv: string }
  | { readonly ok: false; readonly findings: readonly Diagnostic[] };

/** Compiles a spec. */
export interface SpecCompiler {
  readonly spec: SpecFile;
  readonly imports: readonly KeptText[];
  /** What the spec declares with these overrides. */
  names(overrides: Overrides): SpecNames;
  compile(overrides: Overrides): Promise<Compiled>;
}

/** A compiler for a spec. */
export function specCompiler(environment: CliEnvironment, spec: SpecFile): SpecCompiler {
  const reader = createImportReader(environment);
  const tree = parse(withoutBom(spec.text));
  const composition = reader.composition(spec.path, tree);
  const imports = composition.files.flatMap(({ id }) => {
    const read = reader.read(id);
    return read.ok ? [{ path: id, text: read.text }] : [];
  });
  return {
    spec,
    imports,
    names: overrides => analyze({ tree, composition, overrides }),
    compile: overrides => compileScript(environment, spec, overrides),
  };
}

/** The outcome of a command whose spec cannot be compiled: its findings, as `kyn check` prints them. */
export async function findingsOutcome(
  { io }: CliEnvironment,
  { label, text }: SpecFile,
  findings: readonly Diagnostic[],
): Promise<Outcome> {
  const { checkText } = await import('../check/print/text');
  const visible = withoutBom(text);
  const shown = withStars(visible, secretsOfSpec(parse(visible)));
  const report = checkReport([{ path: label, kind: SPEC_KIND, diagnostics: findings, text: shown }], []);
  return outcome(EXIT_PROBLEMS, await checkText(report, createColors(io.color)), [
    `${label} was not compiled because of its errors.`,
  ]);
}

// TEMPORARY until compileSpec exists.
async function compileScript(environment: CliEnvironment, spec: SpecFile, overrides: Overrides): Promise<Compiled> {
  const { configHash } = await import('../../../../src-shared/repro/hash/configHash');
  const { planTraining } = await import('../../../../src-shared/kyn/compile/planTraining');
  const { trainingScript } = await import('../../../../src-shared/kyn/compile/script/trainingScript');
  const tree = parse(withoutBom(spec.text));
  const analysis = analyze({
    tree,
    composition: createImportReader(environment).composition(spec.path, tree),
    overrides,
  });
  const csv = /csv\("([^"]*)"/.exec(spec.text)?.[1] ?? '';
  const planned = planTraining(analysis, {
    generator: `kyn ${environment.version}`,
    spec: spec.label,
    configHash: configHash(spec.text, environment.host.sha256),
    csv: `${environment.io.cwd}/${csv}`,
    overrides: [...overrides].map(([name, { text }]) => [name, text] as const),
  });
  if (analysis.diagnostics.some(d => d.severity === 'error')) return { ok: false, findings: analysis.diagnostics };
  return planned.ok ? { ok: true, script: trainingScript(planned.plan), csv: planned.plan.data.csv } : planned;
}
