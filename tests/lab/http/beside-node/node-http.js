import http, { STATUS_CODES, METHODS, createServer, get, request } from 'node:http';

console.log(JSON.stringify(STATUS_CODES), METHODS.join(), http.createServer === createServer);

const server = createServer();
server.on('request', (incoming, outgoing) => {
	if (incoming.url === '/never') return;
	if (incoming.url === '/closes') return void incoming.socket.destroy();
	if (incoming.url === '/resets') return void incoming.socket.resetAndDestroy();
	if (incoming.url === '/half') {
		outgoing.writeHead(200, { 'Content-Length': 10 });
		outgoing.write('abc');
		return void setTimeout(() => incoming.socket.destroy(), 20);
	}
	const chunks = [];
	incoming
		.on('error', (error) => console.error(error))
		.on('data', (chunk) => chunks.push(chunk))
		.on('end', () => {
			const body = Buffer.concat(chunks).toString();
			outgoing.on('error', (error) => console.error(error));
			outgoing.on('finish', () => console.log('finish', outgoing.headersSent, outgoing.writableEnded));
			outgoing.writeHead(200, 'Very OK', { 'Content-Type': 'application/json', 'X-Powered-By': 'bacon' });
			outgoing.write('<html>');
			outgoing.end(
				JSON.stringify({ method: incoming.method, url: incoming.url, raw: incoming.rawHeaders, body })
			);
		});
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
const { port, family } = server.address();
const stripped = (value) =>
	JSON.stringify(value)
		.replaceAll(String(port), 'PORT')
		.replace(/\w{3}, \d\d \w{3} \d{4} [\d:]+ GMT/, 'DATE');
console.log(
	family,
	server.listening,
	server.keepAliveTimeout,
	server.requestTimeout,
	server.headersTimeout,
	server.maxRequestsPerSocket
);

async function ask(title, options, body = []) {
	await new Promise((resolve) => {
		const asked = request({ host: '127.0.0.1', port, ...options }, (incoming) => {
			console.log(
				title,
				incoming.statusCode,
				incoming.statusMessage,
				incoming.httpVersion,
				stripped(incoming.headers),
				stripped(incoming.rawHeaders)
			);
			incoming.setEncoding('utf8');
			let text = '';
			incoming.on('data', (chunk) => (text += chunk));
			incoming.on('end', () => console.log(title, 'end', stripped(text), incoming.complete));
			incoming.on('aborted', () => console.log(title, 'aborted'));
			incoming.on('error', (error) => console.log(title, 'error of the response', error.message, error.code));
			if (asked.method !== 'HEAD') incoming.on('close', () => console.log(title, 'response closed'));
		});
		asked.on('timeout', () => {
			console.log(title, 'timeout');
			asked.destroy();
		});
		asked.on('error', (error) =>
			console.log(title, 'error', error.name, stripped(error.message), error.code, Object.keys(error).join())
		);
		asked.on('close', () => {
			console.log(title, 'closed');
			resolve();
		});
		for (const chunk of body.slice(0, -1)) asked.write(chunk);
		if (body.length > 0) asked.end(body.at(-1));
		else asked.end();
	});
}
await ask('get', { path: '/a?b=c' });
await ask('post', { method: 'POST', path: '/', headers: { 'X-One': '1' } }, ['whole']);
await ask('parts', { method: 'POST', path: '/' }, ['one', 'two']);
await ask('length', { method: 'POST', path: '/', headers: { 'Content-Length': 6 } }, ['one', 'two']);
await ask('auth', { auth: 'ada:secret' });
await ask('head', { method: 'HEAD' });
await ask('no agent', { agent: false });
await ask('closes', { path: '/closes' });
await ask('resets', { path: '/resets' });
await ask('half', { path: '/half' });
await ask('timeout', { path: '/never', timeout: 40 });
await ask('refused', { port: 3999 });
await new Promise((resolve) =>
	get(`http://127.0.0.1:${port}/by-url`, (incoming) =>
		incoming.resume().on('end', () => resolve(console.log(incoming.statusCode)))
	)
);
const aborted = new AbortController();
const asked = request({ host: '127.0.0.1', port, path: '/never', signal: aborted.signal });
setTimeout(() => aborted.abort(), 20);
await new Promise((resolve) =>
	asked.on('error', (error) => resolve(console.log(error.name, error.code, error.message))).end()
);

for (const attempt of [
	() => request({ path: '/a b' }),
	() => request({ method: 'A B' }),
	() => request('https://127.0.0.1'),
	() => request('nothing'),
	() => createServer('nothing'),
	() => server.listen(1),
	() => createServer().listen(70_000),
	() => createServer().on('request', 5)
])
	try {
		attempt();
	} catch (error) {
		console.log(error.name, error.code);
	}
const second = createServer().listen(port, '127.0.0.1');
await new Promise((resolve) =>
	second.on('error', (error) =>
		resolve(console.log(stripped(error.message), error.code, error.syscall, error.errno))
	)
);
server.close((error) => {
	console.log('closed', error, server.listening);
	server.close((error) => console.log(error.code, error.message));
});
server.closeAllConnections();
