// Runs `kyn explain`: the documentation of a finding, or the list of all.
import { type Rule, rules } from '../../../../src-shared/repro/diagnostics/rules';
import { shownExample } from '../../../../src-shared/repro/diagnostics/shownExample';
import { suggest } from '../../../../src-shared/text/suggest';
import type { CliContext, Outcome } from '../command';
import { EXIT_USAGE } from '../exitCode';
import { outcome, success } from '../outcome';
import { type Colors, createColors } from '../print/colors';
import { didYouMean } from '../print/didYouMean';
import { type Cell, table, wrap } from '../print/table';

const MAX_WIDTH = 100;

/** All codes, sorted. */
export const codes = (): readonly string[] => rules.map(({ code }) => code).sort();

/** Explains the finding with the code of a context, or lists all. */
export async function runExplain({ files, io }: CliContext): Promise<Outcome> {
  const [given] = files;
  if (given === undefined) return success(`${table(rules.map(listed), { indent: 0, columns: io.columns })}\n`);
  const code = given.replace(/^kyn\//, '').toLowerCase();
  const rule = rules.find(r => r.code === code);
  if (rule) return success(ruleText(rule, createColors(io.color), Math.min(io.columns ?? MAX_WIDTH, MAX_WIDTH)));
  const hint = didYouMean(suggest(code, codes()), ' `kyn explain` lists all codes.');
  return outcome(EXIT_USAGE, '', [`\`${given}\` is not the code of a finding.${hint}`]);
}

const listed = ({ code, summary }: Rule): Cell[] => [{ text: `kyn/${code}` }, { text: firstSentence(summary) }];

const firstSentence = (text: string): string => /^.*?\.(?= |$)/s.exec(text)?.[0] ?? text;

function ruleText({ code, severity, summary, example, fix }: Rule, colors: Colors, width: number): string {
  const { bold } = colors;
  const paragraph = (text: string): string => wrap(text, width).join('\n');
  const shown = example === undefined ? undefined : shownExample(example).split('\n');
  return `${[
    `${bold(`kyn/${code}`)} (${severity})`,
    paragraph(summary),
    ...(shown ? [`${bold('Example')}\n${shown.map(line => `    ${line}`.trimEnd()).join('\n')}`] : []),
    `${bold('Fix')}\n${paragraph(fix)}`,
  ].join('\n\n')}\n`;
}
