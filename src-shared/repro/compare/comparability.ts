// What speaks against a comparison before any difference does: files that cannot be taken at their word, and fields of which both sides say nothing.
import { duplicateField } from '../../artifacts/findings/duplicateField';
import type { Artifact } from '../../artifacts/read';
import { type JsonNode, member } from '../../text/jsonText';
import { judgeUnknown, type Policy } from './policy';
import { type Found, type Reason, reasonOf } from './verdict';

/** Fields of the identity of which both sides say nothing. */
export function unknowns(a: Artifact, b: Artifact, policy: Policy): Found[] {
  return a.kind.identity.flatMap(field => {
    const [x, y] = [stateOf(a.root, field), stateOf(b.root, field)];
    return x === 'known' || x !== y ? [] : reasonOf(judgeUnknown(field, x, policy));
  });
}

function stateOf(root: JsonNode | undefined, field: string): 'absent' | 'null' | 'known' {
  const node = field.split('.').reduce(member, root);
  return !node ? 'absent' : node.kind === 'null' ? 'null' : 'known';
}

/** What keeps a file from being taken at its word: it breaks the rules of its kind, is of a form that is not known, or says something twice. */
export function faults(side: Artifact, name: string): Reason[] {
  return [...unjudged(side, name), ...broken(side, name), ...ambiguous(side, name)];
}

// Of a file before whose gate nothing was judged it is not known what its fields mean, even where that is no error.
function unjudged({ kind, root }: Artifact, name: string): Reason[] {
  const gate = root?.kind === 'object' ? kind.gate?.(root) : undefined;
  if (!gate || gate.severity === 'error') return [];
  return [{ severity: 'error', text: `${name} was not judged, so nothing shows what it is: ${gate.message}` }];
}

// Python takes the last of two keys; what wrote the file may have meant the first.
function ambiguous({ root }: Artifact, name: string): Reason[] {
  const count = root ? duplicateField.find(root).length : 0;
  if (count === 0) return [];
  const keys = count === 1 ? 'a key that stands' : `${count} keys that stand`;
  return [
    {
      severity: 'warn',
      text: `${name} has ${keys} twice; the last one counts, and another reader may take the first.`,
    },
  ];
}

// A file that breaks the rules of its kind may say something else than it seems to, so it can never end in a green verdict.
function broken(side: Artifact, name: string): Reason[] {
  const errors = side.diagnostics.filter(d => d.severity === 'error');
  const [first] = errors;
  if (!first) return [];
  const more = errors.length > 1 ? ` and ${errors.length - 1} more` : '';
  return [
    {
      severity: 'error',
      text: `${name} is not a valid ${side.kind.title}: ${first.message.replace(/\.$/, '')}${more}.`,
    },
  ];
}
