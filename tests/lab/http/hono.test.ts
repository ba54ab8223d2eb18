import { beforeAll, describe, expect, test } from 'vitest';
import { runJob } from '../../../src/lib/sandbox/engine.ts';
import type { Machine } from '../../../src/lib/sandbox/machine.ts';
import { printedBy, programJob } from '../../support/jobs.ts';
import { openMachine } from '../../support/machine.ts';

let machine: Machine;

beforeAll(async () => {
	machine = await openMachine();
});

async function printed(code: string): Promise<string[]> {
	const report = await runJob(machine, programJob(code));
	expect(report.stopped).toBeNull();
	return printedBy(report);
}

const SERVER = `
import { serve, createAdaptorServer, getRequestListener } from '@hono/node-server';
import { createServer } from 'node:http';
import { Hono } from 'hono';
import { stream, streamSSE } from 'hono/streaming';
const app = new Hono();
const get = async (path, init) => {
	const response = await fetch('http://localhost:3000' + path, init);
	console.log(response.status, response.headers.get('content-type'), response.headers.get('content-length'), await response.text());
};
`;

describe('Hono on its adapter for Node', () => {
	test('runs as in its getting-started page, and answers a client', async () => {
		const lines = await printed(`
			import { serve } from '@hono/node-server'
			import { Hono } from 'hono'

			const app = new Hono()
			app.get('/', (c) => c.text('Hello Node.js!'))

			serve({ fetch: app.fetch, port: 8787 }, (info) => {
				console.log(\`Listening on http://localhost:\${info.port}\`)
			})

			const response = await fetch('http://localhost:8787/');
			console.log(response.status, response.headers.get('content-type'), await response.text());
		`);

		expect(lines).toEqual([
			'Listening on http://localhost:8787',
			'200 text/plain; charset=UTF-8 Hello Node.js!'
		]);
	});

	test.each([
		['serve(app);', 'at port 3000 when none is named'],
		['createAdaptorServer({ fetch: app.fetch }).listen(3000);', 'when it is told to listen later'],
		[
			'createServer(getRequestListener(app.fetch)).listen(3000);',
			'as what a server of node:http does with requests'
		],
		['serve({ fetch: app.fetch, createServer });', 'over a server of node:http']
	])('%s answers %s', async (begin) => {
		const lines = await printed(`${SERVER}
			app.get('/text', (c) => c.text('text'));
			app.get('/empty', (c) => c.body(null, 204));
			app.post('/echo', async (c) => c.json({ got: await c.req.json(), type: c.req.header('content-type') }, 201));
			app.get('/stream', (c) => stream(c, async (out) => { await out.write('one '); await out.sleep(10); await out.write('two'); }));
			${begin}
			await get('/text');
			await get('/empty');
			await get('/echo', { method: 'POST', body: JSON.stringify([1]), headers: { 'content-type': 'application/json' } });
			await get('/stream');
			await get('/missing');
		`);

		expect(lines).toEqual([
			'200 text/plain; charset=UTF-8 4 text',
			'204 null null ',
			'201 application/json 37 {"got":[1],"type":"application/json"}',
			'200 text/plain; charset=UTF-8 null one two',
			'404 text/plain; charset=UTF-8 13 404 Not Found'
		]);
	});

	test('sends events as they come, until the client leaves', async () => {
		const lines = await printed(`${SERVER}
			app.get('/events', (c) => streamSSE(c, async (out) => {
				out.onAbort(() => console.log('server: the client has left'));
				for (let id = 0; !out.aborted; id++) {
					await out.writeSSE({ data: 'tick ' + id, id: String(id) });
					await out.sleep(1_000);
				}
			}));
			serve(app);
			const response = await fetch('http://localhost:3000/events');
			console.log(response.headers.get('content-type'));
			const reader = response.body.getReader();
			for (let count = 0; count < 2; count++)
				console.log(JSON.stringify(new TextDecoder().decode((await reader.read()).value)), Math.round(performance.now()));
			await reader.cancel();
			await new Promise((resolve) => setTimeout(resolve, 2_000));
		`);

		expect(lines).toEqual([
			'text/event-stream',
			expect.stringMatching(/^"data: tick 0\\nid: 0\\n\\n" \d$/),
			expect.stringMatching(/^"data: tick 1\\nid: 1\\n\\n" 100\d$/),
			'server: the client has left'
		]);
	});

	test('reads a body as it arrives, and ends one that fails', async () => {
		const lines = await printed(`${SERVER}
			app.post('/upload', async (c) => {
				let parts = 0;
				for await (const part of c.req.raw.body) parts += part.length;
				return c.text('bytes: ' + parts);
			});
			app.get('/broken', (c) => c.body(new ReadableStream({
				start(controller) { controller.enqueue(new TextEncoder().encode('half')); },
				pull() { throw new Error('no more'); }
			})));
			serve(app);
			await get('/upload', { method: 'POST', duplex: 'half', body: new ReadableStream({
				async pull(controller) { await new Promise((resolve) => setTimeout(resolve, 5)); controller.enqueue(new Uint8Array(10)); if (performance.now() > 40) controller.close(); }
			}) });
			await get('/broken').catch((error) => console.log(error.message, error.cause.code));
		`);

		expect(lines[0]).toMatch(/^200 text\/plain; charset=UTF-8 \d+ bytes: \d0$/);
		expect(lines[1]).toBe('terminated UND_ERR_SOCKET');
	});

	test('gives the objects of Node to who asks for them', async () => {
		const lines = await printed(`${SERVER}
			app.get('/', (c) => {
				console.log(c.env.incoming.url, c.env.incoming.socket.remoteAddress, c.env.incoming.rawHeaders[0]);
				c.env.outgoing.writeHead(202, { 'x-by': 'hand' }).end('by hand');
				return new Response(null, { headers: { 'x-hono-already-sent': 'true' } });
			});
			serve(app);
			await get('/');
		`);

		expect(lines).toEqual(['/ main host', '202 null 7 by hand']);
	});
});
