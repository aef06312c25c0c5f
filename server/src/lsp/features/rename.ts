// Rename of models, datasets and params. A name that would clash, or is none, is refused with the reason.
import {
  ErrorCodes,
  type PrepareRenameParams,
  type Range,
  type RenameParams,
  ResponseError,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { occurrencesIn } from '../../../../src-shared/kyn/names/occurrences';
import { lspFeature } from '../protocol/feature';
import { filesReferencing, usesParam } from '../spec/filesReferencing';
import { importedFiles, nameAt, occurrencesOf } from '../spec/nameOccurrences';

/** `textDocument/prepareRename`. */
export const prepareRename = lspFeature<PrepareRenameParams, { range: Range; placeholder: string } | null>({
  method: 'textDocument/prepareRename',
  capabilities: { renameProvider: { prepareProvider: true } },
  fallback: null,
  answer: (context, { textDocument: { uri }, position }) => {
    const found = nameAt(context, uri, position);
    const place =
      found &&
      occurrencesOf([found.file], found.name).find(({ occurrence }) => occurrence.span.start === found.name.span.start);
    return place ? { range: place.location.range, placeholder: place.occurrence.name } : null;
  },
});

/** `textDocument/rename`. */
export const rename = lspFeature<RenameParams, WorkspaceEdit | null | ResponseError<void>>({
  method: 'textDocument/rename',
  capabilities: {},
  fallback: null,
  answer: async (context, { textDocument: { uri }, position, newName }) => {
    await context.inventory.ready;
    const found = nameAt(context, uri, position);
    if (!found) return null;
    if (!/^[A-Za-z_]\w*$/.test(newName))
      return refuse(
        newName.trim() === ''
          ? 'A name cannot be empty: letters, digits and _, not starting with a digit.'
          : `${newName} is no name: letters, digits and _, not starting with a digit.`,
      );
    if (/^(?:true|false)$/i.test(newName))
      return refuse(`${newName} is no name: it would be read as a truth value; choose another name.`);
    const files = filesReferencing(context, found.file, found.name);
    const { kind, name } = found.name;
    // Names of one spec come from all that it imports, so those files must not have the new name either.
    const imported = files.flatMap(f => importedFiles(context, f));
    const clash =
      [...files, ...(kind === 'param' ? [] : imported)].some(f =>
        occurrencesIn(f.tree).some(o => o.kind === kind && o.name === newName && o.role === 'declaration'),
      ) ||
      // What a library leaves to its importers would come to stand for what was renamed.
      (kind === 'param' && [...files, ...imported].some(f => usesParam(f.tree, newName)));
    if (clash && newName !== name) return refuse(`There is a ${kind} ${newName} already; choose another name.`);
    const changes: Record<string, { range: Range; newText: string }[]> = {};
    for (const { location } of occurrencesOf(files, found.name))
      changes[location.uri] = [...(changes[location.uri] ?? []), { range: location.range, newText: newName }];
    return { changes };
  },
});

const refuse = (message: string): ResponseError<void> => new ResponseError(ErrorCodes.InvalidRequest, message);
