;;; kynml-mode.el --- Major mode for KynML specs -*- lexical-binding: t -*-

;; Version: 0.1.0
;; Package-Requires: ((emacs "27.1"))
;; Keywords: languages
;; SPDX-License-Identifier: MIT

;;; Commentary:

;; Colours, comments and indentation of `.kyn' files.  With eglot, `M-x eglot'
;; starts `kyn lsp --stdio', which adds findings, hover, completion, formatting,
;; renaming and fixes.

;;; Code:

(defgroup kynml nil
  "Specs of training runs."
  :group 'languages)

(defcustom kynml-server '("kyn" "lsp" "--stdio")
  "The language server: a program and its arguments."
  :type '(repeat string)
  ;; The files of a repository must not set it without a question.
  :risky t
  :group 'kynml)

(defcustom kynml-trusted nil
  "Whether the server may run git and KynML, and read other folders."
  :type 'boolean
  :risky t
  :group 'kynml)

(defconst kynml--header
  (rx bol (* blank)
      (or "params" "sweep" "train" "evaluate" "export"
          (seq (or "dataset" "model") (+ blank) (any "A-Za-z_") (* (any "A-Za-z0-9_"))))
      (* blank) ":" (* blank) (? "#" (* nonl)) eol)
  "A line that starts a block.")

(defvar kynml-font-lock-keywords
  (let ((name "[A-Za-z_][A-Za-z0-9_]*"))
    `(("'[^'\n]*'?\\|\\_<\\(?:True\\|False\\|TRUE\\|FALSE\\)\\_>" . font-lock-warning-face)
      ("\\$[A-Za-z_][A-Za-z0-9_]*" 0 font-lock-preprocessor-face)
      ("^import\\_>" . font-lock-keyword-face)
      (,(concat "^\\(dataset\\|model\\)[ \t]+\\(" name "\\)")
       (1 font-lock-keyword-face) (2 font-lock-type-face))
      ("^\\(?:params\\|sweep\\|train\\|evaluate\\|export\\|dataset\\|model\\)\\_>" . font-lock-keyword-face)
      (,(concat "^[ \t]+\\(?:model\\|data\\)[ \t]*=[ \t]*\\(" name "\\)") 1 font-lock-type-face)
      (,(concat "^[ \t]+\\(" name "\\)") 1 font-lock-variable-name-face)
      (,(concat "\\(" name "\\)[ \t]*(") 1 font-lock-function-name-face)
      (,(concat "[(,][ \t]*\\(" name "\\)[ \t]*=") 1 font-lock-variable-name-face)
      ("\\_<\\(?:true\\|false\\)\\_>\\|\\_<-?[0-9]+\\(?:\\.[0-9]+\\)?\\_>" . font-lock-constant-face)))
  "What is coloured besides comments and strings.")

(defvar kynml-mode-syntax-table
  (let ((table (make-syntax-table)))
    (modify-syntax-entry ?# "<" table)
    (modify-syntax-entry ?\n ">" table)
    (modify-syntax-entry ?\" "\"" table)
    (modify-syntax-entry ?' "." table)
    (modify-syntax-entry ?_ "_" table)
    (modify-syntax-entry ?. "_" table)
    (modify-syntax-entry ?$ "'" table)
    (modify-syntax-entry ?= "." table)
    (modify-syntax-entry ?\\ "." table)
    table)
  "Comments, strings and words of a spec.")

(defun kynml-indentation ()
  "The column of the current line: 4 in a block, 0 for a header."
  (save-excursion
    (beginning-of-line)
    (if (looking-at-p kynml--header)
        0
      (if (and (zerop (forward-line -1))
               (or (looking-at-p kynml--header) (looking-at-p "[ \t]+[^ \t\n]")))
          4
        0))))

(defun kynml-indent-line ()
  "Indent the current line of a spec."
  (interactive)
  (let ((column (kynml-indentation)))
    (if (<= (current-column) (current-indentation))
        (indent-line-to column)
      (save-excursion (indent-line-to column)))))

;;;###autoload
(define-derived-mode kynml-mode prog-mode "KynML"
  "Major mode for KynML specs."
  (setq-local comment-start "# ")
  (setq-local comment-start-skip "#+[ \t]*")
  (setq-local font-lock-defaults '(kynml-font-lock-keywords))
  (setq-local indent-line-function #'kynml-indent-line)
  (setq-local indent-tabs-mode nil)
  (setq-local tab-width 4))

;;;###autoload
(add-to-list 'auto-mode-alist '("\\.kyn\\'" . kynml-mode))

(defvar eglot-server-programs)

(defun kynml-eglot-contact (&rest _)
  "The server of `kynml-server' for eglot."
  (append kynml-server (list :initializationOptions (list :trusted (if kynml-trusted t :json-false)))))

(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs (cons 'kynml-mode #'kynml-eglot-contact)))

(provide 'kynml-mode)
;;; kynml-mode.el ends here
