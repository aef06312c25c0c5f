// Starts the server of a VS Code release whose server-main.js only exports it. The installer copies it next to that file.
const http = require('node:http');
const path = require('node:path');

const home = path.join(__dirname, '..');

function readArgs(words) {
  const args = { _: [] };
  for (let at = 0; at < words.length; at++) {
    const hasValue = words[at + 1] !== undefined && !words[at + 1].startsWith('--');
    args[words[at].replace(/^--/, '')] = hasValue ? words[++at] : true;
  }
  if (args['install-extension']) args['install-extension'] = [args['install-extension']];
  return args;
}

async function serve(server, args) {
  const api = await server.createServer(null, { ...args, compatibility: '1.64' });
  const listener = http.createServer((request, response) => api.handleRequest(request, response));
  listener.on('upgrade', (request, socket) => api.handleUpgrade(request, socket));
  listener.on('error', error => api.handleServerError(error));
  listener.listen(Number(args.port), args.host, () => console.log(`Extension host agent listening on ${args.port}`));
}

async function start(args) {
  if (args.version) {
    const read = name => require(path.join(home, name)).version;
    console.log(read('product.json') ?? read('package.json'));
    return;
  }
  const server = await require(path.join(__dirname, 'server-main.js')).loadCodeWithNls();
  if (args['install-extension'] || args['list-extensions']) await server.spawnCli(args);
  else await serve(server, args);
}

start(readArgs(process.argv.slice(2))).catch(error => {
  console.error(error);
  process.exit(1);
});
