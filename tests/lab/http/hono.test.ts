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
});
