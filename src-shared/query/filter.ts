// The filter of a list of runs: `state = current and mae < 14`.
import { type Compared, compareValues, isNumberText } from './compareValues';
import { type TimeValue, timeValue } from './timeValue';

/** One comparison of a filter. */
interface Condition {
  readonly key: string;
  readonly operator: Operator;
  readonly value: Compared;
  /** The value of a condition about the time of a run. */
  readonly time?: TimeValue;
}

type Operator = '=' | '!=' | '<' | '<=' | '>' | '>=' | '~';

/** A filter: its keys, and whether a run matches, given its values by key. */
export interface RunFilter {
  readonly keys: readonly string[];
  readonly matches: (lookUp: (key: string) => Compared | undefined) => boolean;
}

/** The filter in a text, or a sentence that states what is wrong with it. */
export function parseFilter(text: string): RunFilter | string {
  const conditions: Condition[] = [];
  for (let rest = text; ; ) {
    const [matched, key = '', operator = '', double, single, plain = ''] = CONDITION.exec(rest) ?? [];
    if (matched === undefined) return problem(rest);
    const condition = conditionOf({
      key,
      operator: operator === '==' ? '=' : operator,
      plain,
      quoted: double ?? single,
    });
    if (typeof condition === 'string') return condition;
    conditions.push(condition);
    rest = rest.slice(matched.length);
    if (rest.trim() === '') break;
    const joined = /^\s+and\s+/i.exec(rest);
    if (!joined) return problem(rest);
    rest = rest.slice(joined[0].length);
  }
  return {
    keys: conditions.map(c => c.key),
    matches: lookUp => conditions.every(c => isMet(c, lookUp(c.key))),
  };
}

const CONDITION = /^\s*([^\s=!<>~"']+)\s*(!=|>=|<=|==|=|<|>|~)\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=!<>~]\S*))(?=\s|$)/;

const problem = (rest: string): string =>
  rest.trim() === ''
    ? 'A condition is missing. Write conditions such as `mae < 14` with `and` between them.'
    : `\`${rest.trim()}\` is not a condition. Write conditions such as \`mae < 14\` with \`and\` between them; a value with blanks needs quotes.`;

interface Written {
  readonly key: string;
  readonly operator: string;
  readonly plain: string;
  readonly quoted: string | undefined;
}

function conditionOf({ key, operator, plain, quoted }: Written): Condition | string {
  const text = quoted ?? plain;
  const value = { text, isNumber: quoted === undefined && isNumberText(text) };
  const condition = { key, operator: operator as Operator, value };
  if (key !== 'time' || operator === '~') return condition;
  // Ordered as a text, it would match anything.
  const time = timeValue(text);
  return time
    ? { ...condition, time }
    : `\`${text}\` is not a time. Write a time such as \`2026-04-18\` or \`"2026-04-18 17:30 +02:00"\`; without a zone it is UTC.`;
}

// A run without the value meets no condition about it.
function isMet({ operator, value, time }: Omit<Condition, 'key'>, own: Compared | undefined): boolean {
  if (!own) return false;
  // Of several values, one of them, or for `!=` all of them.
  const parts = own.parts?.map(text => isMet({ operator, value }, { text, isNumber: false }));
  if (parts) return operator === '!=' ? !parts.includes(false) : parts.includes(true);
  if (operator === '~') return own.text.toLowerCase().includes(value.text.toLowerCase());
  const ownTime = time && timeValue(own.text);
  if (time && ownTime) return isTrue(operator, ownTime.start < time.start ? -1 : ownTime.start < time.end ? 0 : 1);
  return isTrue(operator, isEquality(operator) ? equality(own, value) : orderOf(own, value));
}

const isEquality = (operator: Operator): boolean => operator === '=' || operator === '!=';

// A number in quotes, and a text without them, are compared as texts.
const asText = ({ text }: Compared): Compared => ({ text, isNumber: false });

const equality = (own: Compared, value: Compared): number | undefined =>
  own.text === value.text
    ? 0
    : own.isNumber && value.isNumber
      ? compareValues(own, value)
      : compareValues(asText(own), asText(value));

// A text such as `null`, `nan` or `true` is neither less nor greater than a number, so a metric with it never passes. A version (`2.10`) has an order.
function orderOf(own: Compared, value: Compared): number | undefined {
  if (own.isNumber === value.isNumber) return compareValues(own, value);
  const text = own.isNumber ? value.text : own.text;
  if (value.isNumber && isNumberText(text)) return compareValues({ text, isNumber: true }, value);
  return /^v?\d/i.test(text) ? compareValues(asText(own), asText(value)) : undefined;
}

// `order` is undefined for values without one.
function isTrue(operator: Exclude<Operator, '~'>, order: number | undefined): boolean {
  if (order === undefined) return operator === '!=';
  switch (operator) {
    case '=':
      return order === 0;
    case '!=':
      return order !== 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
  }
}
