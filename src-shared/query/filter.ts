// The filter of a list of runs: `state = current and mae < 14`.
import { type Compared, compareValues, isNumberText } from './compareValues';

/** One comparison of a filter. */
interface Condition {
  readonly key: string;
  readonly operator: Operator;
  readonly value: Compared;
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
    const quoted = double ?? single;
    const value = quoted ?? plain;
    conditions.push({
      key,
      operator: (operator === '==' ? '=' : operator) as Operator,
      value: { text: value, isNumber: quoted === undefined && isNumberText(value) },
    });
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

// A run without the value meets no condition about it.
function isMet({ operator, value }: Omit<Condition, 'key'>, own: Compared | undefined): boolean {
  if (!own) return false;
  // Of several values, one of them, or for `!=` all of them.
  const parts = own.parts?.map(text => isMet({ operator, value }, { text, isNumber: false }));
  if (parts) return operator === '!=' ? !parts.includes(false) : parts.includes(true);
  if (operator === '~') return own.text.toLowerCase().includes(value.text.toLowerCase());
  // A number in quotes, and a text without them, are compared as texts.
  const bothNumbers = own.isNumber && value.isNumber;
  const order = bothNumbers
    ? compareValues(own, value)
    : compareValues({ text: own.text, isNumber: false }, { text: value.text, isNumber: false });
  switch (operator) {
    case '=':
      return order === 0 || own.text === value.text;
    case '!=':
      return order !== 0 && own.text !== value.text;
    default:
      return order !== undefined && isInOrder(operator, order);
  }
}

function isInOrder(operator: Exclude<Operator, '=' | '!=' | '~'>, order: number): boolean {
  switch (operator) {
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
