// Which kynml tool checks a spec: the client's answer where it has one, else what the server finds itself.
import type { Connection } from 'vscode-languageserver';
import type { ClientRequests, ToolAnswer } from '../../../../src-shared/protocol/requests';
import type { Workspace } from '../workspace/workspace';
import { findTool } from './findTool';

/** Finds the tool for the spec at a path. Never rejects: what fails is among the words of what was tried. */
export type ToolFor = (spec: { readonly uri: string; readonly path: string }) => Promise<ToolAnswer>;

/** An editor that takes longer would hold up the check of every later save. */
const ANSWER_LIMIT_MS = 15_000;

/** The search for the tool over a connection. */
export const toolOver =
  (connection: Connection, workspace: Workspace): ToolFor =>
  async ({ uri, path }) => {
    if (!workspace.client.tools) return findTool(workspace.settingsFor(path).command, workspace.workingFolder(path));
    const params: ClientRequests['kynml/tool']['params'] = { uri };
    const asked = connection.sendRequest<unknown>('kynml/tool', params).then(readAnswer, () => unanswered);
    return (await withinLimit(asked)) ?? unanswered;
  };

const unanswered: ToolAnswer = { tried: ['the editor: it did not name the program'] };

// What a client sends is taken for nothing but what it is.
function readAnswer(answer: unknown): ToolAnswer {
  const of = (key: string): unknown => (typeof answer === 'object' && answer !== null ? Reflect.get(answer, key) : []);
  const [argv, tried] = [of('argv'), of('tried')].map(words =>
    Array.isArray(words) ? words.filter(word => typeof word === 'string') : [],
  );
  if (argv?.[0]) return { argv };
  return tried?.[0] ? { tried } : unanswered;
}

async function withinLimit<T>(work: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<undefined>(resolve => {
    timer = setTimeout(() => resolve(undefined), ANSWER_LIMIT_MS);
  });
  return Promise.race([work, limit]).finally(() => clearTimeout(timer));
}
