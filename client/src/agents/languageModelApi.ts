// The part of VS Code's API for tools of agents, which is newer than the oldest supported VS Code (1.95).
import * as vscode from 'vscode';

/** A call of a tool. */
export interface ToolInvocation {
  readonly input: unknown;
}

/** A tool as VS Code calls it. */
export interface EditorTool {
  prepareInvocation(options: ToolInvocation): {
    readonly invocationMessage: string;
    readonly confirmationMessages?: { readonly title: string; readonly message: vscode.MarkdownString };
  };
  invoke(options: ToolInvocation, token: vscode.CancellationToken): Promise<unknown>;
}

/** Functions of an editor that has tools. */
export interface LanguageModelApi {
  readonly register: (name: string, tool: EditorTool) => vscode.Disposable;
  readonly result: (texts: readonly string[]) => unknown;
}

/** The API of this editor; undefined where it is too old. */
export function languageModelApi(): LanguageModelApi | undefined {
  const { lm, LanguageModelToolResult: Result, LanguageModelTextPart: Text } = vscode as unknown as NewerApi;
  const register = lm?.registerTool;
  if (!register || !Result || !Text) return undefined;
  return { register, result: texts => new Result(texts.map(text => new Text(text))) };
}

interface NewerApi {
  readonly lm?: { readonly registerTool?: LanguageModelApi['register'] };
  readonly LanguageModelToolResult?: new (parts: readonly unknown[]) => unknown;
  readonly LanguageModelTextPart?: new (text: string) => unknown;
}
