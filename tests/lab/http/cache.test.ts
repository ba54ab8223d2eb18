import { beforeAll, describe, expect, test } from 'vitest';
import { runJob } from '../../../src/lib/sandbox/engine.ts';
import type { Machine } from '../../../src/lib/sandbox/machine.ts';
import { printedBy, programJob } from '../../support/jobs.ts';
import { openMachine } from '../../support/machine.ts';

let machine: Machine;

beforeAll(async () => {
	machine = await openMachine();
});

/** An origin that answers what `answers` says, the last again and again, and tells what it was asked; and who asks the cache. */
const SCENARIO = `
import { lab } from 'lab';
import { createServer } from 'node:http';

let answers = [];
let asked = 0;
const heard = [];
const origin = lab.process('api', () => {
	createServer((request, response) => {
		const { status = 200, delayMs = 0, body = 'body ' + ++asked, ...headers } = answers.length > 1 ? answers.shift() : answers[0] ?? {};
		heard.push(request.method + ' ' + request.url + (request.headers['if-none-match'] ? ' if ' + request.headers['if-none-match'] : ''));
		setTimeout(() => response.writeHead(status, headers).end(body), delayMs);
	}).listen(3000);
});
lab.httpCache({ origin: 'http://api:3000', maxEntries: 3 });
async function ask(headers = {}, path = '/', method = 'GET') {
	const response = await fetch('http://cache' + path, { method, headers });
	const age = response.headers.get('age');
	console.log([response.status, await response.text(), age === null ? 'no age' : 'age ' + age, response.headers.get('cache-status').replace('cache; ', '')].filter(Boolean).join(', '));
}
const wait = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));
`;

async function printed(steps: string): Promise<string[]> {
	const report = await runJob(machine, programJob(`${SCENARIO}${steps}`));
	expect(report.stopped).toBeNull();
	return printedBy(report);
}

const LIFE = `answers = [{ 'cache-control': 'max-age=10' }];`;
const VALIDATED = `answers = [{ 'cache-control': 'max-age=10', etag: '"1"' }, { status: 304, body: '', 'cache-control': 'max-age=10', etag: '"1"' }];`;

