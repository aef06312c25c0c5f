;;; drive.el --- Drives Emacs through the work with a spec -*- lexical-binding: t -*-

;;; Commentary:

;; What Emacs saw is written to result.json.

;;; Code:

(require 'cl-lib)
(require 'json)
(require 'eglot)
(require 'flymake)

(defvar drive-seen nil "What was seen, by name.")

(defun drive-note (name value)
  "Note under NAME that VALUE was seen."
  (push (cons name value) drive-seen))

(defun drive-codes ()
  "The codes of the findings."
  (mapcar (lambda (d) (plist-get (alist-get 'eglot-lsp-diag (flymake-diagnostic-data d)) :code))
          (flymake-diagnostics)))

(defun drive-wait (what condition)
  "Wait until CONDITION holds; WHAT names it."
  ;; Without a screen, Emacs is never idle, which is when eglot sends changes.
  (when (eglot-current-server) (eglot--signal-textDocument/didChange))
  (let ((end (+ (float-time) 20)))
    (while (not (funcall condition))
      (when (> (float-time) end) (error "Waited in vain: %s, with %s" what (drive-codes)))
      (accept-process-output nil 0.05)
      (sit-for 0.05))))

(defun drive-go (text)
  "Go to TEXT."
  (goto-char (point-min))
  (search-forward text)
  (goto-char (match-beginning 0)))

(defun drive-line ()
  "The current line."
  (buffer-substring-no-properties (line-beginning-position) (line-end-position)))

(defun drive-run (title)
  "Run the code action with TITLE."
  (let* ((server (eglot-current-server))
         (actions (jsonrpc-request
                   server :textDocument/codeAction
                   (list :textDocument (eglot--TextDocumentIdentifier)
                         :range (list :start (eglot--pos-to-lsp-position) :end (eglot--pos-to-lsp-position))
                         :context '(:diagnostics []))))
         (action (cl-find-if (lambda (a) (string-match-p (regexp-quote title) (plist-get a :title))) actions))
         (command (plist-get action :command)))
    (unless action (error "No code action %s" title))
    (when (plist-get action :edit) (eglot--apply-workspace-edit (plist-get action :edit)))
    ;; The jsonrpc of Emacs 28 leaves what arrives together with an awaited answer until the next message, so nothing is awaited.
    (when command
      (jsonrpc-async-request server :workspace/executeCommand
                             (list :command (plist-get command :command) :arguments (plist-get command :arguments))
                             :success-fn #'ignore :error-fn (lambda (e) (drive-note 'refused (plist-get e :message)))))))

(defun drive-work ()
  "The work."
  (find-file "net.kyn")
  (drive-note 'mode (symbol-name major-mode))
  (unless (eglot-current-server) (apply #'eglot--connect (eglot--guess-contact)))
  (drive-wait "the server" #'eglot-current-server)
  (drive-wait "the finding" (lambda () (member "unknown-key" (drive-codes))))
  (drive-note 'finding (and (member "lock-drift" (drive-codes)) t))
  (drive-go "loss =")
  (drive-note 'hover (plist-get (plist-get (jsonrpc-request (eglot-current-server) :textDocument/hover
                                                            (eglot--TextDocumentPositionParams))
                                           :contents)
                                :value))
  (drive-go "mse")
  (drive-note 'completion
              (let ((all (all-completions "" (nth 2 (eglot-completion-at-point)))))
                (and (cl-some (lambda (c) (string-prefix-p "bce" c)) all) t)))
  (drive-go "epoch")
  (drive-run "epochs")
  (drive-wait "the fix" (lambda () (null (drive-codes))))
  (drive-note 'fixed t)
  (drive-go "Net:")
  (eglot-rename "Mlp")
  (drive-go "model = ")
  (drive-note 'renamed (drive-line))
  (drive-go "epochs = 3")
  (delete-region (line-beginning-position) (line-end-position))
  (insert "    epochs   =  3")
  (eglot-format-buffer)
  (drive-go "epochs")
  (drive-note 'formatted (drive-line))
  (save-buffer)
  (drive-wait "drift" (lambda () (member "lock-drift" (drive-codes))))
  (goto-char (point-min))
  (drive-run "Regenerate lock")
  (drive-wait "the lock" (lambda () (null (drive-codes))))
  (drive-note 'locked t)
  (drive-note 'hash (jsonrpc-request (eglot-current-server) :workspace/executeCommand
                                     (list :command "kynml.server.configHash"
                                           :arguments (vector (plist-get (eglot--TextDocumentIdentifier) :uri))))))

(condition-case fault
    (drive-work)
  (error (drive-note 'fault (error-message-string fault))))
(write-region (json-encode drive-seen) nil "result.json")
(ignore-errors (eglot-shutdown (eglot-current-server)))
(kill-emacs 0)
;;; drive.el ends here
