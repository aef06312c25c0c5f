// Config fingerprints: how a text, a file and a session are hashed. Evaluations are in evalFingerprint.ts.
// Source: the document on config fingerprinting (seed document 003). Its rules are implemented exactly, even where they are unusual.
import type { Host } from '../../host/host';
import { type JsonEntries, jsonList, jsonObject, jsonString } from '../../text/makeJson';
import { byCodePoint } from '../../text/printJson';
import { canonicalJson } from './canonicalJson';
import type { Sha256 } from './configHash';

/** The commit (8 hex digits, or `unknown`) and whether anything in the work tree is not committed. */
export interface GitInfo {
  readonly sha: string;
  readonly dirty: boolean;
}

/** The number of bytes of a dataset file that are hashed. */
export const CHECKSUM_BYTES = 1024 * 1024;

/** SHA-256 of a text as UTF-8, first 16 hex digits. */
export const hashStr = (text: string, sha256: Sha256): string => sha256(text).slice(0, 16);

/** SHA-256 of the first 1 MiB of a file, first 16 hex digits; `missing` if it cannot be read. */
export function fileChecksum(host: Pick<Host, 'readHead' | 'sha256'>, path: string): string {
  const read = host.readHead(path, CHECKSUM_BYTES);
  return read.ok ? host.sha256(read.bytes).slice(0, 16) : 'missing';
}

/** Fingerprint of a session, keys in the order of the original. */
export type SessionFingerprint = {
  readonly config_hash: string;
  readonly git_sha: string;
  readonly git_dirty: boolean;
  readonly domain: 'session';
  readonly model: string;
  readonly env: string;
  readonly tools: readonly string[];
};

/** The configuration of a session. An empty system prompt counts as absent. */
export interface SessionConfig {
  readonly model: string;
  readonly env: string;
  readonly tools: readonly string[];
  readonly systemPrompt?: string;
}

/** Fingerprint of a session. Tools are sorted by code point. */
export function fingerprintSession(config: SessionConfig, git: GitInfo, sha256: Sha256): SessionFingerprint {
  const { model, env, systemPrompt } = config;
  const tools = [...config.tools].sort(byCodePoint);
  const hashed: JsonEntries = [
    ['model', jsonString(model)],
    ['env', jsonString(env)],
    ['tools', jsonList(tools.map(jsonString))],
    ...(systemPrompt ? [['system_prompt_hash', jsonString(hashStr(systemPrompt, sha256))] as const] : []),
  ];
  const config_hash = hashStr(canonicalJson(jsonObject(hashed)), sha256);
  return { config_hash, git_sha: git.sha, git_dirty: git.dirty, domain: 'session', model, env, tools };
}

/** A path as Python's `str(Path(text))` returns it: without `.`, doubled slashes and a slash at the end. */
export function pythonPath(text: string): string {
  const root = /^\/\/(?!\/)/.test(text) ? '//' : text.startsWith('/') ? '/' : '';
  const parts = text.split('/').filter(part => part !== '' && part !== '.');
  return root + parts.join('/') || '.';
}
