// kyn mcp: the tools for agents.
import type { Command } from '../command';

/** The command. */
export const mcp: Command = {
  name: 'mcp',
  usage:
    '[--root DIR]... [--allow-write] [--compiler COMPILER] [--python PATH] [--call TOOL [--input JSON] [--stop-with-input]]',
  summary: 'Serve the tools for agents over the Model Context Protocol.',
  details: [
    'The server uses the Model Context Protocol on standard input and output. Its tools check specs, explain findings, show the state of locks, find, compare, trace and verify runs, and explain differences.',
    'Tools that write (create a lock, make safe fixes, train) are there only with --allow-write. Paths outside of the roots are refused, also behind links.',
    'An answer is short, is marked as data and contains no secrets. With --call, one tool is called without the protocol, and the exit code is 1 if its answer has problems.',
  ],
  examples: [
    { line: 'mcp --root runs', doc: 'Serve the tools that read, for one folder, as an agent starts it' },
    { line: 'mcp --call kynml_check', doc: 'Show what an agent gets from one tool' },
  ],
  files: { min: 0, max: 0, noun: 'file' },
  options: [
    {
      name: 'root',
      value: 'DIR',
      repeatable: true,
      doc: 'A folder that the tools may use. Paths count from the first one. Default: the working folder.',
    },
    { name: 'allow-write', doc: 'Offer the tools that change files and train.' },
    { name: 'compiler', value: 'COMPILER', choices: ['auto', 'official', 'builtin'], doc: 'What trains.' },
    { name: 'python', value: 'PATH', doc: 'The interpreter of trainings.' },
    { name: 'call', value: 'TOOL', doc: 'Call this tool once and print its answer.' },
    {
      name: 'stop-with-input',
      doc: 'Cancel the call when standard input closes, as it does when the program that calls ends.',
    },
    { name: 'input', value: 'JSON', doc: 'The input of that call. Default: {}.' },
  ],
  ownsOutput: true,
  // Loaded on demand, so that other commands start faster.
  run: async context => (await import('../mcp/runMcp')).runMcp(context),
};
