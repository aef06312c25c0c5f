// A reproduction as Markdown, for a review.
import type { Reproduction } from '../repro/reproduce/reproduction';
import { inlineText, messageText } from '../text/markdown';
import { metricTexts, reproductionMeaning, reproductionTitle, STATE_LABELS } from './reproductionTexts';

/** The report; `label`: the name of the run. */
export function reproductionMarkdown(reproduction: Reproduction, label: string): string {
  const { steps, reasons, metrics } = reproduction;
  const parts = [
    `## ${reproductionTitle(reproduction)}`,
    `${inlineText(label)}: ${reproductionMeaning(reproduction)}`,
    ...(reasons.length > 0 ? [reasons.map(reason => `- ${messageText(reason)}`).join('\n')] : []),
    ...(metrics.length > 0
      ? [
          [
            '| metric | recorded | new | relative difference |',
            '|---|---:|---:|---:|',
            ...metrics.map(m => {
              const { recorded, now, difference } = metricTexts(m);
              return `| ${inlineText(m.name)} | ${inlineText(recorded)} | ${inlineText(now)} | ${difference} |`;
            }),
          ].join('\n'),
        ]
      : []),
    [
      '| step | state | |',
      '|---|---|---|',
      ...steps.map(({ name, state, detail }) => `| ${name} | ${STATE_LABELS[state]} | ${cell(detail)} |`),
    ].join('\n'),
  ];
  return `${parts.join('\n\n')}\n`;
}

// A `|` in code would end the cell.
const cell = (message: string): string => (message.includes('|') ? inlineText(message) : messageText(message));