describe('a shared cache', () => {
	test.each<[string, string, string[]]>([
		[
			'answers by itself while max-age lasts, and says how old its answer is',
			`${LIFE} await ask(); await wait(4); await ask(); await wait(7); await ask();`,
			[
				'200, body 1, age 0, fwd=uri-miss; fwd-status=200; stored',
				'200, body 1, age 4, hit; ttl=5',
				'200, body 2, age 0, fwd=stale; fwd-status=200; stored'
			]
		],
		[
			's-maxage counts for it, and max-age does not',
			`answers = [{ 'cache-control': 'max-age=1, s-maxage=10' }]; await ask(); await wait(4); await ask();`,
			['200, body 1, age 0, fwd=uri-miss; fwd-status=200; stored', '200, body 1, age 4, hit; ttl=5']
		],
		[
			'Expires counts where there is no max-age',
			`answers = [{ expires: new Date(Date.now() + 10_000).toUTCString() }]; await ask(); await wait(4); await ask(); await wait(7); await ask();`,
			[
				'200, body 1, age 0, fwd=uri-miss; fwd-status=200; stored',
				'200, body 1, age 4, hit; ttl=5',
				'200, body 2, age 0, fwd=stale; fwd-status=200; stored'
			]
		],
		[
			'the age that an answer brings counts',
			`answers = [{ 'cache-control': 'max-age=10', age: '8' }]; await ask(); await wait(1); await ask(); await wait(2); await ask();`,
			[
				'200, body 1, age 8, fwd=uri-miss; fwd-status=200; stored',
				'200, body 1, age 9, hit; ttl=0',
				'200, body 2, age 8, fwd=stale; fwd-status=200; stored'
			]
		],
		[
			'guesses no lifetime where none is said',
			`answers = [{ 'last-modified': 'Mon, 13 Nov 2023 00:00:00 GMT' }]; await ask(); await ask();`,
			[
				'200, body 1, age 0, fwd=uri-miss; fwd-status=200; stored',
				'200, body 2, age 0, fwd=stale; fwd-status=200; stored'
			]
		],
		[
			'stores nothing of what says no-store',
			`answers = [{ 'cache-control': 'no-store, max-age=10' }]; await ask(); await ask();`,
			[
				'200, body 1, no age, fwd=uri-miss; fwd-status=200',
				'200, body 2, no age, fwd=uri-miss; fwd-status=200'
			]
		],
		[
			'stores nothing that is private',
			`answers = [{ 'cache-control': 'private, max-age=10' }]; await ask(); await ask();`,
			[
				'200, body 1, no age, fwd=uri-miss; fwd-status=200',
				'200, body 2, no age, fwd=uri-miss; fwd-status=200'
			]
		],
		[
			'stores nothing for a request with Authorization, unless the answer is public',
			`${LIFE} const mine = { authorization: 'Bearer a' }; await ask(mine); await ask(mine); answers = [{ 'cache-control': 'public, max-age=10' }]; await ask(mine); await ask(mine);`,
			[
				'200, body 1, no age, fwd=uri-miss; fwd-status=200',
				'200, body 2, no age, fwd=uri-miss; fwd-status=200',
				'200, body 3, age 0, fwd=uri-miss; fwd-status=200; stored',
				'200, body 3, age 0, hit; ttl=9'
			]
		],
		[
			'asks each time whether what says no-cache is still right',
			`answers = [{ 'cache-control': 'no-cache, max-age=10', etag: '"1"' }, { status: 304, body: '', etag: '"1"' }]; await ask(); await ask(); console.log(heard.join('; '));`,
			[
				'200, body 1, age 0, fwd=uri-miss; fwd-status=200; stored',
				'200, body 1, age 0, fwd=stale; fwd-status=304',
				'GET /; GET / if "1"'
			]
		],
		[
			'asks with the ETag it has, and a 304 makes that fresh again',
			`${VALIDATED} await ask(); await wait(11); await ask(); await wait(5); await ask(); console.log(heard.join('; '));`,
			[
				'200, body 1, age 0, fwd=uri-miss; fwd-status=200; stored',
				'200, body 1, age 0, fwd=stale; fwd-status=304',
				'200, body 1, age 5, hit; ttl=4',
				'GET /; GET / if "1"'
			]
		],
		[
			'answers 304 to who has what it stored',
			`${VALIDATED} await ask(); await ask({ 'if-none-match': 'W/"1"' }); await ask({ 'if-none-match': '"0"' });`,
			[
				'200, body 1, age 0, fwd=uri-miss; fwd-status=200; stored',
				'304, age 0, hit; ttl=9',
				'200, body 1, age 0, hit; ttl=9'
			]
		],
		[
			'answers 304 by Last-Modified, too',
			`answers = [{ 'cache-control': 'max-age=10', 'last-modified': 'Mon, 13 Nov 2023 00:00:00 GMT' }]; await ask(); await ask({ 'if-modified-since': 'Mon, 13 Nov 2023 00:00:00 GMT' }); await ask({ 'if-modified-since': 'Sun, 12 Nov 2023 00:00:00 GMT' });`,
			[
				'200, body 1, age 0, fwd=uri-miss; fwd-status=200; stored',
				'304, age 0, hit; ttl=9',
				'200, body 1, age 0, hit; ttl=9'
			]
		],
		[
			'keeps an answer for each value of what Vary names',
			`answers = [{ 'cache-control': 'max-age=10', vary: 'Accept-Language' }]; await ask({ 'accept-language': 'de' }); await ask({ 'accept-language': 'en' }); await ask({ 'accept-language': 'de' });`,
			[
				'200, body 1, age 0, fwd=uri-miss; fwd-status=200; stored',
				'200, body 2, age 0, fwd=vary-miss; fwd-status=200; stored',
				'200, body 1, age 0, hit; ttl=9'
			]
		],
		[
			'stores nothing that varies with everything',
			`answers = [{ 'cache-control': 'max-age=10', vary: '*' }]; await ask(); await ask();`,
			[
				'200, body 1, no age, fwd=uri-miss; fwd-status=200',
				'200, body 2, no age, fwd=uri-miss; fwd-status=200'
			]
		],
		[
			'gives what went stale while it asks for new, within stale-while-revalidate',
			`answers = [{ 'cache-control': 'max-age=10, stale-while-revalidate=5' }]; await ask(); await wait(12); await ask(); await wait(1); await ask(); await wait(20); await ask();`,
			[
				'200, body 1, age 0, fwd=uri-miss; fwd-status=200; stored',
				'200, body 1, age 12, hit; ttl=-3',
				'200, body 2, age 1, hit; ttl=8',
				'200, body 3, age 0, fwd=stale; fwd-status=200; stored'
			]
		],
		[
			'must-revalidate forbids what is stale, whatever else allows it',
			`answers = [{ 'cache-control': 'max-age=10, must-revalidate, stale-while-revalidate=50, stale-if-error=50' }]; await ask(); await wait(12); await ask(); origin.stop(); await wait(12); await ask({ 'cache-control': 'max-stale' });`,
			[
				'200, body 1, age 0, fwd=uri-miss; fwd-status=200; stored',
				'200, body 2, age 0, fwd=stale; fwd-status=200; stored',
				'504, no age, fwd=stale'
			]
		],
		[
			'gives what is stale when the origin fails, within stale-if-error',
			`answers = [{ 'cache-control': 'max-age=10, stale-if-error=30' }, { status: 503 }]; await ask(); await wait(12); await ask(); origin.stop(); await wait(12); await ask(); await wait(20); await ask();`,
			[
				'200, body 1, age 0, fwd=uri-miss; fwd-status=200; stored',
				'200, body 1, age 12, fwd=stale; fwd-status=503',
				'200, body 1, age 24, fwd=stale',
				'502, no age, fwd=stale'
			]
		],
		[
			'passes a failure on where nothing allows what is stale',
			`answers = [{ 'cache-control': 'max-age=10' }, { status: 503 }]; await ask(); await wait(12); await ask();`,
			[
				'200, body 1, age 0, fwd=uri-miss; fwd-status=200; stored',
				'503, body 2, no age, fwd=stale; fwd-status=503'
			]
		],
		[
			'forgets what a successful POST, PUT or DELETE changes, and no failed one',
			`${LIFE} await ask(); answers = [{ status: 500 }]; await ask({}, '/', 'DELETE'); ${LIFE} await ask(); await ask({}, '/', 'PUT'); await ask();`,
			[
				'200, body 1, age 0, fwd=uri-miss; fwd-status=200; stored',
				'500, body 2, no age, fwd=method; fwd-status=500',
				'200, body 1, age 0, hit; ttl=9',
				'200, body 3, no age, fwd=method; fwd-status=200',
				'200, body 4, age 0, fwd=uri-miss; fwd-status=200; stored'
			]
		],
		[
			'obeys no-cache, max-age, min-fresh and max-stale of a request',
			`${LIFE} await ask(); await wait(4); await ask({ 'cache-control': 'max-age=3' }); await wait(4); await ask({ 'cache-control': 'min-fresh=8' }); await ask({ 'cache-control': 'no-cache' }); await wait(12); await ask({ 'cache-control': 'max-stale=5' }); await ask({ 'cache-control': 'max-stale=1' });`,
			[
				'200, body 1, age 0, fwd=uri-miss; fwd-status=200; stored',
				'200, body 2, age 0, fwd=request; fwd-status=200; stored',
				'200, body 3, age 0, fwd=request; fwd-status=200; stored',
				'200, body 4, age 0, fwd=request; fwd-status=200; stored',
				'200, body 4, age 12, hit; ttl=-3',
				'200, body 5, age 0, fwd=stale; fwd-status=200; stored'
			]
		],
		[
			'answers 504 when only what is stored is wanted, and there is none',
			`${LIFE} await ask({ 'cache-control': 'only-if-cached' }); await ask(); await ask({ 'cache-control': 'only-if-cached' });`,
			[
				'504, no age, fwd=uri-miss; detail=only-if-cached',
				'200, body 1, age 0, fwd=uri-miss; fwd-status=200; stored',
				'200, body 1, age 0, hit; ttl=9'
			]
		],
		[
			'asks once for what many want at the same time',
			`answers = [{ 'cache-control': 'max-age=10', delayMs: 50 }]; lab.network({ latency: 0.5 }); await Promise.all([ask(), ask(), ask()]); console.log(asked);`,
			[
				'200, body 1, age 0, fwd=uri-miss; fwd-status=200; stored',
				'200, body 1, age 0, fwd=uri-miss; fwd-status=200; collapsed',
				'200, body 1, age 0, fwd=uri-miss; fwd-status=200; collapsed',
				'1'
			]
		],
		[
			'asks for each of many when nobody may share the answer',
			`answers = [{ 'cache-control': 'private', delayMs: 50 }]; await Promise.all([ask(), ask()]); console.log(asked);`,
			[
				'200, body 1, no age, fwd=uri-miss; fwd-status=200',
				'200, body 2, no age, fwd=uri-miss; fwd-status=200',
				'2'
			]
		],
		[
			'lets go what was not used for longest when it is full',
			`${LIFE} for (const path of ['/a', '/b', '/c', '/a', '/d', '/a', '/b']) await ask({}, path);`,
			[
				...[1, 2, 3].map((body) => `200, body ${body}, age 0, fwd=uri-miss; fwd-status=200; stored`),
				'200, body 1, age 0, hit; ttl=9',
				'200, body 4, age 0, fwd=uri-miss; fwd-status=200; stored',
				'200, body 1, age 0, hit; ttl=9',
				'200, body 5, age 0, fwd=uri-miss; fwd-status=200; stored'
			]
		],
		[
			'gives HEAD the stored answer without its body',
			`${LIFE} await ask(); await ask({}, '/', 'HEAD');`,
			['200, body 1, age 0, fwd=uri-miss; fwd-status=200; stored', '200, age 0, hit; ttl=9']
		],
		['answers 502 when there is no origin', `origin.stop(); await ask();`, ['502, no age, fwd=uri-miss']]
	])('%s', async (_sentence, steps, lines) => {
		expect(await printed(steps)).toEqual(lines);
	});
});

