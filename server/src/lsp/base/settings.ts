// Converts the settings of an editor to those of the server. Missing and malformed values are replaced by their defaults.
import {
  type CompilerSetting,
  defaultSettings,
  readCommand,
  type ServerSettings,
  type UnknownWordSeverity,
} from '../../../../src-shared/protocol/settings';
import { readSharedSettings } from '../../../../src-shared/repro/settings/sharedSettings';

/** Reads the section `kynml` of an editor's configuration. */
export function mergeSettings(section: unknown): ServerSettings {
  const path = at(at(section, 'lock'), 'path');
  const unknownWords = at(at(section, 'catalog'), 'unknownWords');
  const { extraWords, policy, ignore, headlineMetric, metricDirections } = readSharedSettings(section);
  return {
    command: readCommand(at(section, 'command')),
    compiler: readCompiler(at(section, 'compiler')),
    validate: { onSave: at(at(section, 'validate'), 'onSave') === true },
    lock: { path: typeof path === 'string' ? path : defaultSettings.lock.path },
    catalog: {
      unknownWords: isSeverity(unknownWords) ? unknownWords : defaultSettings.catalog.unknownWords,
      extra: extraWords,
    },
    policy,
    artifacts: { ignore },
    diagnostics: {
      scope: at(at(section, 'diagnostics'), 'scope') === 'openFiles' ? 'openFiles' : 'workspace',
      outdatedReferences: at(at(section, 'diagnostics'), 'outdatedReferences') === true,
    },
    inlayHints: booleans(at(section, 'inlayHints'), defaultSettings.inlayHints),
    runs: {
      headlineMetric,
      metricDirections,
      includeIgnored: at(at(section, 'runs'), 'includeIgnored') !== false,
    },
    format: booleans(at(section, 'format'), defaultSettings.format),
  };
}

/** The section `kynml` in settings that a client sent: below that name, or undefined where the settings do not have it. */
export const sectionIn = (settings: unknown): unknown => at(settings, 'kynml');

const isSeverity = (value: unknown): value is UnknownWordSeverity =>
  value === 'error' || value === 'warning' || value === 'information' || value === 'off';

const readCompiler = (value: unknown): CompilerSetting =>
  value === 'official' || value === 'builtin' ? value : defaultSettings.compiler;

/** A member of a value that may be anything; undefined where there is none. */
export function at(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;
}

// Each Boolean setting of a group: the sent value, else its default.
function booleans<G extends { readonly [K in keyof G]: boolean }>(section: unknown, defaults: G): G {
  const sent = Object.keys(defaults).flatMap(key => {
    const value = at(section, key);
    return typeof value === 'boolean' ? [[key, value] as const] : [];
  });
  return { ...defaults, ...Object.fromEntries(sent) };
}
