// One value of one side. Absent, null and the empty string are distinguishable from each other and from equal strings.
import type { ComponentChildren, VNode } from 'preact';
import type { ValueView } from '../../../src-shared/protocol/views';
import { t } from '../shared/l10n';
import { NumberText } from '../shared/numberText';
import { truncateMiddle } from '../shared/truncateMiddle';

/** The value of the other side, and whether the row shows full values. */
export interface ValueContext {
  readonly other: ValueView;
  readonly expanded: boolean;
}

/** The value, isolated from the direction of the surrounding text. */
export function Value({ value, ...context }: { readonly value: ValueView } & ValueContext): VNode {
  const shown = displayedText(value, context);
  return (
    <bdi class={`value ${classOf(value)}`} title={tooltip(value, shown)}>
      {content(shown, value, context)}
    </bdi>
  );
}

/** The text of the value as it is visible. */
export function displayedText(value: ValueView, { other, expanded }: ValueContext): string {
  return expanded ? fullText(value, other) : shownText(value, other);
}

/** Whether the value is shown truncated. */
export function isCut(value: ValueView): boolean {
  return value.full !== undefined || truncateMiddle(value.text) !== value.text;
}

function classOf(value: ValueView): string {
  return value.kind === 'string' && value.text === '' ? 'value-empty' : `value-${value.kind}`;
}

function shownText(value: ValueView, other: ValueView): string {
  return quoted(value, other, truncateMiddle(value.text));
}

function fullText(value: ValueView, other: ValueView): string {
  return quoted(value, other, value.full ?? value.text);
}

function quoted(value: ValueView, other: ValueView, text: string): string {
  if (value.kind === 'absent') return absentLabel();
  if (value.kind === 'unknown') return unknownLabel();
  if (value.kind !== 'string') return text;
  return needsQuotes(value, other) ? JSON.stringify(text) : text;
}

const absentLabel = (): string => t('(absent)');
const unknownLabel = (): string => t('(not known)');

/** Strings have no quotes, except where they would be ambiguous. */
function needsQuotes({ text }: ValueView, other: ValueView): boolean {
  if (text === '' || text === 'null' || text === absentLabel() || text === unknownLabel()) return true;
  return !['string', 'absent', 'unknown'].includes(other.kind) && other.text === text;
}

function tooltip(value: ValueView, shown: string): string | undefined {
  if (value.kind === 'absent') return t('This file does not contain the value.');
  if (value.kind === 'unknown') return t('It may be in an imported file that cannot be read.');
  const full = value.full ?? value.text;
  return isCut(value) && full !== shown ? full : undefined;
}

/** Numbers that differ are shown with the digits that differ. */
function content(shown: string, value: ValueView, { other }: ValueContext): ComponentChildren {
  const areNumbers = value.kind === 'number' && other.kind === 'number' && shown === value.text;
  return areNumbers ? <NumberText text={value.text} other={other.text} /> : shown;
}
