// A value whose form is not documented, and that the built-in compiler cannot read.
import { defineFinding } from '../../../text/defineFinding';

/** The forms that the built-in compiler reads, by key. */
const FORMS = {
  early_stop: '`early_stop = 5` or `early_stop = early_stop(patience=5, min_delta=0.0)`',
  checkpoint: '`checkpoint = checkpoint(path="checkpoint.pt", every=1)`',
};

/** `early_stop` or `checkpoint` has a form that the built-in compiler cannot read. */
export const builtinForm = defineFinding<{ readonly key: keyof typeof FORMS }>({
  code: 'builtin-form',
  severity: 'info',
  group: 'specs',
  summary:
    'The forms of `early_stop` and `checkpoint` are not documented. The built-in compiler reads `early_stop = 5`, `early_stop(patience=5, min_delta=0.0)` and `checkpoint(path="checkpoint.pt", every=1)`. `kyn compile` and `kyn train` report any other form as an error.',
  example: 'train:\n    early_stop = true\n',
  fix: 'Write one of these forms, or train with the official compiler.',
  message: ({ key }) => `The built-in compiler cannot read this form of \`${key}\`; it reads ${FORMS[key]}.`,
});
