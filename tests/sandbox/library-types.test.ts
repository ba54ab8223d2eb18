import { readFileSync } from 'node:fs';
import path from 'node:path';
import typescript from 'typescript';
import { beforeAll, describe, expect, test } from 'vitest';
import { librariesIn, LIBRARIES, LIBRARY_MODULES } from '../../src/lib/sandbox/libraries.ts';
import { checkRequest } from '../../src/lib/authoring/types/check-request.ts';
import { createWarmService, type WarmService } from '../../src/lib/authoring/types/warm-service.ts';
import { openMachine, machineFolder } from '../support/machine.ts';

/** What a type checker says of programs that import libraries, as the editor and the judge ask it. */
let warm: WarmService;
const read: string[] = [];

beforeAll(async () => {
	const folder = await machineFolder();
	const textOf = (name: string) => readFileSync(path.join(folder, name), 'utf8');
	warm = createWarmService(typescript, {
		...JSON.parse(textOf('declarations.json')),
		libraryTypes: (library) => {
			read.push(library);
			return textOf(`types-${library}.txt`);
		}
	});
});

const check = (code: string) => {
	const report = checkRequest(typescript, warm, {
		files: { 'main.ts': code },
		checks:
			"import { expectTypeOf, test } from 'vitest'; test('compiles', () => { expectTypeOf(1).toBeNumber(); });"
	});
	return report.stopped?.message ?? null;
};

