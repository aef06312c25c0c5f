// Locks of specs, and the client that shows them.
import { createHash } from 'node:crypto';

/** A client like VS Code, in a trusted workspace. */
export const VSCODE_CLIENT = { options: { commands: true, trusted: true, jsonSchemas: true } } as const;

/** The SHA-256 of a text. */
export const sha = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A lock that pins a text. */
export const lockFor = (text: string, source = 'net.kyn'): string =>
  `${JSON.stringify({ backend: 'pytorch', config_hash: sha(text), kynml_version: '0.1.0', schema_version: '1', source_path: source }, null, 2)}\n`;
