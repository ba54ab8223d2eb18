import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { filesFrom, type FileTree } from '../src/lib/domain/files.ts';
import { catalogFrom } from '../src/lib/server/catalog/catalog.ts';
import { configFrom } from '../src/lib/server/config.ts';
import { migrationsIn } from '../src/lib/server/db/migrations.ts';
import { submit } from '../src/lib/server/judging/1-submit.ts';
import type { Services } from '../src/lib/server/services.ts';
import { startSite as startServices, startWork } from '../src/lib/server/start.ts';
import { openBrowser, startSite } from '../tests/support/site.ts';
import { ROOT } from '../tests/support/source-files.ts';
import { median, printTable, quantile } from './support.ts';

/**
 * How long a learner waits: from the click on Run to the painted result, and from a submission to
 * its verdict. Beside it, what one would pick instead to judge the same files: a process of Vitest.
 */
const LESSON = '/series/from-scratch/blockchain-from-scratch';
const SLUG = 'hash-and-link';
const RUNS = 40;
const SUBMISSIONS = 60;
const LEARNERS = 40;
const SUSTAINED_MS = 8_000;

/** What a run needs beside the page: the worker, the prelude, the WASM. */
const MACHINE = /sandbox-worker|prelude|\.wasm/;

const rows: Record<string, string | number>[] = [];
const sample = sampleFiles();
await measureRuns();
await measureJudging();
measureVitest();
printTable(rows);

async function measureRuns(): Promise<void> {
	const site = await startSite();
	const browser = await openBrowser();
	const page = await browser.newPage();
	await page.goto(site.origin + LESSON, { waitUntil: 'load' });
	const urls = new Set<string>();
	page.on('request', (request) => request.url().startsWith(site.origin) && urls.add(request.url()));
	await page.locator('#snippet-first-hash').scrollIntoViewIfNeeded();
	await page.mouse.move(400, 400);
	await page.locator('#snippet-first-hash .view-line').first().waitFor();
	const cold = await clickToPaint(page);
	const bytes = await brotliBytes(urls);
	const warm: number[] = [];
	for (let run = 0; run < RUNS; run++) warm.push(await clickToPaint(page));
	rows.push({ what: 'Run click to painted result, first', 'p50 ms': cold.toFixed(0), 'p95 ms': '' });
	rows.push({
		what: 'Run click to painted result, warm',
		'p50 ms': median(warm).toFixed(1),
		'p95 ms': quantile(warm, 0.95).toFixed(1)
	});
	rows.push({
		what: `Loaded after the page for the first run, editor included: ${urls.size} files, brotli`,
		KB: (bytes.all / 1024).toFixed(0)
	});
	rows.push({ what: 'Of that the machine, brotli', KB: (bytes.machine / 1024).toFixed(0) });
	await browser.close();
	await site.close();
}

/** Compressed here, at the level a host compresses files once; all fetched before, for a connection does not wait for that. */
async function brotliBytes(urls: Iterable<string>): Promise<{ all: number; machine: number }> {
	const bodies: [string, Uint8Array][] = [];
	for (const url of urls) bodies.push([url, await (await fetch(url)).bytes()]);
	const total = { all: 0, machine: 0 };
	for (const [url, bytes] of bodies) {
		const { length } = brotliCompressSync(bytes);
		total.all += length;
		if (MACHINE.test(url)) total.machine += length;
	}
	return total;
}

/** From the click until the frame after the status of the run has changed back from running. */
function clickToPaint(page: Page): Promise<number> {
	return page.evaluate(async () => {
		const snippet = document.querySelector('#snippet-first-hash');
		const button = [...(snippet?.querySelectorAll('button') ?? [])].find(
			(each) => each.textContent?.trim() === 'Run'
		);
		const startedAt = performance.now();
		button?.click();
		const isBusy = () => button?.getAttribute('aria-busy') === 'true';
		const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));
		await Promise.resolve();
		do await nextFrame();
		while (isBusy() || !snippet?.querySelector('.printed')?.textContent?.includes('steps'));
		return performance.now() - startedAt;
	});
}

