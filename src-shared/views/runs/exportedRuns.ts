// Runs as the text of a file, the same from the command line and from the editor.
import type { RunExportFormat } from '../../protocol/runTableView';
import { isSetting, type RunRow } from '../../runs/list/runRow';
import type { SeedGroup } from '../../runs/list/seedGroups';
import { allSteps, type Steps } from '../../runs/steps';
import { groupTable } from './groupTable';
import { runsCsv } from './runsCsv';
import { groupsJson, runsJsonSteps } from './runsJson';
import { runsLatex } from './runsLatex';
import { runsMarkdown } from './runsMarkdown';
import { type RunTable, runTableSteps, type TableWording } from './runTable';

/** What an export has: its columns by key, which JSON does not need, and how values are written. */
export interface ExportContent {
  readonly columns: readonly string[];
  readonly wording: TableWording;
}

/** Runs in a format. JSON has the contract of `kyn runs`, whose `fields` are the requested ones and the values that a run was started with. */
export const exportedRuns = (...all: Parameters<typeof exportedRunSteps>): string => allSteps(exportedRunSteps(...all));

/** The same in steps. */
export function* exportedRunSteps(
  rows: readonly RunRow[],
  format: RunExportFormat,
  { columns, wording }: ExportContent,
): Steps<string> {
  if (format !== 'json') return exportedTable(yield* runTableSteps(rows, columns, wording), format);
  const withFields = (row: RunRow): RunRow => {
    const given = [...row.fields].filter(([key]) => isSetting(key));
    const wanted = columns.flatMap(key => {
      const node = row.fields.get(key);
      return node ? [[key, node] as const] : [];
    });
    return { ...row, fields: new Map([...given, ...wanted]) };
  };
  return yield* runsJsonSteps(rows, wording.label, withFields);
}

/** Groups over seeds in a format. */
export const exportedGroups = (
  groups: readonly SeedGroup[],
  format: RunExportFormat,
  { columns, wording }: ExportContent,
): string =>
  format === 'json' ? groupsJson(groups, wording.label) : exportedTable(groupTable(groups, columns, wording), format);

function exportedTable(table: RunTable, format: Exclude<RunExportFormat, 'json'>): string {
  switch (format) {
    case 'csv':
      return runsCsv(table);
    case 'markdown':
      return runsMarkdown(table);
    case 'latex':
      return runsLatex(table);
  }
}
