/** Runs dynalite in a thread of its own, so that the table and the pipeline each have a core; tells the port it listens on. */
import { parentPort, workerData } from 'node:worker_threads';
import dynalite from 'dynalite';

const server = dynalite({ createTableMs: 0, ...workerData });
server.once('error', (error) => parentPort?.postMessage({ error: error.message }));
server.listen(0, '127.0.0.1', () => parentPort?.postMessage({ port: server.address().port }));
parentPort?.once('message', () => server.close(() => process.exit(0)));
