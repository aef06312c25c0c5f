// Tests that answer the questions of the extension: they replace functions of VS Code's API, which only the extension under development shares with its tests.
const { runFolders } = require('../suite/runMocha.cjs');

/** Runs every *.test.cjs of this folder. */
exports.run = () => runFolders([__dirname]);
