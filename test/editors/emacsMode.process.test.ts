// The mode for Emacs: it compiles without a warning, colours a spec and indents it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { needs, REPOSITORY, runEditor, workspace } from './editor';

const SPEC = `import "lib.kyn"
# A comment
params:
    lr = -0.01

dataset Houses:
    source = csv("data/a.csv", header=true)

train:
    model = Net
    optimizer = adam(lr=$lr)
    bad = 'x'
`;

/** The face of the first character of a text, for texts of the spec. */
const FACES: Readonly<Record<string, string>> = {
  import: 'font-lock-keyword-face',
  '"lib.kyn"': 'font-lock-string-face',
  'A comment': 'font-lock-comment-face',
  'params:': 'font-lock-keyword-face',
  'lr = -': 'font-lock-variable-name-face',
  '0.01': 'font-lock-constant-face',
  'dataset ': 'font-lock-keyword-face',
  'Houses:': 'font-lock-type-face',
  'csv(': 'font-lock-function-name-face',
  'header=': 'font-lock-variable-name-face',
  'true)': 'font-lock-constant-face',
  'Net\n': 'font-lock-type-face',
  'adam(': 'font-lock-function-name-face',
  $lr: 'font-lock-preprocessor-face',
  "'x'": 'font-lock-warning-face',
};

const script = (offsets: readonly number[]): string => `
(setq byte-compile-error-on-warn t)
(unless (byte-compile-file "kynml-mode.el") (error "It does not compile"))
(load (expand-file-name "kynml-mode.elc"))
(find-file "net.kyn")
(font-lock-ensure)
(let ((mode major-mode)
      (faces (mapcar (lambda (at) (get-text-property (1+ at) 'face)) '(${offsets.join(' ')}))))
  (erase-buffer)
  (dolist (line '("model Net:" "input 2" "dense 1" "" "train:" "epochs = 1" "export:"))
    (insert line)
    (indent-according-to-mode)
    (end-of-line)
    (newline)
    (indent-according-to-mode))
  (delete-trailing-whitespace)
  (let ((typed (split-string (string-trim (buffer-string)) "\\n")))
    (goto-char (point-min))
    (comment-line 1)
    (with-temp-file "result.json"
      (insert (json-encode (list :mode mode :faces faces :typed typed
                                 :risky (mapcar #'risky-local-variable-p '(kynml-server kynml-trusted))
                                 :comment (with-current-buffer "net.kyn" (goto-char (point-min))
                                            (buffer-substring (point-min) (line-end-position)))))))))
(set-buffer-modified-p nil)
(kill-emacs 0)
`;

test('the mode', context => {
  needs(context, 'emacs', '--version');
  const offsets = Object.keys(FACES).map(text => SPEC.indexOf(text));
  const mode = readFileSync(join(REPOSITORY, 'editors/emacs/kynml-mode.el'), 'utf8');
  const folder = workspace({ 'net.kyn': SPEC, 'kynml-mode.el': mode, 'check.el': script(offsets) });
  expect(runEditor(folder, 'emacs', ['-Q', '--batch', '--eval', '(require (quote json))', '-l', 'check.el'])).toEqual({
    mode: 'kynml-mode',
    faces: Object.values(FACES),
    typed: ['model Net:', '    input 2', '    dense 1', '', 'train:', '    epochs = 1', 'export:'],
    comment: '# model Net:',
    // A repository cannot set them without asking each time.
    risky: [true, true],
  });
});
