// Settings as an editor sends them -> settings as the server has them. What is missing or of another form counts as unset.
import { defaultSettings, type ServerSettings, type UnknownWordSeverity } from '../../../src-shared/protocol/settings';

/** Reads the section `kynml` of an editor's configuration. */
export function mergeSettings(section: unknown): ServerSettings {
  const path = at(at(section, 'lock'), 'path');
  const unknownWords = at(at(section, 'catalog'), 'unknownWords');
  return {
    lock: { path: typeof path === 'string' ? path : defaultSettings.lock.path },
    catalog: {
      unknownWords: isSeverity(unknownWords) ? unknownWords : defaultSettings.catalog.unknownWords,
      extra: wordLists(at(at(section, 'catalog'), 'extra')),
    },
  };
}

const isSeverity = (value: unknown): value is UnknownWordSeverity =>
  value === 'error' || value === 'warning' || value === 'information' || value === 'off';

function at(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;
}

function wordLists(value: unknown): Record<string, string[]> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).map(([list, words]) => [
      list,
      Array.isArray(words) ? words.filter(w => typeof w === 'string') : [],
    ]),
  );
}
