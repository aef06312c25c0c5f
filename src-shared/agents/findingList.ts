// The findings that `kyn check` prints -> facts for an agent.
import { type JsonNode, member } from '../text/jsonText';
import type { JsonValue } from '../text/outputJson';
import { listOf, pick, textOf } from './kynJson';

/** A finding as a fact, and its severity. */
export interface ListedFinding {
  readonly severity: string;
  readonly fact: JsonValue;
}

const SEVERITIES: readonly string[] = ['error', 'warning', 'info', 'hint'];

/** The findings of some files, those that matter most first. */
export const findingsIn = (files: readonly JsonNode[]): readonly ListedFinding[] =>
  files
    .flatMap(file => listOf(file, 'diagnostics').map(finding => listed(textOf(file, 'path'), finding)))
    .sort((a, b) => rankOf(a) - rankOf(b));

const listed = (path: string, finding: JsonNode): ListedFinding => ({
  severity: textOf(finding, 'severity'),
  fact: { place: placeText(path, finding), ...pick(finding, ['severity', 'code', 'message']) },
});

/** How many findings there are of each severity. */
export const severityCounts = (findings: readonly ListedFinding[]): { readonly [severity: string]: number } =>
  Object.fromEntries(SEVERITIES.map(s => [NAMES[s] ?? s, findings.filter(({ severity }) => severity === s).length]));

const NAMES: Readonly<Record<string, string>> = { error: 'errors', warning: 'warnings', info: 'infos', hint: 'hints' };

const rankOf = ({ severity }: ListedFinding): number => {
  const rank = SEVERITIES.indexOf(severity);
  return rank < 0 ? SEVERITIES.length : rank;
};

// Lines and characters of JSON count from 0.
function placeText(path: string, finding: JsonNode): string {
  const start = member(member(finding, 'range'), 'start');
  return `${path}:${Number(textOf(start, 'line')) + 1}:${Number(textOf(start, 'character')) + 1}`;
}
