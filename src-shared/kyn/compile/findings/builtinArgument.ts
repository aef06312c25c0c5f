// An argument that the built-in compiler does not support.
import { defineFinding } from '../../../text/defineFinding';
import { textOrLength } from '../../../text/shortText';

const MAX_NAME = 1000;

/** A call has an argument that the built-in compiler does not support. `argument`: absent for one without a name. */
export const builtinArgument = defineFinding<{ readonly callee: string; readonly argument?: string | undefined }>({
  code: 'builtin-argument',
  severity: 'info',
  group: 'specs',
  summary:
    'The built-in compiler does not support an argument of a call; the official compiler may. `kyn compile` and `kyn train` report it as an error.',
  example: 'train:\n    optimizer = sgd(lr=0.1, momentum=0.9)\n',
  fix: 'Remove the argument, or train with the official compiler.',
  message: ({ callee, argument }) =>
    argument === undefined
      ? `The built-in compiler does not support this argument of \`${callee}\`; the official one may.`
      : `The built-in compiler does not support the argument \`${textOrLength(argument, MAX_NAME)}\` of \`${callee}\`; the official one may.`,
});
