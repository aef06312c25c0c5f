// An artifact that could not be read. In a folder it is recognised by its beginning: without a message it would seem to be correct.
import { detectBroken, fileFormatOf, kindById } from '../../../../src-shared/artifacts/detect';
import { OUTLINE_HEAD, scriptConstant, type TextTree } from '../../../../src-shared/artifacts/fileFormat';
import { wrongEncoding } from '../../../../src-shared/artifacts/findings/wrongEncoding';
import type { Kind } from '../../../../src-shared/artifacts/kind';
import { type EncodingFault, isEncodingFault, type TextFailure } from '../../../../src-shared/host/readText';
import { span } from '../../../../src-shared/text/span';
import type { CliEnvironment } from '../command';
import { unreadableMessage } from '../readInput';
import type { RequestedTarget } from '../search/findTargets';
import type { CheckedFile, UncheckedFile } from './checkReport';
import type { UsesKynml } from './usesKynml';

type Context = Pick<CliEnvironment, 'host'> & { readonly usesKynml: UsesKynml };

/**
 * The finding of an artifact that is not UTF-8, or the message for a file that could not be read for another reason; undefined for a file in a folder
 * that is not an artifact. Such a file that may not be read at all is reported, but is not a failure.
 */
export async function unreadableFile(
  context: Context,
  target: RequestedTarget,
  reason: TextFailure,
): Promise<CheckedFile | UncheckedFile | undefined> {
  const { label, path, named, isStdin } = target;
  const message = unreadableMessage(label, reason);
  const head = isStdin || path === undefined ? undefined : context.host.readHead(path, OUTLINE_HEAD);
  const { kind, isCertain } = await kindOf(context, target, head?.ok ? asciiOf(head.bytes) : '');
  if (kind && isEncodingFault(reason))
    return {
      path: label,
      ...undecodable(kind, reason),
      ...(path !== undefined && { lock: context.host.realPath(path) ?? path }),
    };
  if (named) return { message, failed: true };
  if (kind)
    return {
      message: isCertain ? `${message} It starts like an artifact, but it was not checked.` : message,
      failed: true,
    };
  return head?.ok || reason === 'missing' ? undefined : { message: `${message} Its kind is unknown.`, failed: false };
}

const undecodable = (kind: Kind, fault: EncodingFault): Omit<CheckedFile, 'path'> => ({
  kind: kind.id,
  diagnostics: [wrongEncoding.report({ isUtf16: fault === 'utf-16' }, span(0, 0))],
  text: '',
});

// The kind that was given, or that the beginning of the file shows. The name of a file is not certain, and counts only where KynML is used.
async function kindOf(
  { usesKynml }: Context,
  { path = '-', kind }: RequestedTarget,
  beginning: string,
): Promise<{ readonly kind?: Kind | undefined; readonly isCertain?: boolean }> {
  if (kind !== undefined) return { kind: kindById(kind), isCertain: true };
  const format = fileFormatOf(path, beginning);
  const { value, partial = value }: TextTree = format === scriptConstant ? {} : format.read(beginning);
  const detected = detectBroken(path, beginning, partial);
  if (detected?.by === 'name') return (await usesKynml()) ? { kind: detected.kind } : {};
  return { kind: detected?.kind, isCertain: true };
}

// Keys are ASCII. Without other bytes, they are also found in UTF-16.
const asciiOf = (bytes: Uint8Array): string => new TextDecoder('latin1').decode(bytes.filter(b => b > 0 && b < 128));
