// Runs on any Node, so that a machine with an old one is told so in words. Old syntax on purpose.
'use strict';
const { spawn } = require('node:child_process');

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `This needs Node 22.18 or newer, and this is Node ${process.versions.node}.\n` +
      'On Linux (x64) `npm ci` installs Node 24 into this folder by itself, and `npm start` and `npm test` then use it:\n' +
      'was it left out (--omit=optional)? Elsewhere, install Node 24 from https://nodejs.org and try again.',
  );
  process.exit(1);
}

const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...process.argv.slice(2)], {
  stdio: 'inherit',
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => {
  if (signal === null) process.exit(code);
  process.removeAllListeners(signal);
  process.kill(process.pid, signal); // ends as its child ended
});