async function measureJudging(): Promise<void> {
	const folder = mkdtempSync(path.join(tmpdir(), 'hotpath-bench-'));
	const config = {
		...configFrom({ DATABASE_URL: path.join(folder, 'bench.db'), LOG_LEVEL: 'silent' }),
		machineFolder: path.join(ROOT, 'build', 'machine')
	};
	const site = await startServices(
		config,
		await migrationsIn(path.join(ROOT, 'migrations')),
		{ catalog: catalogFrom({}) },
		() => undefined
	);
	const { services } = site;
	await startWork(services, () => undefined);
	const learners = await addLearners(services);

	const waits: number[] = [];
	for (let index = 0; index < SUBMISSIONS; index++)
		waits.push(await submitAndWait(services, learners[index % LEARNERS] ?? '', index));
	rows.push({
		what: 'Submit to verdict, one at a time',
		'p50 ms': median(waits).toFixed(1),
		'p95 ms': quantile(waits, 0.95).toFixed(1)
	});

	const until = performance.now() + SUSTAINED_MS;
	let done = 0;
	const startedAt = performance.now();
	await Promise.all(
		learners.map(async (learner, lane) => {
			for (let round = 0; performance.now() < until; round++) {
				await submitAndWait(services, learner, 1_000 + lane * 10_000 + round);
				done += 1;
			}
		})
	);
	const perSecond = done / ((performance.now() - startedAt) / 1_000);
	rows.push({
		what: `Submissions judged per second, ${LEARNERS} learners at once`,
		'p50 ms': '',
		'p95 ms': '',
		'per s': perSecond.toFixed(0)
	});
	await site.stop();
	rmSync(folder, { recursive: true, force: true });
}

async function addLearners(services: Services): Promise<string[]> {
	const ids = Array.from({ length: LEARNERS }, () => services.newId('acc'));
	const now = services.clock.now().getTime();
	for (const id of ids) {
		await services.db
			.insertInto('account')
			.values({
				id,
				email: `${id}@example.org`,
				email_normalized: `${id}@example.org`,
				display_name: id,
				password_hash: '-',
				role: 'learner',
				created_at: now,
				updated_at: now,
				suspended_at: null
			})
			.execute();
	}
	return ids;
}

/** Each submission differs by a comment, so that none is the same as the last; throttles are cleared. */
async function submitAndWait(services: Services, learnerId: string, index: number): Promise<number> {
	const startedAt = performance.now();
	await services.db.deleteFrom('rate_limit').where('key', 'like', `%${learnerId}%`).execute();
	const files = Object.fromEntries(
		Object.entries(sample).map(([name, text]) => [
			name,
			text.replace('// endregion', `// ${index}\n// endregion`)
		])
	);
	const parsed = filesFrom(files);
	if (!parsed.ok) throw new Error(parsed.fault.code);
	const learner = {
		id: learnerId,
		email: '',
		displayName: '',
		role: 'learner' as const,
		createdAt: new Date(0)
	};
	const submitted = await submit(services, learner, {
		exerciseSlug: SLUG,
		files: parsed.value,
		clientKey: `bench-${learnerId}-${index}`
	});
	if (!submitted.ok) throw new Error(`refused: ${submitted.fault.code}`);
	await services.judge.whenJudged(submitted.value.id, 30_000);
	return performance.now() - startedAt;
}

function sampleFiles(): FileTree {
	const accepted = path.join(ROOT, 'exercises', SLUG, 'submissions', 'accepted');
	const folder = path.join(accepted, readdirSync(accepted).toSorted()[0] ?? '');
	return Object.fromEntries(
		readdirSync(folder).map((name) => [name, readFileSync(path.join(folder, name), 'utf8')])
	);
}

/** The same files and the same checks in the runner they were written for, as a judge without a sandbox would. */
function measureVitest(): void {
	const folder = path.join(ROOT, '.cache', 'bench-vitest');
	mkdirSync(path.join(folder, 'checks'), { recursive: true });
	for (const [name, text] of Object.entries(sample)) writeFileSync(path.join(folder, name), text);
	for (const name of ['visible', 'hidden']) {
		writeFileSync(
			path.join(folder, 'checks', `${name}.test.ts`),
			readFileSync(path.join(ROOT, 'exercises', SLUG, 'checks', `${name}.ts`))
		);
	}
	writeFileSync(path.join(folder, 'vitest.config.ts'), 'export default {};');
	const waits = Array.from({ length: 5 }, () => {
		const startedAt = performance.now();
		spawnSync(
			process.execPath,
			[path.join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run', '--root', folder],
			{ stdio: 'ignore' }
		);
		return performance.now() - startedAt;
	});
	rows.push({
		what: 'The same checks in a process of Vitest, without a sandbox, one seed',
		'p50 ms': median(waits).toFixed(0),
		'p95 ms': ''
	});
	rmSync(folder, { recursive: true, force: true });
}
