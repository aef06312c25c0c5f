// All tests inside the extension host of desktop VS Code: test-electron calls run() with the extension under development.
const path = require('node:path');
const { runFolders } = require('./runMocha.cjs');

/** Runs every *.test.cjs of this folder and of those with answered questions. */
exports.run = () => runFolders([__dirname, path.join(__dirname, '..', 'answered')]);
