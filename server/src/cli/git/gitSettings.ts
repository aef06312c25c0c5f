// The lines and settings with which git merges and compares artifacts by kyn.
import { kinds } from '../../../../src-shared/artifacts/kinds';
import type { Host } from '../../../../src-shared/host/host';
import { failureText } from '../../../../src-shared/repro/git/gitFailure';

/** A setting of git. */
export interface GitSetting {
  readonly key: string;
  readonly value: string;
}

// git quotes %P. After `--` a name that starts with a dash is not an option.
/** The settings of a repository. */
export const SETTINGS: readonly GitSetting[] = [
  { key: 'merge.kyn.name', value: 'locks and manifests by field (kyn)' },
  { key: 'merge.kyn.driver', value: 'kyn merge-driver -- %O %A %B %P' },
  { key: 'diff.kyn.textconv', value: 'kyn textconv --' },
];

/** The lines of .gitattributes: the usual names of the kinds that can be merged. */
export const attributeLines: readonly string[] = kinds
  .filter(kind => kind.merge)
  .flatMap(kind => kind.fileNames)
  // A pattern with a slash is matched from the folder of the file.
  .map(name => `${name.includes('/') ? `**/${name}` : name} merge=kyn diff=kyn`);

/** The values of a setting in the configuration of a repository, or why they are unknown, as a clause. */
export async function valuesOf(
  host: Host,
  folder: string,
  key: string,
): Promise<{ readonly ok: true; readonly values: readonly string[] } | { readonly ok: false; readonly cause: string }> {
  const read = await host.git(folder, ['config', '--local', '-z', '--get-all', key], { mayFindNothing: true });
  if (!read.ok) return { ok: false, cause: failureText(read) };
  const text = host.decodeUtf8(read.stdout);
  if (text === undefined) return { ok: false, cause: 'its value is not UTF-8' };
  return { ok: true, values: text.split('\0').slice(0, -1) };
}

/** The lines of a configuration file with the settings. */
export const configLines = (settings: readonly GitSetting[]): string => {
  const sections = new Map<string, string[]>();
  for (const { key, value } of settings) {
    const [section = '', name = '', variable = ''] = key.split('.');
    const header = `[${section} "${name}"]`;
    sections.set(header, [...(sections.get(header) ?? []), `\t${variable} = ${value}`]);
  }
  return [...sections].map(([header, lines]) => `${[header, ...lines].join('\n')}\n`).join('');
};
