// The tests of the installed package and the whole suite.
const path = require('node:path');
const { runFolders } = require('../suite/runMocha.cjs');

/** Runs every *.test.cjs of this folder and of the suite. */
exports.run = () => runFolders([__dirname, path.join(__dirname, '..', 'suite')]);
