// A check as SARIF 2.1.0, for code scanning services.
import { type Rule, rules } from '../../../../../src-shared/repro/diagnostics/rules';
import type { Severity } from '../../../../../src-shared/text/diagnostic';
import { type JsonValue, printJson } from '../../print/json';
import { type CheckReport, type LocatedFinding, locateFindings } from '../checkReport';

const LEVELS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note', hint: 'note' };

/** The log of one run of kyn. */
export const sarif = (report: CheckReport, version: string): string =>
  printJson({
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'kyn', version, rules: rules.map(rule) } },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: report.unreadable.length === 0,
            toolExecutionNotifications: [
              ...report.unreadable.map(text => ({ level: 'error', message: { text } })),
              ...report.notes.map(text => ({ level: 'note', message: { text } })),
            ],
          },
        ],
        results: report.files.flatMap(locateFindings).map(result),
      },
    ],
  });

function rule({ code, severity, group, summary, fix, example }: Rule): JsonValue {
  return {
    id: `kyn/${code}`,
    shortDescription: { text: sentence(summary) },
    fullDescription: { text: summary },
    help: {
      text: fix,
      markdown: example === undefined ? fix : `${fix}\n\nA text that has it:\n\n${fenced(example)}`,
    },
    defaultConfiguration: { level: LEVELS[severity] },
    properties: { tags: [group] },
  };
}

const sentence = (text: string): string => /^.*?[.](?= |$)/.exec(text)?.[0] ?? text;
const fenced = (text: string): string => `\`\`\`\`\n${text.replace(/\n$/, '')}\n\`\`\`\``;

function result({ file, code, severity, message, start, end }: LocatedFinding): JsonValue {
  const ruleIndex = rules.findIndex(r => `kyn/${r.code}` === code);
  return {
    ruleId: code,
    ruleIndex: ruleIndex < 0 ? undefined : ruleIndex,
    level: LEVELS[severity],
    message: { text: message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uri(file.path) },
          region: {
            startLine: start.line + 1,
            startColumn: start.character + 1,
            endLine: end.line + 1,
            endColumn: end.character + 1,
          },
        },
      },
    ],
  };
}

function uri(path: string): string {
  const encoded = path.split('/').map(encodeURIComponent).join('/');
  if (path.startsWith('//')) return `file:${encoded}`;
  if (path.startsWith('/')) return `file://${encoded}`;
  return /^[A-Za-z]:\//.test(path) ? `file:///${path.slice(0, 2)}${encoded.slice(4)}` : encoded;
}
