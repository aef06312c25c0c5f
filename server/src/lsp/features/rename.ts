// Rename of models, datasets and params. An invalid or conflicting name is rejected with the reason.
import type { PrepareRenameParams, Range, RenameParams, WorkspaceEdit } from 'vscode-languageserver';
import { occurrencesIn } from '../../../../src-shared/kyn/names/occurrences';
import { ErrorCodes, ResponseError } from '../base/languageServer';
import { lspFeature } from '../protocol/feature';
import { filesReferencing, usesParam } from '../spec/filesReferencing';
import { importedFiles, nameAt, occurrencesOf } from '../spec/nameOccurrences';

/** `textDocument/prepareRename`. */
export const prepareRename = lspFeature<PrepareRenameParams, { range: Range; placeholder: string } | null>({
  method: 'textDocument/prepareRename',
  capabilities: client => ({ renameProvider: client.prepareRename ? { prepareProvider: true } : true }),
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
  needsSearch: true,
  fallback: null,
  answer: (context, { textDocument: { uri }, position, newName }) => {
    const found = nameAt(context, uri, position);
    if (!found) return null;
    if (!/^[A-Za-z_]\w*$/.test(newName))
      return reject(
        newName.trim() === ''
          ? 'A name must not be empty. Use letters, digits and `_`, not starting with a digit.'
          : `\`${newName}\` is not a valid name. Use letters, digits and \`_\`, not starting with a digit.`,
      );
    if (/^(?:true|false)$/i.test(newName))
      return reject(`\`${newName}\` is not a valid name, because it is a Boolean. Choose another name.`);
    const files = filesReferencing(context, found.file, found.name);
    const { kind, name } = found.name;
    // A spec also sees the names of its imports, so these must not declare the new name either.
    const imported = files.flatMap(f => importedFiles(context, f));
    const conflict =
      [...files, ...(kind === 'param' ? [] : imported)].some(f =>
        occurrencesIn(f.tree).some(o => o.kind === kind && o.name === newName && o.role === 'declaration'),
      ) ||
      // An undeclared `$name` of a library would refer to the renamed param.
      (kind === 'param' && [...files, ...imported].some(f => usesParam(f.tree, newName)));
    if (conflict && newName !== name) return reject(`The ${kind} \`${newName}\` already exists. Choose another name.`);
    const changes: Record<string, { range: Range; newText: string }[]> = {};
    for (const { location } of occurrencesOf(files, found.name))
      changes[location.uri] = [...(changes[location.uri] ?? []), { range: location.range, newText: newName }];
    return { changes };
  },
});

const reject = (message: string): ResponseError<void> => new ResponseError(ErrorCodes.InvalidRequest, message);
