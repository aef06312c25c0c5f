// Checks one file after the other.
import { isSpecPath } from '../../../../src-shared/repro/files/findFiles';
import type { CliEnvironment } from '../command';
import { readInput, unreadableMessage } from '../readInput';
import { importsFrom } from '../specImports';
import { type CheckedFile, type CheckReport, checkReport, SPEC_KIND, type Unchecked } from './checkReport';
import { checkSpec, checkUndecodable, type SpecSurroundings } from './checkSpec';
import type { Found, Target } from './findTargets';
import { specDataFrom } from './specData';

const MANY = 200;

// A file with its findings, why there are none, or nothing for a file that is none of ours.
type Checked = CheckedFile | Unchecked | undefined;

/** Checks files; those that are named are taken as `kind` if one is given. */
export async function checkFiles(
  world: CliEnvironment,
  { targets, leftOut }: Found,
  kind: string | undefined,
): Promise<CheckReport> {
  const surroundings = { imports: importsFrom(world), dataFor: specDataFrom(world) };
  const results: Checked[] = [];
  for (const target of targets) {
    showProgress(world, results.length, targets.length);
    results.push(await checkFile(world, surroundings, { ...target, kind: target.named ? kind : undefined }));
  }
  if (targets.length >= MANY) world.io.progress?.('');
  return checkReport(
    results.flatMap(r => (r && 'path' in r ? [withoutNeedlessText(r)] : [])),
    [...results.flatMap(r => (r && 'message' in r ? [r] : [])), ...leftOut.map(failed)],
  );
}

// The text is there to show places in; thousands of texts without findings would only fill the memory.
const withoutNeedlessText = (file: CheckedFile): CheckedFile =>
  file.diagnostics.length > 0 ? file : { ...file, text: '' };

function showProgress({ io }: CliEnvironment, done: number, all: number): void {
  if (all >= MANY && done % 50 === 0) io.progress?.(`checking ${done} of ${all} files`);
}

type Asked = Target & { readonly kind: string | undefined };

async function checkFile(world: CliEnvironment, surroundings: SpecSurroundings, target: Asked): Promise<Checked> {
  const { label, named, kind } = target;
  const isSpec = kind === undefined ? target.path !== undefined && isSpecPath(target.path) : kind === SPEC_KIND;
  // What artifacts need is loaded only for them.
  const read = isSpec
    ? undefined
    : (await import('../../../../src-shared/repro/files/readArtifactText')).readArtifactText;
  const { content, path } = await readInput(world, target.path ?? '-', read);
  if (!content.ok) {
    if (isSpec && content.reason === 'not-utf8') return { path: label, ...checkUndecodable() };
    if (named || isSpec || path === undefined) return failed(unreadableMessage(label, content.reason));
    return (await import('./unreadableFiles')).unreadableFiles(world, { label, path }, content.reason);
  }
  const { text } = content;
  if (isSpec) return { path: label, ...(await checkSpec(world, surroundings, { path, text })) };
  const { checkArtifact, whyUnchecked } = await import('./checkArtifact');
  const artifact = checkArtifact(world, surroundings.imports, { path, text, kind });
  if (artifact) return { path: label, ...artifact };
  const why = whyUnchecked(path ?? '-', text);
  if (why === 'off') return named ? { message: switchedOff(label), failed: false } : undefined;
  if (why !== undefined) return failed(`${nameOf(label)} cannot be read as JSON, at ${why}`);
  return named ? failed(notOurs(label)) : undefined;
}

const failed = (message: string): Unchecked => ({ message, failed: true });

const nameOf = (label: string): string => (label === '-' ? 'Standard input' : label);

const switchedOff = (label: string): string =>
  `${nameOf(label)} was not checked: its comment "kynml: ignore" switches that off; --kind checks it all the same.`;

const notOurs = (label: string): string =>
  `${nameOf(label)} is neither a spec nor an artifact that kyn knows; say with --kind what it is.`;