describe('the types of libraries', () => {
	test('are read by nobody who imports none, and of those only that are imported', () => {
		check('export const a = 1;');
		expect(read).toEqual([]);
		check(`import { z } from 'zod'; export const a: string = z.string().parse('a');`);
		expect(read).toEqual(['zod']);
	});

	test.each([
		[
			`import { serve, type HttpBindings } from '@hono/node-server'; import { Hono } from 'hono'; const app = new Hono<{ Bindings: HttpBindings }>().get('/', (c) => c.text(c.env.incoming.socket.remoteAddress)); serve({ fetch: app.fetch, port: 3000 }, (info) => console.log(info.port)).close();`
		],
		[
			`import { createServer, get } from 'node:http'; import { Agent } from 'undici'; createServer((request, response) => { const url: string = request.url ?? ''; response.writeHead(200, { 'x-a': 1 }).end(url); }).listen(0); get('http://api:3000', (response) => { response.on('data', () => undefined); }); await fetch('http://api', { dispatcher: new Agent({ connections: 2 }) });`
		],
		[
			`import { z } from 'zod'; const S = z.object({ a: z.string(), n: z.number().optional() }); export const s: { a: string; n?: number | undefined } = S.parse({}); export type T = z.infer<typeof S>;`
		],
		[
			`import * as z from 'zod/mini'; export const pattern: RegExp = z.regexes.uuid(); export const n: number = z.number().check(z.minimum(1)).parse(1);`
		],
		[
			`import { interval, map, type Observable } from 'rxjs'; export const texts: Observable<string> = interval(1).pipe(map((n) => n.toFixed()));`
		],
		[
			`import { map } from 'rxjs/operators'; import { TestScheduler } from 'rxjs/testing'; export const a = [map((n: number) => n), TestScheduler];`
		],
		[
			`import { Hono } from 'hono'; import { jwt } from 'hono/jwt'; import { etag } from 'hono/etag'; export const app = new Hono().use(etag()).use(jwt({ secret: 's', alg: 'HS256' })).get('/a/:id', (c) => { const id: string = c.req.param('id'); return c.json({ id, who: c.get('jwtPayload') }); });`
		],
		[
			`import fc from 'fast-check'; fc.assert(fc.property(fc.integer(), fc.string(), (n, s) => n.toFixed() !== s.trim()), { numRuns: 3 });`
		],
		[
			`import { jwtVerify, SignJWT, type JWTPayload } from 'jose'; export const p = async (t: string): Promise<JWTPayload> => (await jwtVerify(t, new Uint8Array(32))).payload; export const s = new SignJWT({ a: 1 });`
		],
		[
			`import { retry, handleAll, ExponentialBackoff } from 'cockatiel'; export const n: Promise<number> = retry(handleAll, { maxAttempts: 2, backoff: new ExponentialBackoff() }).execute(() => 1);`
		],
		[
			`import pg, { Client, DatabaseError, Pool, types, type PoolClient, type QueryResult } from 'pg'; types.setTypeParser(types.builtins.INT8, Number); const pool = new Pool({ host: 'postgres', max: 5, idleTimeoutMillis: 1_000 }); pool.on('error', (error, client) => console.log(error.message, client.processID)); export async function transfer(client: PoolClient): Promise<number | null> { try { const { rows }: QueryResult<{ id: number }> = await client.query('SELECT id FROM a WHERE b = $1', ['x']); const first: number | undefined = rows[0]?.id; const arrays = await client.query<[string]>({ text: 'SELECT 1', rowMode: 'array' }); const text: string | undefined = arrays.rows[0]?.[0]; console.log(first, text); return (await client.query({ name: 'n', text: 'DELETE FROM a', values: [1, null] })).rowCount; } catch (error) { if (error instanceof DatabaseError && error.code === '23505') console.log(error.constraint, error.detail); throw error; } finally { client.release(); } } const client: pg.Client = new Client('postgres://localhost'); client.on('notification', ({ channel, payload }) => console.log(channel, payload)).on('notice', ({ message }) => console.log(message)); client.query('SELECT 1', (error, result) => console.log(error, result.rows)); new pg.Query('SELECT 1').on('row', (row) => console.log(row)); await pool.connect().then(transfer);`
		],
		[
			`import 'pg'; import { lab } from 'lab'; const db = lab.postgres({ engine: 'sessions', setup: ['CREATE TABLE a (n int)'], maxConnections: 5 }); const [row] = db.query<{ n: number }>('SELECT n FROM a WHERE n = $1', [1]); export const n: number | undefined = row?.n; lab.invariant('up', () => db.isUp);`
		]
	])('let compile what is right: %s', (code) => {
		expect(check(code)).toBeNull();
	});

	test.each([
		[
			`import { z } from 'zod'; export const n: number = z.string().parse('a');`,
			"Type 'string' is not assignable to type 'number'"
		],
		[
			`import { of, map } from 'rxjs'; of(1).pipe(map((n) => n.trim()));`,
			"Property 'trim' does not exist on type 'number'"
		],
		[`import { Hono } from 'hono'; new Hono().get('/', (c) => c.txt('a'));`, "Property 'txt' does not exist"],
		[
			`import fc from 'fast-check'; fc.property(fc.integer(), (n) => n.length > 1);`,
			"Property 'length' does not exist on type 'number'"
		],
		[`import { SignJWT } from 'jose'; new SignJWT({}).sign();`, 'Expected 1-2 arguments'],
		[`import { Pool } from 'pg'; new Pool({ size: 5 });`, "'size' does not exist in type 'PoolConfig'"],
		[`import pg from 'pg'; new pg.Client().on('notify', () => {});`, '\'"notify"\' is not assignable'],
		[`import { retry } from 'cockatiel'; retry(1, {});`, "not assignable to parameter of type 'Policy'"]
	])('refuse what is wrong: %s', (code, message) => {
		expect(check(code)).toContain(message);
	});

	test('are of the modules that the machine has', async () => {
		const machine = await openMachine();
		const { builtIn } = await machine.loadLibraries();
		const names = builtIn.flatMap(({ names }) => names).filter((name) => !name.startsWith('hotpath:'));
		const ours = LIBRARIES.flatMap((library) => LIBRARY_MODULES[library]);

		expect(names.slice(-ours.length)).toEqual(ours);
		expect(librariesIn(ours.map((name) => `import '${name}';`).join('\n'))).toEqual(LIBRARIES);
		for (const name of ours) expect(check(`import * as all from '${name}'; export default all;`)).toBeNull();
	});
});