describe('a cache of the lab', () => {
	test('has forgotten all when it has crashed', async () => {
		const lines = await printed(
			`${LIFE} await ask(); const cache = lab.httpCache({ name: 'second', origin: 'http://api:3000' });
			const second = async () => console.log((await fetch('http://second/')).headers.get('cache-status'));
			await second(); await second(); cache.crash(); cache.start(); await wait(1); await second();`
		);

		expect(lines.slice(1)).toEqual([
			'second; fwd=uri-miss; fwd-status=200; stored',
			'second; hit; ttl=9',
			'second; fwd=uri-miss; fwd-status=200; stored'
		]);
	});

	test('behind another names itself after that one', async () => {
		const lines = await printed(
			`${LIFE} lab.httpCache({ name: 'edge', origin: 'http://cache' });
			const edge = async () => console.log((await fetch('http://edge/')).headers.get('cache-status'));
			await edge(); await edge();`
		);

		expect(lines).toEqual([
			'cache; fwd=uri-miss; fwd-status=200; stored, edge; fwd=uri-miss; fwd-status=200; stored',
			'cache; fwd=uri-miss; fwd-status=200; stored, edge; hit; ttl=9'
		]);
	});

	test('shows what it stores, and until when that is fresh', async () => {
		const code = `${SCENARIO} answers = [{ 'cache-control': 'max-age=10', 'content-type': 'application/json', body: '{"id":7}' }];
			lab.network({ latency: 1 }); await ask({}, '/orders/7'); await ask({}, '/orders/7', 'DELETE');`;
		const { traces = [] } = await runJob(machine, { ...programJob(code), isTraced: true });

		const changes = traces[0]?.trace.events.filter((event) => event.kind === 'state');
		expect(changes).toMatchObject([
			{
				node: 'cache',
				key: 'value/cache//orders/7',
				operation: 'set',
				value: { type: '200', value: { id: 7 }, expiresAtMs: 10_003 }
			},
			{ node: 'cache', key: 'value/cache//orders/7', operation: 'delete' }
		]);
	});

	test.each([
		["lab.httpCache({ name: 'third', origin: 'api:3000' })", 'The origin of a cache is a URL'],
		["lab.httpCache({ name: 'third', origin: 'http://api', maxEntries: 0 })", 'stores one answer at least']
	])('is refused without sense: %s', async (code, message) => {
		expect((await printed(`try { ${code} } catch (error) { console.log(error.message); }`)).join()).toContain(
			message
		);
	});
});
