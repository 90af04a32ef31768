// Loaded before azurite.js (node --require): stdin is a pipe that the parent holds open. When it ends, because the parent
// closed it or died (SIGKILL included), Azurite is asked to write its data and stop, and stops anyway after five seconds.
'use strict';
const stop = () => {
  process.kill(process.pid, 'SIGTERM');
  setTimeout(() => process.exit(0), 5000).unref();
};
process.stdin.on('end', stop).on('error', stop).resume();
