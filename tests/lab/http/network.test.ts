import { beforeAll, describe, expect, test } from 'vitest';
import type { Report } from '../../../src/lib/domain/report.ts';
import { runJob } from '../../../src/lib/sandbox/engine.ts';
import type { Machine } from '../../../src/lib/sandbox/machine.ts';
import { printedBy, programJob } from '../../support/jobs.ts';
import { openMachine } from '../../support/machine.ts';

let machine: Machine;

beforeAll(async () => {
	machine = await openMachine();
});

/** A server of Hono on the node `api`, and what asks it. */
const SERVER = `
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { work } from 'lab';

let running = 0;
let most = 0;
const app = new Hono();
app.get('/orders/:id', (c) => c.json({ id: Number(c.req.param('id')) }));
app.get('/slow', async (c) => {
	most = Math.max(most, ++running);
	await new Promise((resolve) => setTimeout(resolve, 100));
	running--;
	return c.text('most at once: ' + most);
});
app.get('/computes', (c) => (work(50, 'hashing'), c.text('done')));
app.get('/fails', () => { throw new Error('no'); });
app.get('/aborted', async (c) => {
	c.req.raw.signal.addEventListener('abort', () => console.log('server: gone', c.req.raw.signal.reason));
	await new Promise((resolve) => setTimeout(resolve, 500));
	return c.text('late');
});
app.get('/never', () => new Promise(() => {}));
app.get('/whoami', (c) => c.text(c.env.incoming.socket.remoteAddress + ' ' + c.env.incoming.headers.host));
app.post('/orders', async (c) => c.json(await c.req.json(), 201));
serve({ fetch: app.fetch, port: 3000 });
`;
const SCENARIO = `
import { lab } from 'lab';
const api = lab.process('api', './api.ts', { restartAfterMs: 200 });
lab.network({ latency: 1 });
const shown = ({ name, message, cause }) => console.log(name, message, cause?.name, cause?.code);
const get = async (path, init) => (await fetch('http://api:3000' + path, init)).text();
`;

async function run(steps: string, isTraced = false): Promise<Report> {
	const job = programJob(SCENARIO + steps, {}, { 'api.ts': SERVER });
	const report = await runJob(machine, { ...job, isTraced });
	expect(report.stopped).toBeNull();
	return report;
}

const printed = async (steps: string) => printedBy(await run(steps));

describe('connections', () => {
	test('are kept for the next request, and closed before the server would', async () => {
		const lines = await printed(`
			const timed = async (path) => { const at = lab.now(); await get(path); return lab.now() - at; };
			console.log(await timed('/orders/1'), await timed('/orders/2'));
			await new Promise((resolve) => setTimeout(resolve, 2_900));
			console.log(await timed('/orders/3'));
			await new Promise((resolve) => setTimeout(resolve, 3_100));
			console.log(await timed('/orders/4'));
		`);

		expect(lines, 'a handshake costs two ways').toEqual(['4 2', '2', '4']);
	});

	test('are as many as there are requests at once, when nothing limits them', async () => {
		expect(
			await printed(
				`console.log((await Promise.all(Array.from({ length: 20 }, () => get('/slow')))).at(-1));`
			)
		).toEqual(['most at once: 20']);
	});

	test('are no more than an Agent of undici allows: the rest wait in line', async () => {
		const lines = await printed(`
			import { Agent, setGlobalDispatcher } from 'undici';
			setGlobalDispatcher(new Agent({ connections: 3 }));
			const begun = lab.now();
			const answers = await Promise.all(Array.from({ length: 9 }, () => get('/slow')));
			console.log(answers.at(-1), Math.round(lab.now() - begun));
		`);

		expect(lines, 'three rounds of 102 ms, and a handshake').toEqual(['most at once: 3 308']);
	});

	test('are no more than maxSockets of an Agent of node:http', async () => {
		const lines = await printed(`
			import { Agent, get as ask } from 'node:http';
			const agent = new Agent({ keepAlive: true, maxSockets: 2 });
			const one = () => new Promise((resolve) => ask({ host: 'api', port: 3000, path: '/slow', agent }, async (response) => {
				let text = '';
				for await (const chunk of response) text += chunk;
				resolve(text);
			}));
			console.log((await Promise.all(Array.from({ length: 6 }, one))).at(-1));
		`);

		expect(lines).toEqual(['most at once: 2']);
	});

	test('of one pool stand in the trace, and who waits for one', async () => {
		const { traces = [] } = await run(
			`import { Agent } from 'undici';
			const dispatcher = new Agent({ connections: 1 });
			await Promise.all([1, 2].map((id) => fetch('http://api:3000/orders/' + id, { dispatcher })));`,
			true
		);

		const gauges = traces[0]?.trace.events.flatMap((event) =>
			event.kind === 'gauge' ? [[event.key, event.value]] : []
		);
		expect(gauges).toEqual([
			['pool/api:3000/open', 1],
			['pool/api:3000/queued', 1],
			['pool/api:3000/queued', 0],
			['pool/api:3000/open', 0]
		]);
	});
});

