// The tests of the installed package alone: VS Code calls run() with only the installed package as the extension.
const { runFolders } = require('../suite/runMocha.cjs');

/** Runs every *.test.cjs of this folder. */
exports.run = () => runFolders([__dirname]);
