import { createServer } from 'node:http';

const server = createServer((request, response) => {
	switch (request.url) {
		case '/closes':
			return void request.socket.destroy();
		case '/resets':
			return void request.socket.resetAndDestroy();
		case '/half-closes':
		case '/half-resets':
			response.writeHead(200, { 'content-length': '10' });
			response.write('abc');
			return void setTimeout(() => {
				if (request.url === '/half-closes') request.socket.destroy();
				else request.socket.resetAndDestroy();
			}, 30);
		case '/slow':
			return void setTimeout(() => response.end('slow'), 300);
		case '/slow-body':
			response.write('begun');
			return void setTimeout(() => response.end('done'), 300);
		case '/loop':
			return void response.writeHead(302, { location: '/loop' }).end();
		default:
			response.end('fine');
	}
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const { port } = server.address();
const base = `http://127.0.0.1:${port}`;
const stripped = (text) =>
	String(text)
		.replaceAll(String(port), 'PORT')
		.replace(/: this lab has no network.*/, '');

async function shown(title, attempt) {
	try {
		console.log(title, await attempt());
	} catch (error) {
		const { cause } = error;
		console.log(title, error.name, error.message, error.constructor.name, error.code, error instanceof Error);
		if (cause)
			console.log(
				'  cause',
				cause.name,
				stripped(cause.message),
				cause.code,
				cause.errno,
				cause.syscall,
				cause.address,
				cause.port === undefined,
				cause.hostname
			);
	}
}
const text = (path, init) => async () => (await fetch(base + path, init)).text();

await shown('fine', text('/'));
await shown('closes', text('/closes'));
await shown('resets', text('/resets'));
await shown('half closes', text('/half-closes'));
await shown('half resets', text('/half-resets'));
await shown('loop', text('/loop'));
await shown('no redirects', text('/loop', { redirect: 'error' }));
await shown('manual', async () => (await fetch(base + '/loop', { redirect: 'manual' })).status);
await shown('timeout', text('/slow', { signal: AbortSignal.timeout(50) }));
await shown('timeout in the body', text('/slow-body', { signal: AbortSignal.timeout(100) }));
await shown('aborted before', text('/slow', { signal: AbortSignal.abort() }));
await shown('aborted for a reason', text('/slow', { signal: AbortSignal.abort(new RangeError('mine')) }));
const controller = new AbortController();
setTimeout(() => controller.abort(), 30);
await shown('aborted', text('/slow', { signal: controller.signal }));
await shown('refused', () => fetch('http://127.0.0.1:3999/'));
await shown('unknown', () => fetch('http://nowhere.invalid/'));
await shown('bad port', () => fetch('http://127.0.0.1:6000/'));
await shown('scheme', () => fetch('ftp://127.0.0.1/'));
await shown('no URL', () => fetch('/orders'));
await shown('with credentials', () => fetch('http://a:b@127.0.0.1/'));
await shown('GET with a body', () => fetch(base, { body: 'x' }));
await shown('after all that', text('/'));
server.close();
server.closeAllConnections();
