// Checks one file after the other.
import { isSpecPath } from '../../../../src-shared/repro/files/findFiles';
import type { CliEnvironment } from '../command';
import { readInput, unreadableMessage } from '../readInput';
import { createImportReader } from '../specImports';
import { type CheckedFile, type CheckReport, checkReport, SPEC_KIND, type UncheckedFile } from './checkReport';
import { checkSpec, notUtf8Spec, type SpecContext } from './checkSpec';
import type { Target, TargetList } from './findTargets';
import { createSpecData } from './specData';

const MANY = 200;

// A file with its findings, why there are none, or nothing for a file that is none of ours.
type CheckResult = CheckedFile | UncheckedFile | undefined;

/** Checks files; those that are named are taken as `kind` if one is given. */
export async function checkFiles(
  environment: CliEnvironment,
  { targets, incomplete }: TargetList,
  kind: string | undefined,
): Promise<CheckReport> {
  const context = { imports: createImportReader(environment), dataFor: createSpecData(environment) };
  const results: CheckResult[] = [];
  for (const target of targets) {
    showProgress(environment, results.length, targets.length);
    results.push(await checkFile(environment, context, { ...target, kind: target.named ? kind : undefined }));
  }
  if (targets.length >= MANY) environment.io.progress?.('');
  return checkReport(
    results.flatMap(r => (r && 'path' in r ? [dropUnusedText(r)] : [])),
    [...results.flatMap(r => (r && 'message' in r ? [r] : [])), ...incomplete.map(failed)],
  );
}

// The text is there to show places in; thousands of texts without findings would only fill the memory.
const dropUnusedText = (file: CheckedFile): CheckedFile => (file.diagnostics.length > 0 ? file : { ...file, text: '' });

function showProgress({ io }: CliEnvironment, done: number, all: number): void {
  if (all >= MANY && done % 50 === 0) io.progress?.(`checking ${done} of ${all} files`);
}

type RequestedTarget = Target & { readonly kind: string | undefined };

async function checkFile(
  environment: CliEnvironment,
  context: SpecContext,
  target: RequestedTarget,
): Promise<CheckResult> {
  const { label, named, kind } = target;
  const isSpec = kind === undefined ? target.path !== undefined && isSpecPath(target.path) : kind === SPEC_KIND;
  // What artifacts need is loaded only for them.
  const read = isSpec
    ? undefined
    : (await import('../../../../src-shared/repro/files/readArtifactText')).readArtifactText;
  const { content, path } = await readInput(environment, target.path ?? '-', read);
  if (!content.ok) {
    if (isSpec && content.reason === 'not-utf8') return { path: label, ...notUtf8Spec() };
    if (named || isSpec || path === undefined) return failed(unreadableMessage(label, content.reason));
    return (await import('./unreadableFiles')).unreadableFiles(environment, { label, path }, content.reason);
  }
  const { text } = content;
  if (isSpec) return { path: label, ...(await checkSpec(environment, context, { path, text })) };
  const { checkArtifact, skipReason } = await import('./checkArtifact');
  const artifact = checkArtifact(environment, context.imports, { path, text, kind });
  if (artifact) return { path: label, ...artifact };
  const why = skipReason(path ?? '-', text);
  if (why === 'off') return named ? { message: ignoredMessage(label), failed: false } : undefined;
  if (why !== undefined) return failed(`${displayName(label)} cannot be read as JSON, at ${why}`);
  return named ? failed(unknownKindMessage(label)) : undefined;
}

const failed = (message: string): UncheckedFile => ({ message, failed: true });

const displayName = (label: string): string => (label === '-' ? 'Standard input' : label);

const ignoredMessage = (label: string): string =>
  `${displayName(label)} was not checked: its comment "kynml: ignore" switches that off; --kind checks it all the same.`;

const unknownKindMessage = (label: string): string =>
  `${displayName(label)} is neither a spec nor an artifact that kyn knows; say with --kind what it is.`;
