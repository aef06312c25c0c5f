// A request for each LSP method of the server, for an open spec.
import type { CallHierarchyItem, CompletionItem } from 'vscode-languageserver';
import type { TestClient } from './client';
import { cursor } from './cursor';

const LIB = 'dataset Houses:\n    source = csv("houses.csv")\n    target = "price"\n';
const SPEC = `import "lib.kyn"

# Two lines
# of comment
params:
    lr =  0.01

model Net:
    input 2
    dense 1 linear

train:
    model = Net
    data = Houses
    loss = mse
    optimizer = adam(lr=$lr)
    epochs = 3
    deterministic = True

export:
`;
const FILES = { 'net.kyn': SPEC, 'lib.kyn': LIB, 'houses.csv': 'rooms,area,price\n1,2,3\n' };

/** A request for each method: its parameters, and a part of the expected answer. */
export interface RequestCase {
  readonly params: () => object | Promise<object>;
  readonly part: RegExp;
}

/** Opens the spec that the requests are about. */
export async function openSpec(
  start: (files: Readonly<Record<string, string>>) => Promise<TestClient>,
): Promise<TestClient> {
  const client = await start(FILES);
  await client.open('net.kyn', SPEC);
  return client;
}
const whole = { start: { line: 0, character: 0 }, end: { line: 30, character: 0 } };
const options = { tabSize: 4, insertSpaces: true };

/** A request at the position of a text, plus `into` characters. */
const positionOf = (text: string, into = 0) =>
  cursor(SPEC.replace(text, () => `${text.slice(0, into)}$0${text.slice(into)}`)).position;

/** The requests of a client. */
export function standardRequests(client: TestClient): Readonly<Record<string, RequestCase>> {
  const textDocument = () => ({ uri: client.uri('net.kyn') });
  const ask = (method: string, params: object): Promise<unknown> => client.connection.sendRequest(method, params);
  const at = (text: string, into = 0, more: object = {}) => ({
    textDocument: textDocument(),
    position: positionOf(text, into),
    ...more,
  });
  const first = async <T>(method: string, params: object): Promise<T> => ((await ask(method, params)) as T[])[0] as T;
  const train = (): Promise<CallHierarchyItem> => first('textDocument/prepareCallHierarchy', at('train:'));
  const requests: Readonly<Record<string, readonly [RequestCase['params'], RegExp]>> = {
    'textDocument/prepareCallHierarchy': [() => at('train:'), /"name":"train"/],
    'callHierarchy/outgoingCalls': [async () => ({ item: await train() }), /"name":"Net".*"name":"Houses"/],
    'callHierarchy/incomingCalls': [
      async () => ({ item: await first('textDocument/prepareCallHierarchy', at('Net:')) }),
      /"name":"train"/,
    ],
    'textDocument/codeAction': [
      () => ({
        textDocument: textDocument(),
        range: { start: at('True').position, end: at('True').position },
        context: { diagnostics: [] },
      }),
      /"newText":"true"/,
    ],
    'textDocument/codeLens': [() => ({ textDocument: textDocument() }), /CONFIG_HASH.*1 reference/],
    'textDocument/completion': [() => at('mse'), /"label":"bce"/],
    'completionItem/resolve': [() => first<CompletionItem>('textDocument/completion', at('mse')), /"label":"mse"/],
    'textDocument/declaration': [() => at('data = Houses', 8), /lib\.kyn/],
    'textDocument/definition': [() => at('data = Houses', 8), /lib\.kyn/],
    'textDocument/diagnostic': [() => ({ textDocument: textDocument() }), /"boolean-case"/],
    'textDocument/documentLink': [() => ({ textDocument: textDocument() }), /lib\.kyn/],
    'textDocument/documentSymbol': [() => ({ textDocument: textDocument() }), /"name":"Net".*"name":"train"/],
    'textDocument/foldingRange': [() => ({ textDocument: textDocument() }), /"comment".*"startLine":7/],
    'textDocument/formatting': [() => ({ textDocument: textDocument(), options }), /newText/],
    'textDocument/rangeFormatting': [() => ({ textDocument: textDocument(), range: whole, options }), /newText/],
    'textDocument/onTypeFormatting': [
      () => at('export:\n', 'export:\n'.length, { ch: '\n', options }),
      /"newText":" {4}"/,
    ],
    'textDocument/hover': [() => at('epochs', 1), /key of `?train/],
    'textDocument/inlayHint': [() => ({ textDocument: textDocument(), range: whole }), /3 params.*= 0\.01/],
    'textDocument/linkedEditingRange': [() => at('Net:'), /"ranges":\[.*,.*\]/],
    'textDocument/references': [() => at('Net:', 0, { context: { includeDeclaration: false } }), /"line":12/],
    'textDocument/documentHighlight': [() => at('Net:'), /"kind":3.*"kind":2/],
    'textDocument/prepareRename': [() => at('Net:'), /"placeholder":"Net"/],
    'textDocument/rename': [() => at('Net:', 0, { newName: 'Mlp' }), /"newText":"Mlp".*"newText":"Mlp"/],
    'textDocument/selectionRange': [
      () => ({ textDocument: textDocument(), positions: [at('$lr').position] }),
      /"parent"/,
    ],
    'textDocument/semanticTokens/full': [() => ({ textDocument: textDocument() }), /"data":\[\d/],
    'textDocument/semanticTokens/full/delta': [
      async () => {
        const { resultId } = (await ask('textDocument/semanticTokens/full', { textDocument: textDocument() })) as {
          resultId: string;
        };
        return { textDocument: textDocument(), previousResultId: resultId };
      },
      /"edits":\[\]|"data":\[\d/,
    ],
    'textDocument/semanticTokens/range': [() => ({ textDocument: textDocument(), range: whole }), /"data":\[\d/],
    'textDocument/signatureHelp': [() => at('lr=$lr', 3), /"label":"adam\(/],
    'workspace/diagnostic': [() => ({ previousResultIds: [] }), /"kind":"full".*"boolean-case"/],
    'workspace/symbol': [() => ({ query: 'hou' }), /"name":"Houses"/],
    'workspace/executeCommand': [
      () => ({ command: 'kynml.server.createLock', arguments: [textDocument().uri] }),
      /^null$/,
    ],
  };
  return Object.fromEntries(Object.entries(requests).map(([method, [params, part]]) => [method, { params, part }]));
}
