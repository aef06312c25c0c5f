// What a person is asked before a tool of an agent writes. Independent of VS Code.
import { codeSpan, fitsCodeSpan } from '../../../src-shared/text/markdown';
import { t } from '../ui/l10n';

/** A question, as Markdown in which the input of the agent is only code. */
export interface Question {
  readonly title: string;
  readonly message: string;
}

/** The question for a tool and the input that an agent sent, which may have any form; undefined for a tool that only reads. */
export function questionFor(name: string, input: unknown): Question | undefined {
  const values = typeof input === 'object' && input !== null ? (input as Readonly<Record<string, unknown>>) : {};
  return QUESTIONS[name]?.(values);
}

/** Whether the question shows the whole input: a person cannot agree to what is not shown. */
export const showsWhole = (input: unknown): boolean =>
  typeof input !== 'object' || input === null || Object.values(input).every(value => fitsCodeSpan(textOf(value)));

type Values = Readonly<Record<string, unknown>>;

const QUESTIONS: Readonly<Record<string, (values: Values) => Question>> = {
  kynml_create_lock: ({ path }) => ({
    title: t('Write a lock?'),
    message: t(
      'The lock of {0} will pin its text on the disk, and so accept every change since it was locked.',
      code(path),
    ),
  }),
  kynml_apply_fixes: ({ path }) => ({
    title: t('Change a spec?'),
    message: t('The safe fixes will be made in {0}. Its CONFIG_HASH changes with it.', code(path)),
  }),
  kynml_train: ({ path, out, params }) => ({
    title: t('Start a training?'),
    message: t('{0} will be trained on this computer in {1}, with {2}.', code(path), code(out), paramsText(params)),
  }),
};

const paramsText = (params: unknown): string =>
  params === undefined ? t('its own values') : t('the values {0}', code(params));

const code = (value: unknown): string => codeSpan(textOf(value));

const textOf = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));
