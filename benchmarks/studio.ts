import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { verifyExercise } from '../src/lib/authoring/verify-exercise.ts';
import { configFrom } from '../src/lib/server/config.ts';
import { createServices } from '../src/lib/server/services.ts';
import { submit } from '../src/lib/server/judging/1-submit.ts';
import { awaitVerdict } from '../src/lib/server/judging/judge.ts';
import { publishRevision } from '../src/lib/server/publishing/2-publish.ts';
import { typeFaults } from '../src/lib/server/publishing/source-types.ts';
import { migrate, migrationsIn } from '../src/lib/server/db/migrations.ts';
import { findReplay, replaySubmissions } from '../src/lib/server/studio/replay.ts';
import { createDraft, getDraft } from '../src/lib/server/studio/source-drafts.ts';
import * as verifications from '../src/lib/server/db/verifications.ts';
import { assert } from '../src/lib/domain/assert.ts';
import { exerciseSourceFrom } from '../src/lib/authoring/reading/exercise-source.ts';
import { accountIn } from '../tests/support/services.ts';
import { pageOf } from '../tests/support/instructor.ts';
import { openBrowser, startSite } from '../tests/support/site.ts';
import { median, printTable } from './support.ts';

/**
 * What an author waits for: from a pause of typing to the proof in the page, beside the same proof on the server, which
 * is what `npm run verify` would say in a terminal; what opening the studio fetches; and a replay of a thousand submissions.
 */
const ROUNDS = 5;
const SUBMISSIONS = 1_000;

console.log(`${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}`);
const folder = mkdtempSync(path.join(tmpdir(), 'hotpath-bench-'));
await inThePage(path.join(folder, 'site.db'));
await onTheServer();
rmSync(folder, { recursive: true, force: true });
process.exit(0);

async function inThePage(databaseUrl: string): Promise<void> {
	const site = await startSite({ DATABASE_URL: databaseUrl });
	const browser = await openBrowser();
	const page = await pageOf(browser, { origin: site.origin, databaseUrl, name: 'Ines', role: 'instructor' });
	await page.goto(`${site.origin}/studio`);
	await page.getByRole('button', { name: 'New exercise' }).click();
	await page.getByLabel('Title', { exact: true }).fill('Measured');
	await page.getByRole('button', { name: 'Create' }).click();
	await page.waitForURL(/dra_/);
	await page.getByText(/Proved in/).waitFor();

	const fetched: string[] = [];
	page.on(
		'response',
		(response) => response.request().resourceType() === 'script' && fetched.push(response.url())
	);
	const openedAt = performance.now();
	await page.reload();
	await page.getByText(/Proved in/).waitFor();
	const firstMs = performance.now() - openedAt;
	const sizes = await Promise.all(
		fetched.map(async (url) => gzipSync(await (await fetch(url)).bytes()).length)
	);

	await page.getByRole('button', { name: 'Show as text' }).click();
	const files = page.getByRole('navigation', { name: 'Files of the exercise' });
	const measured: Record<string, number[]> = { 'a wrong sample': [], 'a hidden check': [] };
	for (let round = 0; round < ROUNDS; round++) {
		measured['a wrong sample']?.push(
			await change(page, () => files.getByRole('button', { name: 'no-cap' }).click())
		);
		measured['a hidden check']?.push(
			await change(page, () => files.getByRole('button', { name: 'checks/hidden.ts' }).click())
		);
	}
	await browser.close();
	await site.close();
	console.log(`opening a draft again: ${Math.round(firstMs)} ms to its whole proof`);
	console.log(
		`its scripts: ${Math.round(sizes.reduce((a, b) => a + b, 0) / 1024)} KB gzip in ${sizes.length} files`
	);
	printTable(
		Object.entries(measured).map(([what, times]) => ({
			'after a change of': what,
			'pause to whole proof, median ms': Math.round(median(times)),
			'worst ms': Math.round(Math.max(...times))
		}))
	);
}

/** From the last letter to the end of the proof; the pause before it begins is counted. */
async function change(page: Page, open: () => Promise<void>): Promise<number> {
	await open();
	await page.locator('.monaco-editor .view-line').first().click();
	await page.keyboard.press('Control+End');
	const startedAt = performance.now();
	await page.keyboard.insertText(' ');
	await page.getByText('Proving').waitFor();
	await page.getByText(/Proved in/).waitFor();
	return performance.now() - startedAt;
}

async function onTheServer(): Promise<void> {
	const services = await createServices({ ...configFrom({ LOG_LEVEL: 'silent' }), databaseUrl: ':memory:' });
	await migrate(services.db, await migrationsIn('migrations'));
	const ines = await accountIn(services, { role: 'instructor' });
	const created = await createDraft(services, ines, { slug: 'measured', origin: { kind: 'template' } });
	assert(created.ok, 'the draft is made');
	const draft = await getDraft(services, ines, created.value.id);
	assert(draft.ok, 'the draft is there');
	const source = exerciseSourceFrom('measured', draft.value.files);
	assert(source.ok, 'the template can be read');
	const prover = { runJob: services.sandboxPool.run, checkTypes: services.typeChecker.check, typeFaults };
	const times: number[] = [];
	for (let round = 0; round < ROUNDS; round++) {
		const startedAt = performance.now();
		await verifyExercise(source.value, prover);
		times.push(performance.now() - startedAt);
	}
	const verified = await verifyExercise(source.value, prover);
	assert(verified.ok, 'the template is green');
	const { contentHash, engineHash } = verified.value;
	await verifications.keep(services.db, {
		exerciseSlug: 'measured',
		contentHash,
		engineHash,
		verifiedBy: ines.id,
		verifiedAt: new Date(),
		faults: [],
		verification: verified.value
	});
	await publishRevision(services, source.value, verified.value, { accountId: ines.id, note: 'The first.' });
	await sendMany(services);

	const startedAt = performance.now();
	await replaySubmissions(services, ines, created.value.id);
	for (;;) {
		const replay = await findReplay(services, ines, created.value.id);
		if (replay.ok && replay.value?.state === 'done') break;
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
	const replayMs = performance.now() - startedAt;
	printTable([
		{ on: 'verify on the server, warm', 'median ms': Math.round(median(times)) },
		{ on: `replay of ${SUBMISSIONS} submissions`, 'median ms': Math.round(replayMs) }
	]);
	await services.close();
}

/** Each its own text, as of learners. */
async function sendMany(services: Awaited<ReturnType<typeof createServices>>): Promise<void> {
	const body = 'return Array.from({ length: count }, (_, retry) => Math.min(capMs, baseMs * 2 ** retry));';
	for (let index = 0; index < SUBMISSIONS; index++) {
		const learner = await accountIn(services);
		const text = `// region edit\nexport function retryDelays(count: number, baseMs: number, capMs: number): number[] {\n\t// ${index}\n\t${body}\n}\n// endregion\n`;
		const sent = await submit(services, learner, {
			exerciseSlug: 'measured',
			files: { 'backoff.ts': text },
			clientKey: `bench-key-${index}`
		});
		assert(sent.ok, 'it is queued');
		await awaitVerdict(services, sent.value.id, 10_000);
	}
}
