import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, startSite, type Site } from '../support/site.ts';
import { appendText } from '../support/type-in-editor.ts';

/** A real PostgreSQL in the reader's page: fetched when it is asked for, drawn, broken, and gone again. */
const PATIENCE = 25_000;
const LESSON = '/series/data/postgresql-internals';

let site: Site;
let browser: Browser;

beforeAll(async () => {
	[site, browser] = await Promise.all([startSite(), openBrowser()]);
});

afterAll(async () => {
	await browser?.close();
	await site?.close();
});

async function openLesson(width: number): Promise<Page> {
	const page = await (await browser.newContext({ viewport: { width, height: 900 } })).newPage();
	page.setDefaultTimeout(PATIENCE);
	await page.goto(site.origin + LESSON, { waitUntil: 'networkidle' });
	return page;
}

const run = (snippet: Locator) => snippet.getByRole('button', { name: 'Run', exact: true }).click();

describe('a reader of PostgreSQL’s pages', () => {
	let page: Page;
	let snippet: Locator;
	const fetched: string[] = [];

	beforeAll(async () => {
		page = await openLesson(1440);
		page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
		snippet = page.locator('#snippet-hot-chain');
	});

	afterAll(() => page.context().close());

	test('fetches nothing of the server before a program needs it, and then each file once', async () => {
		const files = () => fetched.filter((path) => /postgres-\w+\S*\.bin$/.test(path));
		expect(files()).toEqual([]);

		await run(snippet);
		await snippet.locator('.printed').getByText('(4 rows)').waitFor();

		expect(files().length).toBeGreaterThanOrEqual(3);
		expect(new Set(files()).size).toBe(files().length);
	});

	test('sees the chain that the text speaks of, and the page as it was one statement earlier', async () => {
		const pages = snippet.getByRole('tabpanel', { name: 'Pages' });
		expect(await pages.innerText()).toMatch(/dead to all[^]*→ 2 HOT[^]*→ 3 HOT[^]*→ 4 HOT[^]*visible/);

		const back = snippet.getByRole('button', { name: /^Back one event/ });
		await snippet.getByRole('slider', { name: 'Cursor' }).press('End');
		for (let step = 0; step < 12; step++) await back.click();
		await expect.poll(() => pages.innerText()).not.toContain('→ 4 HOT');
	});

	test('changes the SQL, makes a mistake, and is shown its place', async () => {
		await appendText(page, snippet, '\nselect missing from articles;');
		await run(snippet);

		await snippet
			.locator('.printed')
			.getByText(/column "missing" does not exist/)
			.first()
			.waitFor();
		expect(await snippet.locator('.printed').innerText()).toMatch(/LINE 1: select missing from articles/);
	});

	test('goes on without a network once it is there', async () => {
		await page.context().setOffline(true);
		const other = page.locator('#snippet-pruned');
		await other.scrollIntoViewIfNeeded();
		await run(other);

		await other.locator('.printed').getByText('(3 rows)').last().waitFor();
		expect(await other.getByRole('tabpanel', { name: 'Pages' }).innerText()).toContain('leads on');
		await page.context().setOffline(false);
	});

	test('gives the memory back by leaving the page, and has a whole server again on the next', async () => {
		const machine = page.workers().find((worker) => worker.url().includes('sandbox-worker'));
		const gone = new Promise((resolve) => machine?.on('close', resolve));

		await page.getByRole('navigation').getByRole('link', { name: 'Series' }).first().click();
		await page.waitForURL(/\/series$/);
		await gone;
		expect(page.workers()).not.toContain(machine);
		await page.goBack();

		await run(snippet);
		await snippet.locator('.printed').getByText('(4 rows)').waitFor();
	});
});

describe('a reader of PostgreSQL’s pages on a phone', () => {
	test('sees the plan within the width of the screen', async () => {
		const page = await openLesson(390);
		const snippet = page.locator('#snippet-index-only');
		await snippet.scrollIntoViewIfNeeded();
		await run(snippet);

		const plans = snippet.getByRole('tabpanel', { name: 'Plans' });
		await plans.getByText('Index Only Scan using orders_pkey').first().waitFor();
		expect(await plans.innerText()).toMatch(/Heap Fetches\s*0[^]*Heap Fetches\s*1,000/);
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
		await page.context().close();
	});
});