describe('a server', () => {
	test('that computes answers late, and others wait for its one thread', async () => {
		const lines = await printed(`
			const begun = lab.now();
			await Promise.all([1, 2, 3].map(async () => { await get('/computes'); console.log(Math.round(lab.now() - begun)); }));
		`);

		expect(lines).toEqual(['54', '104', '154']);
	});

	test('that crashes resets what is under way, and refuses until it is up again', async () => {
		const lines = await printed(`
			lab.crash('api', { at: 50 });
			await get('/slow').catch(shown);
			await get('/orders/1').catch(shown);
			await new Promise((resolve) => setTimeout(resolve, 300));
			console.log(await get('/orders/1'));
		`);

		expect(lines).toEqual([
			'TypeError fetch failed Error ECONNRESET',
			'TypeError fetch failed Error ECONNREFUSED',
			'{"id":1}'
		]);
	});

	test('that is cut off is given up after the time for a connection', async () => {
		const lines = await printed(`
			lab.process('client', async () => {
				const begun = lab.now();
				await get('/orders/1').catch(shown);
				console.log(lab.now() - begun);
			});
			lab.partition(['client'], ['api'], { at: 0 });
		`);

		expect(lines).toEqual(['TypeError fetch failed ConnectTimeoutError UND_ERR_CONNECT_TIMEOUT', '10000']);
	});

	test('that never answers is given up after the time for headers', async () => {
		const lines = await printed(`
			import { Agent } from 'undici';
			const begun = lab.now();
			await get('/never').catch(shown);
			console.log(Math.round(lab.now() - begun));
			await get('/never', { dispatcher: new Agent({ headersTimeout: 2_000 }) }).catch(shown);
		`);

		expect(lines).toEqual([
			'TypeError fetch failed HeadersTimeoutError UND_ERR_HEADERS_TIMEOUT',
			'300000',
			'TypeError fetch failed HeadersTimeoutError UND_ERR_HEADERS_TIMEOUT'
		]);
	});

	test('hears that its client has given up', async () => {
		const lines = await printed(`
			await get('/aborted', { signal: AbortSignal.timeout(100) }).catch(shown);
			await new Promise((resolve) => setTimeout(resolve, 600));
		`);

		expect(lines).toEqual([
			'TimeoutError The operation was aborted due to timeout undefined undefined',
			'server: gone Client connection prematurely closed.'
		]);
	});

	test('answers 500 when its handler throws', async () => {
		expect(await printed(`console.log(await get('/fails'));`)).toContain('Internal Server Error');
	});

	test('knows who asks by the name of the node, and finds it by any spelling', async () => {
		expect(
			await printed(
				`console.log(await get('/whoami'), await (await fetch('http://API:3000/orders/1')).text());`
			)
		).toEqual(['main api:3000 {"id":1}']);
	});
});

describe('a kept connection that the server closes', () => {
	const closing = (waitMs: number) => `
		import { createServer } from 'node:http';
		import { Agent } from 'undici';
		lab.process('short', () => {
			const server = createServer({ keepAliveTimeout: 1_000, keepAliveTimeoutBuffer: 0 }, (request, response) => {
				response.writeHead(200, { 'keep-alive': 'timeout=9', connection: 'keep-alive' }).end('fine');
			}).listen(80);
		});
		const ask = async () => (await fetch('http://short/')).text();
		await ask();
		await new Promise((resolve) => setTimeout(resolve, ${waitMs}));
		console.log(await ask().catch((error) => error.message + ' ' + error.cause.code));
	`;

	test('is left for another when the client has heard of it', async () => {
		expect(await printed(closing(1_010))).toEqual(['fine']);
	});

	test('fails the request that crosses its closing, which is not sent again', async () => {
		expect(await printed(closing(999))).toEqual(['fetch failed UND_ERR_SOCKET']);
	});
});

describe('a server waits', () => {
	test('no longer for a whole request than requestTimeout', async () => {
		const lines = await printed(`
			import { createServer, request } from 'node:http';
			lab.process('patient', () => {
				createServer({ requestTimeout: 2_000 }, (incoming) => incoming.resume().on('aborted', () => console.log('aborted'))).listen(80);
			});
			const asked = request({ host: 'patient', method: 'POST' }, (response) => console.log(response.statusCode, response.statusMessage, Math.round(lab.now())));
			asked.on('error', () => {});
			asked.write('the first part');
			await new Promise((resolve) => setTimeout(resolve, 3_000));
		`);

		expect(lines).toEqual(['aborted', '408 Request Timeout 2004']);
	});
});

