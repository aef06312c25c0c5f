// The SARIF 2.1.0 output of `kyn check`, for code scanning services.
import type { Log, Notification, ReportingConfiguration, ReportingDescriptor, Result } from 'sarif';
import { type Rule, rules } from '../../../../../src-shared/repro/diagnostics/rules';
import type { Severity } from '../../../../../src-shared/text/diagnostic';
import { firstSentence } from '../../../../../src-shared/text/firstSentence';
import { type JsonValue, printJson } from '../../../../../src-shared/text/outputJson';
import { withoutSecretForms } from '../../../../../src-shared/text/secretText';
import { type CheckReport, type LocatedFinding, locateFindings } from '../checkReport';

type Level = ReportingConfiguration.level;

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
const LEVELS: Readonly<Record<Severity, Level>> = { error: 'error', warning: 'warning', info: 'note', hint: 'note' };

/** The log of one run of kyn. */
export const sarif = (report: CheckReport, version: string): string =>
  printJson(logOf(report, version) as unknown as JsonValue);

const logOf = ({ files, unreadable, notes, problems }: CheckReport, version: string): Log => ({
  $schema: SCHEMA,
  version: '2.1.0',
  runs: [
    {
      tool: { driver: { name: 'kyn', version, rules: rules.map(descriptor) } },
      columnKind: 'utf16CodeUnits',
      invocations: [
        {
          executionSuccessful: unreadable.length === 0,
          toolExecutionNotifications: [
            ...[...unreadable, ...problems].map(text => notification('error', text)),
            ...notes.map(text => notification('note', text)),
          ],
        },
      ],
      results: files.flatMap(locateFindings).map(resultOf),
    },
  ],
});

const notification = (level: Notification.level, text: string): Notification => ({ level, message: { text } });

function descriptor({ code, severity, group, summary, fix, example }: Rule): ReportingDescriptor {
  return {
    id: `kyn/${code}`,
    shortDescription: { text: firstSentence(summary) },
    fullDescription: { text: summary },
    help: {
      text: fix,
      markdown: example === undefined ? fix : `${fix}\n\nA text with this problem:\n\n${fenced(example)}`,
    },
    defaultConfiguration: { level: LEVELS[severity] },
    properties: { tags: [group] },
  };
}

const fenced = (text: string): string => `\`\`\`\`\n${text.replace(/\n$/, '')}\n\`\`\`\``;

function resultOf({ file, code, severity, message, start, end }: LocatedFinding): Result {
  const ruleIndex = rules.findIndex(r => `kyn/${r.code}` === code);
  return {
    ruleId: code,
    ...(ruleIndex >= 0 && { ruleIndex }),
    level: LEVELS[severity],
    message: { text: message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(file.path) },
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

// In percent-encoded text a secret is not recognized, so it is hidden before.
function uriOf(path: string): string {
  const encoded = withoutSecretForms(path).split('/').map(encodeURIComponent).join('/');
  if (path.startsWith('//')) return `file:${encoded}`;
  if (path.startsWith('/')) return `file://${encoded}`;
  return /^[A-Za-z]:\//.test(path) ? `file:///${path.slice(0, 2)}${encoded.slice(4)}` : encoded;
}
