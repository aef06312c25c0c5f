// Which kynml tool validates a spec: the one that the client names, otherwise the one that the server finds.
import type { Connection } from 'vscode-languageserver';
import type { ClientRequests, ToolAnswer } from '../../../../src-shared/protocol/requests';
import type { Computer } from '../base/computer';
import { withinLimit } from '../base/withinLimit';
import type { WorkspaceView } from '../workspace/workspaceView';

/** Finds the tool for a spec. Never rejects: a failure is described in `tried`. */
export type ToolLookup = (spec: { readonly uri: string; readonly path: string }) => Promise<ToolAnswer>;

/** A slower client would delay the validation of every later save. */
const ANSWER_LIMIT_MS = 15_000;

/** The lookup over a connection. */
export const toolLookup =
  (connection: Connection, workspace: WorkspaceView, { findTool }: Pick<Computer, 'findTool'>): ToolLookup =>
  async ({ uri, path }) => {
    if (!workspace.client.tools) return findTool(workspace.settingsFor(path).command, workspace.workingFolder(path));
    const params: ClientRequests['kynml/tool']['params'] = { uri };
    const answer = connection.sendRequest<unknown>('kynml/tool', params).then(readAnswer, () => NO_ANSWER);
    return (await withinLimit(answer, ANSWER_LIMIT_MS)) ?? NO_ANSWER;
  };

const NO_ANSWER: ToolAnswer = { tried: ['the editor: it did not name the program'] };

// The answer of a client is untrusted input.
function readAnswer(answer: unknown): ToolAnswer {
  const of = (key: string): unknown => (typeof answer === 'object' && answer !== null ? Reflect.get(answer, key) : []);
  const [argv, tried] = [of('argv'), of('tried')].map(words =>
    Array.isArray(words) ? words.filter(word => typeof word === 'string') : [],
  );
  if (argv?.[0]) return { argv };
  return tried?.[0] ? { tried } : NO_ANSWER;
}