describe('a client', () => {
	test('gives up a body of which no part comes for too long', async () => {
		const lines = await printed(`
			import { createServer } from 'node:http';
			import { Agent, errors } from 'undici';
			lab.process('halting', () => createServer((request, response) => void response.write('begun')).listen(80));
			const response = await fetch('http://halting/', { dispatcher: new Agent({ bodyTimeout: 1_000 }) });
			await response.text().catch((error) => (shown(error), console.log(error.cause instanceof errors.UndiciError)));
		`);

		expect(lines).toEqual(['TypeError terminated BodyTimeoutError UND_ERR_BODY_TIMEOUT', 'true']);
	});

	test('of https asks the same server, at port 443, for there is no TLS', async () => {
		const lines = await printed(`
			import { createServer } from 'node:http';
			lab.process('secure.example', () => createServer((request, response) => response.end(request.headers.host)).listen(443));
			console.log(await (await fetch('https://secure.example/')).text());
		`);

		expect(lines).toEqual(['secure.example']);
	});

	test('has connections of its own in each process, and its own global Agent', async () => {
		const lines = await printed(`
			import { Agent, getGlobalDispatcher, setGlobalDispatcher } from 'undici';
			lab.process('one', () => { setGlobalDispatcher(new Agent({ connections: 1 })); return get('/orders/1'); });
			await new Promise((resolve) => setTimeout(resolve, 50));
			const begun = lab.now();
			await Promise.all([get('/orders/1'), get('/orders/2')]);
			console.log(lab.now() - begun);
		`);

		expect(lines, 'two handshakes at once').toEqual(['4']);
	});

	test('is told which hosts there are when it names another', async () => {
		expect(
			await printed(`await fetch('http://apis/').catch((error) => console.log(error.cause.message));`)
		).toEqual([
			'getaddrinfo ENOTFOUND apis: this lab has no network, only hosts of its own. There are api, main.'
		]);
	});
});

describe('a request in the trace', () => {
	test('is labelled by method and path, and its answer by status; bodies of JSON are values', async () => {
		const { traces = [] } = await run(
			`await get('/orders', { method: 'POST', body: JSON.stringify({ id: 7 }), headers: { 'content-type': 'application/json' } });`,
			true
		);

		const [request, answer] = traces[0]?.trace.events.filter((event) => event.kind === 'send') ?? [];
		expect(request).toMatchObject({
			node: 'main',
			to: 'api',
			protocol: 'http',
			label: 'POST /orders',
			body: { id: 7 },
			answers: null
		});
		expect(answer).toMatchObject({
			node: 'api',
			to: 'main',
			label: '201 Created',
			body: { id: 7 },
			answers: 0
		});
	});

	test('is the same in each run of a job', async () => {
		const steps = `lab.crash('api', { between: [0, 200] });
			await Promise.allSettled([1, 2, 3].map(() => get('/slow')));
			console.log(await get('/orders/1').catch(() => 'refused'));`;
		const [first, second] = [await run(steps, true), await run(steps, true)];

		expect({ ...first, usage: { ...first.usage, wallMs: 0 } }).toEqual({
			...second,
			usage: { ...second.usage, wallMs: 0 }
		});
	});
});

describe('what the lab does not simulate is refused by its name', () => {
	test.each([
		['server.on("upgrade", () => {})', 'node:http server event "upgrade"'],
		['server.setTimeout(1)', 'node:http server.setTimeout()'],
		['createServer({ insecureHTTPParser: true })', 'node:http server option "insecureHTTPParser"'],
		['server.listen("/tmp/socket")', 'Listening at a path of the file system'],
		['request({ createConnection: () => {} })', 'node:http request option "createConnection"'],
		['request({ headers: { upgrade: "websocket" } })', 'node:http requests with Upgrade or Expect'],
		['new Agent({ maxTotalSockets: 1 })', 'node:http Agent option "maxTotalSockets"'],
		['new Dispatcher({ pipelining: 2 })', 'undici Agent option "pipelining"'],
		['serve({ fetch: () => new Response(), websocket: {} })', '@hono/node-server option "websocket"']
	])('%s', async (code, what) => {
		const lines = await printed(`
			import { createServer, request, Agent } from 'node:http';
			import { Agent as Dispatcher } from 'undici';
			import { serve } from '@hono/node-server';
			const server = createServer();
			try { ${code} } catch (error) { console.log(error.name, error.message); }
		`);

		expect(lines[0]).toContain(`LabUnsupportedError ${what} is not simulated by the lab.`);
	});
});
