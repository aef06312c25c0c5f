// Formatters are registered for KynML's languages only, where a client can do that: for JSON, an editor would have to choose between two of them.

import { ARTIFACT_LANGUAGE } from '../../../../src-shared/protocol/languages';
import type { Connection } from '../base/connection';
import type { Capabilities } from './clientCapabilities';

const documentSelector = [{ language: 'kynml' }, { language: ARTIFACT_LANGUAGE, scheme: 'file' }];

/** When the indentation of a line is corrected. */
export const TYPED = { firstTriggerCharacter: '\n', moreTriggerCharacter: [':'] };

/** Registers the formatters that a client registers for some documents only. */
export function registerFormatters(connection: Connection, { dynamic }: Capabilities): void {
  const ignore = () => undefined;
  if (dynamic.formatting) connection.register({ 'textDocument/formatting': { documentSelector } }).catch(ignore);
  if (dynamic.rangeFormatting)
    connection.register({ 'textDocument/rangeFormatting': { documentSelector } }).catch(ignore);
  if (dynamic.onTypeFormatting)
    connection.register({ 'textDocument/onTypeFormatting': { documentSelector, ...TYPED } }).catch(ignore);
}
