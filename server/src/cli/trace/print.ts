// The places of a spec as text or JSON.

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
  { color, columns }: Pick<ProcessIo, 'color' | 'columns'>,
): string {
  if (matches.length === 0) return '';
  const { dim } = createColors(color);
  const header = ['Place', 'Date', 'Author', 'Path'].map((text): Cell => ({ text, paint: dim }));
  const rows = matches.map(match => rowOf(match, label).map((text): Cell => ({ text: oneLine(text) })));
  return `CONFIG_HASH ${configHash}\n${headedTable(header, rows, columns)}\n`;
}

function rowOf(match: SpecMatch, label: Label): readonly string[] {
  const date = timeText(dateOf(match));
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

// `2026-04-18 17:30 +02:00`: the time of the place where the commit was made, as git shows it.
const timeText = (iso: string | null): string =>
  (iso ?? '').replace(
    /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)[\d:.]*(?:Z|([+-]\d\d:\d\d))$/,
    (_, day, time, zone = 'UTC') => `${day} ${time} ${zone === '+00:00' ? 'UTC' : zone}`,
  );
