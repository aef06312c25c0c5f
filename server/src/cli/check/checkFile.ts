// Checks one file.
import { isEncodingFault } from '../../../../src-shared/host/readText';
import { isSpecPath } from '../../../../src-shared/repro/files/findFiles';
import { bugText } from '../../../../src-shared/text/bugText';
import { lfsPointer } from '../../../../src-shared/text/lfsPointer';
import type { CliEnvironment } from '../command';
import { createLockedChanges } from '../lockedChanges';
import { createSettings } from '../projectSettings';
import { displayName, type Input, readTarget, unreadableMessage } from '../readInput';
import type { RequestedTarget } from '../search/findTargets';
import { createSpecData } from '../specData';
import { createImportReader } from '../specImports';
import { type CheckedFile, limitFile, SPEC_KIND, type UncheckedFile } from './checkReport';
import { checkSpec, type SpecContext, undecodableSpec } from './checkSpec';
import type { UsesKynml } from './usesKynml';

/** A checked file, the reason why it was not checked, or undefined for a file of no known kind. */
export type CheckResult = CheckedFile | UncheckedFile | undefined;

/** A target with what was read of it. */
export type ReadTarget = RequestedTarget & Pick<Input, 'content'>;

/** Reads and checks files, which count as unchanged meanwhile. */
export interface Checker {
  readonly read: (target: RequestedTarget) => Promise<ReadTarget>;
  readonly check: (target: ReadTarget) => Promise<CheckResult>;
}

/** The checker of a command. */
export function createChecker(environment: CliEnvironment, usesKynml: UsesKynml): Checker {
  const context = {
    imports: createImportReader(environment),
    dataFor: createSpecData(environment),
    usesKynml,
    lockedChanges: createLockedChanges(environment.host),
    settingsOf: createSettings(environment),
  };
  return {
    read: target => readRequested(environment, target),
    check: target => checkTarget(environment, context, target),
  };
}

type CheckContext = SpecContext & { readonly usesKynml: UsesKynml };

const isSpecTarget = ({ kind, path }: RequestedTarget): boolean =>
  kind === undefined ? path !== undefined && isSpecPath(path) : kind === SPEC_KIND;

async function readRequested(environment: CliEnvironment, target: RequestedTarget): Promise<ReadTarget> {
  // The code for artifacts is loaded only when there is one.
  const read = isSpecTarget(target)
    ? undefined
    : (await import('../../../../src-shared/repro/files/readArtifactText')).readArtifactText;
  return { ...target, content: (await readTarget(environment, target, read)).content };
}

async function checkTarget(
  environment: CliEnvironment,
  context: CheckContext,
  target: ReadTarget,
): Promise<CheckResult> {
  const { label, named, kind, path, content } = target;
  const isSpec = isSpecTarget(target);
  if (!content.ok) {
    if (isSpec && isEncodingFault(content.reason)) {
      const realPath = path === undefined ? undefined : environment.host.realPath(path);
      return { path: label, ...undecodableSpec(content.reason), ...(realPath !== undefined && { realPath }) };
    }
    if (isSpec) return failed(unreadableMessage(label, content.reason));
    const { unreadableFile } = await import('./unreadableFile');
    return unreadableFile({ ...environment, ...context }, target, content.reason);
  }
  const { text } = content;
  if (isSpec) return { path: label, ...(await checkSpec(environment, context, { path, text })) };
  const { checkArtifact } = await import('./checkArtifact');
  const artifact = await checkArtifact(environment, context, { path, text, kind });
  if (artifact) return { path: label, ...artifact };
  if (!named) return undefined;
  const { isOptedOut } = await import('../../../../src-shared/artifacts/read');
  return isOptedOut(path ?? '-', text)
    ? { message: ignoredMessage(label), failed: false }
    : failed(unknownKindMessage(label, text));
}

/** Reads and checks a file; the result has as many findings as are reported. A bug that one file shows does not hide the results of the others. */
export async function checkReported({ read, check }: Checker, target: RequestedTarget): Promise<CheckResult> {
  try {
    const result = await check(await read(target));
    return result && 'diagnostics' in result ? limitFile(result) : result;
  } catch (error) {
    return failed(`${displayName(target.label)} was not checked: ${bugText(error)}.`);
  }
}

/** A file that should have been checked. */
export const failed = (message: string): UncheckedFile => ({ message, failed: true });

const ignoredMessage = (label: string): string =>
  `${displayName(label)} was not checked because of its comment \`# kynml: ignore\`. Use \`--kind\` to check it anyway.`;

const unknownKindMessage = (label: string, text: string): string =>
  lfsPointer(text)
    ? `${displayName(label)} is a Git LFS pointer, so its kind is unknown. Run \`git lfs pull\` to fetch the file.`
    : `${displayName(label)} is neither a spec nor a known artifact. Use \`--kind\` to set its kind.`;
