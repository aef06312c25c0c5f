// The fields of the identity that are not known: neither side records them, or the value of a side cannot be read. Equal values of such a field do not
// show that the inputs are equal.
import type { Artifact } from '../../artifacts/read';
import { wrongForms } from '../../artifacts/validate';
import { type JsonNode, member } from '../../text/jsonText';
import { type Judgement, judgeUnknown, judgeUnreadable, type Policy } from './policy';
import { mostSerious } from './verdict';

/**
 * A field of the identity that is not known. `path`: its outermost value that cannot be read, e.g. `git` for `git.sha`. The most serious field of a path has
 * the reason of all of them.
 */
export interface UnknownField {
  readonly path: string;
  readonly judgement: Judgement;
  /** At least one side has a value, which cannot be read. */
  readonly isUnreadable: boolean;
}

/** The offsets of the values that the findings of each file report as errors. They are reasons already. */
export interface ReportedErrors {
  readonly a: ReadonlySet<number>;
  readonly b: ReadonlySet<number>;
}

/** The errors of two files. */
export const reportedErrors = (a: Artifact, b: Artifact): ReportedErrors => ({ a: errorStarts(a), b: errorStarts(b) });

const errorStarts = ({ diagnostics }: Artifact): ReadonlySet<number> =>
  new Set(diagnostics.flatMap(d => (d.severity === 'error' ? [d.span.start] : [])));

/** The fields of the identity that are not known, in the order of the kind. */
export function unknownFields(a: Artifact, b: Artifact, policy: Policy, errors: ReportedErrors): UnknownField[] {
  const [stateA, stateB] = [fieldStates(a, errors.a), fieldStates(b, errors.b)];
  const found = a.kind.identity.flatMap(field => unknownField(field, stateA(field), stateB(field), policy));
  return found.map(field => {
    const worst = mostSerious(found.filter(({ path }) => path === field.path).map(({ judgement }) => judgement));
    return worst === field.judgement ? field : { ...field, judgement: { ...field.judgement, reason: '' } };
  });
}

function unknownField(field: string, a: FieldState, b: FieldState, policy: Policy): UnknownField[] {
  const unreadable = [a, b].find(state => typeof state === 'object');
  if (unreadable) {
    const judgement = judgeUnreadable(field, faultText(a, b), policy);
    return [{ path: unreadable.path, judgement, isUnreadable: true }];
  }
  if (a === 'known' || b === 'known') return [];
  const judgement = judgeUnknown(field, a === 'null' || b === 'null' ? 'null' : 'absent', policy);
  return [{ path: field, judgement, isUnreadable: false }];
}

/** A value that cannot be read. `fault`: why, as the end of a sentence: `is not a string`; empty if the file reports it. */
interface Unreadable {
  readonly path: string;
  readonly fault: string;
}

type FieldState = 'absent' | 'null' | 'known' | Unreadable;

function fieldStates({ kind, root }: Artifact, errors: ReadonlySet<number>): (field: string) => FieldState {
  const wrong = root ? wrongForms(kind, root) : new Map<string, string>();
  const unreadable = (path: string, { span }: JsonNode, fault: string): Unreadable => ({
    path,
    fault: errors.has(span.start) ? '' : fault,
  });
  return field => {
    let [node, path] = [root, ''];
    for (const key of field.split('.')) {
      if (path !== '' && node && node.kind !== 'object' && node.kind !== 'null')
        return unreadable(path, node, 'is not a JSON object');
      node = member(node, key);
      path = path === '' ? key : `${path}.${key}`;
    }
    if (!node || node.kind === 'null') return node ? 'null' : 'absent';
    const expected = wrong.get(field);
    if (expected !== undefined) return unreadable(path, node, `is not ${expected}`);
    return node.kind === 'string' && node.text.trim() === '' ? unreadable(path, node, 'is blank') : 'known';
  };
}

// Equal faults of both sides are one.
function faultText(a: FieldState, b: FieldState): string {
  const [x, y] = [a, b].map(state => (typeof state === 'object' ? state : undefined));
  if (x && x.path === y?.path && x.fault === y.fault) return faultOf(x, 'A and B');
  return [faultOf(x, 'A'), faultOf(y, 'B')].filter(text => text !== '').join(' and ');
}

const faultOf = (state: Unreadable | undefined, side: string): string =>
  state && state.fault !== '' ? `${state.path} of ${side} ${state.fault}` : '';
