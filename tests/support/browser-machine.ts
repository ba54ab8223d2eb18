import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import path from 'node:path';
import { rolldown, type Plugin } from 'rolldown';
import type { Page } from 'playwright-core';
import type { Job } from '../../src/lib/domain/job.ts';
import type { Report } from '../../src/lib/domain/report.ts';
import { POSTGRES_FILES } from '../../src/lib/sandbox/postgres/parts.ts';
import { inTurn, machineFolder } from './machine.ts';
import { openBrowser } from './site.ts';
import { ROOT } from './source-files.ts';

/** The worker of the page in a real browser, with the machine it loads and nothing else around it. */
export interface BrowserMachine {
	run: (job: Job) => Promise<Report>;
	close: () => Promise<void>;
}

export async function openBrowserMachine(): Promise<BrowserMachine> {
	const [server, browser] = await Promise.all([serveMachine(), openBrowser()]);
	const page = await browser.newPage();
	await page.goto(originOf(server));
	return {
		run: inTurn((job) => runInWorker(page, job)),
		close: async () => {
			await browser.close();
			server.close();
		}
	};
}

/** One worker for all jobs, as a page has; kept on the page between calls. */
function runInWorker(page: Page, job: Job): Promise<Report> {
	return page.evaluate(async (job) => {
		const started: unknown = Reflect.get(globalThis, 'worker');
		const worker = started instanceof Worker ? started : new Worker('/worker.js', { type: 'module' });
		Reflect.set(globalThis, 'worker', worker);
		return new Promise<Report>((resolve, reject) => {
			worker.onerror = (event) => reject(new Error(event.message));
			worker.onmessage = ({ data }) => {
				if (data.kind === 'report') resolve(data.report);
				if (data.kind === 'broken') reject(new Error(data.reason));
			};
			worker.postMessage(job);
		});
	}, job);
}

async function serveMachine(): Promise<Server> {
	const folder = await machineFolder();
	const files = new Map([
		['/', { type: 'text/html', body: '<!doctype html><title>machine</title>' }],
		['/worker.js', { type: 'text/javascript', body: await bundledWorker() }],
		['/machine.wasm', { type: 'application/wasm', body: readFileSync(path.join(folder, 'machine.wasm')) }],
		...Object.values(POSTGRES_FILES).map(
			(name) =>
				[
					`/${name}`,
					{ type: 'application/octet-stream', body: readFileSync(path.join(folder, name)) }
				] as const
		),
		...['prelude.txt', 'libraries.txt'].map(
			(name) =>
				[
					`/${name}`,
					{ type: 'text/plain; charset=utf-8', body: readFileSync(path.join(folder, name)) }
				] as const
		)
	]);
	const server = createServer((request, response) => {
		const file = files.get(request.url ?? '');
		response.writeHead(file ? 200 : 404, { 'content-type': file?.type ?? 'text/plain' }).end(file?.body);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return server;
}

function originOf(server: Server): string {
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('The server has no port.');
	return `http://localhost:${address.port}/`;
}

async function bundledWorker(): Promise<string> {
	const bundle = await rolldown({
		input: path.join(ROOT, 'src/lib/client/sandbox-worker.ts'),
		platform: 'browser',
		tsconfig: false,
		plugins: [generatedUrls()],
		onLog: () => undefined
	});
	const { output } = await bundle.generate({ format: 'esm', codeSplitting: false });
	await bundle.close();
	return output[0].code;
}

/** What Vite does with `?url`: the address a file is served at. */
function generatedUrls(): Plugin {
	const SUFFIX = '?url';
	return {
		name: 'generated-urls',
		resolveId: (id) => (id.endsWith(SUFFIX) ? `\0${id}` : null),
		load: (id) =>
			id.endsWith(SUFFIX)
				? `export default ${JSON.stringify(`/${path.basename(id.slice(0, -SUFFIX.length))}`)};`
				: null
	};
}
