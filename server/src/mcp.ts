// The adapter of the tools for agents to the Model Context Protocol, a bundle of its own (`mcp.js`) that only `kyn mcp` loads. Everything but the protocol
// is in src-shared/agents.
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import {
  CallToolRequestSchema,
  type CallToolResult,
  ErrorCode,
  ListToolsRequestSchema,
  McpError,
  type ServerNotification,
} from '@modelcontextprotocol/sdk/types.js';
import { listedTools } from '../../src-shared/agents/listing';
import type { AgentService } from '../../src-shared/agents/service';

/** The longest message of a client, in bytes. */
const MAX_MESSAGE = 1024 * 1024;

/** A client that asked for progress waits longer while it is told about it. */
const PROGRESS_MS = 5000;

const INSTRUCTIONS =
  'Tools for KynML training runs: whether a run can be trusted, and what made it. Verdicts come from these tools, not from reading the files. What is unknown is not confirmed.';

/**
 * Serves the tools on standard input and output until the client closes them, or the service must end. Calls that run are then cancelled. The result is
 * why it ended where neither was so: a sentence.
 */
export async function serve(service: AgentService): Promise<string | undefined> {
  const server = new Server(
    { name: 'kyn', version: service.version },
    { capabilities: { tools: {} }, instructions: INSTRUCTIONS },
  );
  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: [...listedTools(service, service.allowWrite)] }));
  const running = new Set<Promise<unknown>>();
  server.setRequestHandler(CallToolRequestSchema, ({ params }, { signal, sendNotification }) => {
    const end = reportProgress(params._meta?.progressToken, sendNotification);
    const call = answer(service, params, signal).finally(end);
    running.add(call);
    return call.finally(() => running.delete(call));
  });
  const closed = untilClosed(server, service);
  await server.connect(new StdioServerTransport(process.stdin, process.stdout, { maxBufferSize: MAX_MESSAGE }));
  // The request to end may have come before anything listened to it.
  if (service.stop.aborted) await server.close();
  const problem = await closed;
  await Promise.allSettled(running);
  return problem;
}

async function answer(
  { tools, call }: AgentService,
  { name, arguments: input }: { name: string; arguments?: unknown },
  signal: AbortSignal,
): Promise<CallToolResult> {
  if (!tools.some(tool => tool.name === name))
    throw new McpError(ErrorCode.InvalidParams, 'There is no tool with this name.');
  const { text, failed } = await call(name, input, signal);
  return { content: [{ type: 'text', text }], isError: failed };
}

function reportProgress(
  progressToken: string | number | undefined,
  send: (notification: ServerNotification) => Promise<void>,
): () => void {
  if (progressToken === undefined) return () => undefined;
  let progress = 0;
  const report = (): void => {
    send({ method: 'notifications/progress', params: { progressToken, progress: ++progress } }).catch(() => undefined);
  };
  const timer = setInterval(report, PROGRESS_MS);
  return () => clearInterval(timer);
}

// The client ends the server by closing its standard input. The transport closes itself only where it cannot read a message.
function untilClosed(server: Server, { stop }: AgentService): Promise<string | undefined> {
  return new Promise(resolve => {
    let isAsked = stop.aborted;
    server.onclose = () => {
      // An open pipe would keep this process alive.
      process.stdin.destroy();
      resolve(isAsked ? undefined : 'a message of the client is longer than 1 MiB, so the server has ended.');
    };
    const close = (): void => {
      isAsked = true;
      void server.close();
    };
    process.stdin.on('end', close).on('close', close);
    process.stdout.on('error', close);
    stop.addEventListener('abort', close);
  });
}
