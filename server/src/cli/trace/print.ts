// The places of a spec as text or JSON.

import { type Clock, localClock } from '../../../../src-shared/protocol/clock';
import type { SpecMatch } from '../../../../src-shared/repro/trace/specMatch';
import { shortHash } from '../../../../src-shared/text/hashForm';
import { oneLine } from '../../../../src-shared/text/oneLine';
import { printJson } from '../../../../src-shared/text/outputJson';
import type { ProcessIo } from '../command';
import { createColors } from '../print/colors';
import { type Cell, headedTable } from '../print/table';

/** What is printed. `configHash` is null where the file records none. */
export interface PrintedTrace {
  readonly configHash: string | null;
  readonly matches: readonly SpecMatch[];
}

type Label = (path: string) => string;

/** The documented JSON. */
export const traceJson = ({ configHash, matches }: PrintedTrace, label: Label): string =>
  printJson({
    configHash,
    matches: matches.map(match => ({ commit: commitOf(match), date: dateOf(match), path: label(match.path) })),
  });

const commitOf = (match: SpecMatch): string | null => (match.place === 'commit' ? match.commit : null);
const dateOf = (match: SpecMatch): string | null => (match.place === 'file' ? null : (match.date ?? null));

/** A table with a row for each place; empty without places. */
export function traceText(
  { configHash, matches }: PrintedTrace,
  label: Label,
  { color, columns, zone }: Pick<ProcessIo, 'color' | 'columns' | 'zone'>,
): string {
  if (matches.length === 0) return '';
  const { dim } = createColors(color);
  const header = ['Place', 'Date', 'Author', 'Path'].map((text): Cell => ({ text, paint: dim }));
  const clock = localClock(zone);
  const rows = matches.map(match => rowOf(match, label, clock).map((text): Cell => ({ text: oneLine(text) })));
  return `CONFIG_HASH ${configHash}\n${headedTable(header, rows, columns)}\n`;
}

function rowOf(match: SpecMatch, label: Label, { time }: Clock): readonly string[] {
  const date = time(Date.parse(dateOf(match) ?? ''));
  switch (match.place) {
    case 'file':
      return ['working tree', '', '', label(match.path)];
    case 'kept':
      return ['kept by a run', date, '', keptText(label(match.path), match.spec && label(match.spec))];
    case 'commit':
      return [shortHash(match.commit), date, match.author, label(match.path)];
  }
}

const keptText = (path: string, spec: string | undefined): string =>
  spec === undefined ? path : `${path} (a text of ${spec})`;
