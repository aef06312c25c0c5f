// Formatters are registered for KynML's languages only, where a client can do that: for JSON, an editor would have to choose between two of them.
import type { Connection } from 'vscode-languageserver';
import { ARTIFACT_LANGUAGE } from '../../../../src-shared/protocol/languages';
import {
  DocumentFormattingRequest,
  DocumentOnTypeFormattingRequest,
  DocumentRangeFormattingRequest,
} from '../base/languageServer';
import type { Capabilities } from './clientCapabilities';

const documentSelector = [{ language: 'kynml' }, { language: ARTIFACT_LANGUAGE, scheme: 'file' }];

/** When the indentation of a line is corrected. */
export const TYPED = { firstTriggerCharacter: '\n', moreTriggerCharacter: [':'] };

/** Registers the formatters that a client registers for some documents only. */
export function registerFormatters({ client }: Connection, { dynamic }: Capabilities): void {
  const ignore = () => undefined;
  if (dynamic.formatting) client.register(DocumentFormattingRequest.type, { documentSelector }).catch(ignore);
  if (dynamic.rangeFormatting) client.register(DocumentRangeFormattingRequest.type, { documentSelector }).catch(ignore);
  if (dynamic.onTypeFormatting)
    client.register(DocumentOnTypeFormattingRequest.type, { documentSelector, ...TYPED }).catch(ignore);
}
