// The SARIF 2.1.0 output of `kyn check`, for code scanning services.
import type { Log, Notification, ReportingConfiguration, ReportingDescriptor, Result } from 'sarif';
import { type Rule, rules } from '../../../../../src-shared/repro/diagnostics/rules';
import type { Severity } from '../../../../../src-shared/text/diagnostic';
import { firstSentence } from '../../../../../src-shared/text/firstSentence';
import { type JsonValue, printJson } from '../../../../../src-shared/text/outputJson';
import { type CheckReport, type LocatedFinding, locateFindings } from '../checkReport';
import { fingerprints } from './fingerprints';
import { HOME, ruleAddress } from './home';
import { type ReportContext, reportPaths, reportRoot } from './reportPaths';
import { sarifFixes } from './sarifFixes';
import { baseIds, physicalLocation, regionOf } from './sarifPlaces';

type Level = ReportingConfiguration.level;

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
const LEVELS: Readonly<Record<Severity, Level>> = { error: 'error', warning: 'warning', info: 'note', hint: 'note' };

/** The log of one run of kyn. */
export const sarif = (report: CheckReport, context: ReportContext): string =>
  printJson(logOf(report, context) as unknown as JsonValue);

function logOf({ files, unreadable, notes, problems }: CheckReport, context: ReportContext): Log {
  const found = files.flatMap(locateFindings);
  const pathOf = reportPaths(context);
  const ids = fingerprints(found, pathOf, context.host.sha256);
  return {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: 'kyn', version: context.version, informationUri: HOME, rules: rules.map(descriptor) },
        },
        // A service compares the runs of one category.
        automationDetails: { id: 'kyn/check/' },
        originalUriBaseIds: baseIds(reportRoot(context)),
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
        results: found.map((finding, i) => resultOf(finding, { pathOf, id: ids[i] ?? '' })),
      },
    ],
  };
}

const notification = (level: Notification.level, text: string): Notification => ({ level, message: { text } });

// Services show `help` where the page cannot be reached.
function descriptor({ code, severity, group, summary, fix, example }: Rule): ReportingDescriptor {
  const more = `On the command line, \`kyn explain ${code}\` prints this text.`;
  return {
    id: `kyn/${code}`,
    shortDescription: { text: firstSentence(summary) },
    fullDescription: { text: summary },
    helpUri: ruleAddress(code),
    help: {
      text: `${fix}\n\n${more}`,
      markdown: [fix, ...(example === undefined ? [] : ['A text with this problem:', fenced(example)]), more].join(
        '\n\n',
      ),
    },
    defaultConfiguration: { level: LEVELS[severity] },
    properties: { tags: [group] },
  };
}

const fenced = (text: string): string => `\`\`\`\`\n${text.replace(/\n$/, '')}\n\`\`\`\``;

interface ResultContext {
  readonly pathOf: (label: string) => string;
  readonly id: string;
}

function resultOf(finding: LocatedFinding, { pathOf, id }: ResultContext): Result {
  const { file, code, severity, message } = finding;
  const { other } = finding.diagnostic;
  const ruleIndex = rules.findIndex(r => `kyn/${r.code}` === code);
  const path = pathOf(file.path);
  const fixes = sarifFixes(finding, path);
  return {
    ruleId: code,
    ...(ruleIndex >= 0 && { ruleIndex }),
    level: LEVELS[severity],
    message: { text: message },
    locations: [{ physicalLocation: physicalLocation(path, regionOf(finding)) }],
    // The name that GitHub reads.
    partialFingerprints: { primaryLocationLineHash: id },
    ...(other && {
      relatedLocations: [
        { physicalLocation: physicalLocation(pathOf(other.path), regionOf(other)), message: { text: other.label } },
      ],
    }),
    ...(fixes.length > 0 && { fixes }),
  };
}
