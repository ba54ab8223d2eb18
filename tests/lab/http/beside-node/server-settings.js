import { createServer, get, request, Agent } from 'node:http';
import { gzipSync, deflateSync } from 'node:zlib';

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function serving(options, listener, use) {
	const server = createServer(options, listener);
	await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
	await use(`http://127.0.0.1:${server.address().port}`, server);
	server.closeAllConnections();
	if (server.listening) await new Promise((resolve) => server.close(resolve));
}
const hello = (incoming, outgoing) => outgoing.end('hello');
const headersOf = (response) => JSON.stringify([...response.headers].filter(([name]) => name !== 'date'));

await serving({ keepAliveTimeout: 60_000 }, hello, async (base) => {
	const response = await fetch(base);
	console.log('a longer keep-alive', headersOf(response), await response.text());
});
await serving({}, hello, async (base, server) => {
	server.maxRequestsPerSocket = 2;
	const agent = new Agent({ keepAlive: true, maxSockets: 1 });
	for (let count = 1; count <= 3; count++)
		await new Promise((resolve) => {
			const asked = get(base, { agent }, (response) => {
				const { connection, 'keep-alive': keepAlive } = response.headers;
				console.log('two a connection', connection, keepAlive, asked.reusedSocket);
				response.resume().on('end', () => setTimeout(resolve, 10));
			});
		});
});
await serving({}, hello, async (base, server) => {
	const count = () => new Promise((resolve) => server.getConnections((_error, open) => resolve(open)));
	console.log('none yet', await count());
	await (await fetch(base)).text();
	await wait(20);
	console.log('one is kept', await count());
	server.closeIdleConnections();
	await wait(20);
	console.log('idle ones are closed', await count());
	await (await fetch(base)).text();
	console.log('and opened again');
	await server[Symbol.asyncDispose]();
	console.log('disposed', server.listening, server.address());
});
await serving({}, hello, async (base, server) => {
	server.maxConnections = 1;
	server.on('drop', () => console.log('dropped'));
	const agent = new Agent({ keepAlive: true });
	await new Promise((resolve) => get(base, { agent }, (response) => response.resume().on('end', resolve)));
	await new Promise((resolve) =>
		get(base, { agent: false }).on('error', (error) => resolve(console.log(error.code)))
	);
	agent.destroy();
});
await serving(
	{},
	(incoming, outgoing) => {
		const [encoding, encode] = incoming.url === '/gzip' ? ['gzip', gzipSync] : ['deflate', deflateSync];
		const bytes = encode('squeezed');
		outgoing.writeHead(200, { 'content-encoding': encoding });
		outgoing.write(bytes.subarray(0, 5));
		outgoing.end(bytes.subarray(5));
	},
	async (base) => {
		for (const path of ['/gzip', '/deflate']) console.log(path, await (await fetch(base + path)).text());
		console.log(await (await fetch(base + '/gzip')).json().catch((error) => error.name));
	}
);
await serving(
	{},
	(incoming, outgoing) => {
		incoming.on('aborted', () => console.log('aborted'));
		incoming.on('error', (error) => console.log('error', error.message, error.code));
		incoming.on('close', () => console.log('request closed', incoming.complete));
		outgoing.on('close', () => console.log('response closed', outgoing.writableFinished));
		incoming.on('data', (chunk) => console.log('data', String(chunk)));
	},
	async (base) => {
		const asked = request(base, { method: 'POST' });
		let heard = '';
		asked.on('error', (error) => (heard = error.message));
		asked.write('half of it');
		await wait(30);
		asked.destroy();
		await wait(30);
		console.log('client', heard);
	}
);
await serving(
	{},
	(incoming, outgoing) => {
		outgoing.write('first');
		outgoing.on('close', () => console.log('reader gone', outgoing.writableFinished));
	},
	async (base) => {
		const response = await fetch(base);
		const reader = response.body.getReader();
		console.log(new TextDecoder().decode((await reader.read()).value));
		await reader.cancel();
		await wait(30);
	}
);
await serving(
	{},
	async (incoming, outgoing) => {
		if (incoming.url === '/unread') return void outgoing.end('not read');
		let text = '';
		for await (const chunk of incoming) text += chunk;
		outgoing.end(text);
	},
	async (base) => {
		const upload = () =>
			new ReadableStream({
				async pull(controller) {
					await wait(10);
					this.count = (this.count ?? 0) + 1;
					if (this.count > 3) controller.close();
					else controller.enqueue(new TextEncoder().encode(`part ${this.count} `));
				}
			});
		const send = (path, body) => fetch(base + path, { method: 'POST', duplex: 'half', body });
		console.log(await (await send('/', upload())).text());
		const failing = new ReadableStream({
			pull() {
				throw new Error('no more');
			}
		});
		await send('/', failing).catch((error) => console.log(error.name, error.message));
	}
);
const server = createServer((incoming, outgoing) => setTimeout(() => outgoing.end('in time'), 60));
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const base = `http://127.0.0.1:${server.address().port}`;
const underWay = fetch(base);
await wait(20);
server.on('close', () => console.log('closed'));
server.close();
await fetch(base).catch((error) => console.log(error.cause.code));
console.log(await (await underWay).text());
server.closeIdleConnections();
await wait(20);
