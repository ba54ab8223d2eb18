import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import compression from 'compression';
import { ROOT } from './setup/step.ts';

/**
 * Serves the built site. Does what adapter-node's own entry does, and also compresses rendered
 * pages, bounds slow clients and says where it listens.
 *
 * PORT (default 3000), HOST (default: this machine only), ORIGIN (default http://localhost:PORT).
 */
const port = Number(process.env['PORT'] ?? 3000);
const host = process.env['HOST'] ?? '127.0.0.1';
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
	console.error(`PORT must be a number from 0 to 65535, not ${process.env['PORT']}.`);
	process.exit(1);
}
process.env['ORIGIN'] ??= `http://localhost:${port}`;
process.env['MACHINE_FOLDER'] ??= path.join(ROOT, 'build', 'machine');

const { handler } = await import(pathToFileURL(path.join(ROOT, 'build', 'handler.js')).href);
// Its types ask for Express; it works on what Node gives.
const compress = compression() as unknown as (
	request: IncomingMessage,
	response: ServerResponse,
	next: () => void
) => void;
const server = createServer((request, response) =>
	compress(request, response, () => handler(request, response))
);
server.headersTimeout = 10_000;
server.requestTimeout = 30_000;
server.maxConnections = 2_000;

server.on('error', (error: NodeJS.ErrnoException) => {
	const reason =
		error.code === 'EADDRINUSE'
			? `Port ${port} is taken. Stop what uses it, or choose another: PORT=3001 npm start`
			: error.message;
	console.error(reason);
	process.exit(1);
});
server.listen(port, host, () => console.log(`Hotpath is at ${process.env['ORIGIN']}`));

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
	process.once(signal, () => {
		server.close(() => process.emit('sveltekit:shutdown' as never, signal as never));
		server.closeIdleConnections();
		setTimeout(() => server.closeAllConnections(), 5_000).unref();
	});
}
