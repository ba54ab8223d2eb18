import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LESSON_PATH } from '../support/pages.ts';
import { openBrowser, startSite, type Site } from '../support/site.ts';

/** The lesson with the keyboard alone, without a network, and without anything moving. */
const PATIENCE = 20_000;

let site: Site;
let browser: Browser;

beforeAll(async () => {
	[site, browser] = await Promise.all([startSite(), openBrowser()]);
});

afterAll(async () => {
	await browser?.close();
	await site?.close();
});

describe('a reader who uses the keyboard alone', () => {
	let page: Page;

	beforeAll(async () => {
		page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
		page.setDefaultTimeout(PATIENCE);
		await page.goto(site.origin + LESSON_PATH, { waitUntil: 'networkidle' });
	});

	afterAll(() => page.context().close());

	test('is offered to skip to the content first, and always sees where the focus is', async () => {
		await page.keyboard.press('Tab');
		expect(await focused(page)).toMatch(/skip/i);

		for (let step = 0; step < 12; step += 1) {
			await page.keyboard.press('Tab');
			const outline = await page.evaluate(
				() => getComputedStyle(document.activeElement ?? document.body).outlineStyle
			);
			expect(outline, await focused(page)).not.toBe('none');
		}
	});

	test('opens a snippet, types, runs and leaves it', async () => {
		const snippet = page.locator('#snippet-silent-edit');
		// The keys pressed so far were the reader's first sign, so the editor comes by itself.
		await snippet.locator('.monaco-editor .view-line').first().waitFor();
		await snippet.locator('.monaco-editor :is(.native-edit-context, textarea)').first().focus();

		await page.keyboard.press('Control+End');
		await page.keyboard.insertText("\nconsole.log('by keyboard');");
		await page.keyboard.press('Control+Enter');
		await snippet.locator('.printed').getByText('by keyboard', { exact: true }).waitFor();
		await page.keyboard.press('Escape');
		await page.keyboard.press('Tab');

		expect(await page.evaluate(() => document.activeElement?.closest('.monaco-editor') ?? null)).toBeNull();
	});

	test('mends the figure by typing what block 2 said before', async () => {
		const figure = page.locator('#figure-tamper');
		await figure.getByText('Block 2 does not hold', { exact: false }).waitFor();
		await figure.getByRole('textbox').nth(2).focus();
		await page.keyboard.press('Control+a');
		await page.keyboard.type('bob pays eve 5');

		await figure.getByText('Every hash fits its block', { exact: false }).waitFor();
		expect(await figure.locator('[data-broken]').count()).toBe(0);
	});
});

describe('a reader who scrolls', () => {
	test('sees nothing move while editors take the place of the code, and asks no other origin for anything', async () => {
		const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
		const elsewhere: string[] = [];
		page.on('request', (request) => {
			if (!request.url().startsWith(site.origin) && !/^(data|blob):/.test(request.url()))
				elsewhere.push(request.url());
		});
		await page.addInitScript(() => {
			const moved = { total: 0 };
			Object.assign(globalThis, { moved });
			new PerformanceObserver((list) => {
				for (const entry of list.getEntries())
					if (!Reflect.get(entry, 'hadRecentInput')) moved.total += Number(Reflect.get(entry, 'value'));
			}).observe({ type: 'layout-shift', buffered: true });
		});
		await page.goto(site.origin + LESSON_PATH, { waitUntil: 'networkidle' });
		for (const id of [
			'silent-edit',
			'first-hash',
			'linked',
			'own-chain',
			'mine',
			'signature',
			'reorg',
			'run-it'
		]) {
			await page.locator(`#snippet-${id}`).evaluate((element) => element.scrollIntoView({ block: 'center' }));
			await page.locator(`#snippet-${id} .monaco-editor .view-line`).first().waitFor({ timeout: PATIENCE });
		}

		expect(
			await page.evaluate(() => Number(Reflect.get(Reflect.get(globalThis, 'moved'), 'total')))
		).toBeLessThan(0.01);
		expect(elsewhere).toEqual([]);
		await page.context().close();
	});
});

describe('a reader without a network', () => {
	test('goes on running, is told that nothing was sent, and keeps the text', async () => {
		const page = await (await browser.newContext()).newPage();
		page.setDefaultTimeout(PATIENCE);
		await page.goto(`${site.origin}/exercises/hash-and-link`, { waitUntil: 'networkidle' });
		const panel = page.locator('#exercise-hash-and-link');
		await panel.getByRole('button', { name: 'Run', exact: true }).click();
		await panel.getByText(/of \d+ visible checks passed/).waitFor();

		await page.context().setOffline(true);
		await panel.getByRole('button', { name: 'Submit', exact: true }).click();
		await panel
			.getByText(/Not submitted|Sign in to submit/)
			.first()
			.waitFor();
		await panel.getByRole('button', { name: 'Run', exact: true }).click();
		await panel.getByText(/of \d+ visible checks passed/).waitFor();

		expect(await panel.innerText()).toMatch(/kept|stays/i);
		await page.context().close();
	});
});

function focused(page: Page): Promise<string> {
	return page.evaluate(() => document.activeElement?.textContent?.trim().slice(0, 60) ?? '');
}
