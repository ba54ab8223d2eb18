import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violationsOf } from '../support/accessibility.ts';
import { HOSTILE_MARKDOWN } from '../support/hostile-markdown.ts';
import { openBrowser, startSite, type Site } from '../support/site.ts';
import { ROOT } from '../support/source-files.ts';
import { replaceText } from '../support/type-in-editor.ts';

/** A collection from the first word of an instructor to the first accepted exercise of a learner. */
const SECRET = 'a long enough secret phrase';
const DESK = { viewport: { width: 1440, height: 900 } };
const PHONE = { viewport: { width: 390, height: 844 } };

let site: Site;
let browser: Browser;
let ida: Page;
let studioPath = '';

beforeAll(async () => {
	[site, browser] = await Promise.all([startSite(), openBrowser()]);
	ida = await accountPage('ida@example.org', DESK);
	await (await accountPage('joe@example.org', DESK)).context().close();
	const admin = await (await browser.newContext()).newPage();
	await admin.goto(/http:\/\/\S+\/setup\/\S+/.exec(site.log())?.[0] ?? '');
	await fill(admin, 'root@example.org');
	await admin.getByRole('main').getByRole('button').last().click();
	await admin.waitForURL((url) => !url.pathname.startsWith('/setup'));
	for (const address of ['ida@example.org', 'joe@example.org']) {
		await admin.goto(`${site.origin}/admin/accounts?q=${address}`);
		await admin.getByRole('combobox', { name: /^Role of/ }).selectOption('instructor');
		await admin.getByRole('button', { name: /^Change the role of/ }).click();
		await admin.getByText('is instructor now').waitFor();
	}
	await admin.context().close();
}, 120_000);

afterAll(async () => {
	await browser?.close();
	await site?.close();
});

describe('a collection', () => {
	test('is written, reordered with the keyboard, previewed and published by an instructor', async () => {
		await ida.goto(`${site.origin}/studio/collections`);
		await ida.getByLabel('Title').fill('First links');
		await ida.getByRole('button', { name: 'Make the collection' }).click();
		await ida.getByRole('heading', { level: 1, name: 'First links' }).waitFor();
		studioPath = new URL(ida.url()).pathname;

		await ida.getByLabel('Summary').fill('From one block to a chain that shows each change.');
		for (const words of ['hash and link', 'prove one of a']) {
			await ida.getByRole('searchbox', { name: 'Find an exercise' }).fill(words);
			await ida.getByRole('button', { name: /^Add (Hash|Prove)/ }).click();
		}
		await ida.getByRole('button', { name: 'Add a text' }).click();
		await ida.getByRole('textbox', { name: 'Text, part 3' }).fill('# Begin here\n\nWith *one* block.');
		await ida.getByRole('button', { name: 'Move Text, part 3 up' }).press('Enter');
		await ida.keyboard.press('Enter');
		await ida.getByLabel('Text, part 1', { exact: true }).waitFor();
		await ida.getByRole('button', { name: 'Remove Text, part 1' }).click();
		await ida.getByRole('button', { name: 'Undo removing' }).click();
		await ida.getByRole('heading', { name: 'Begin here' }).waitFor();
		await ida.getByRole('button', { name: 'Publish', exact: true }).click();
		await ida.getByText('Published. Readers see this version.').waitFor();

		expect(await badAt(ida, [DESK, PHONE])).toEqual([]);
	}, 60_000);

	test('is solved by a learner in its page, and counted there and on their progress', async () => {
		const learner = await accountPage('lea@example.org', { ...PHONE, isMobile: true, hasTouch: true });
		await learner.goto(`${site.origin}/collections`);
		await learner.getByRole('link', { name: 'First links' }).click();
		await learner.getByText('0 of 2 completed').first().waitFor();
		await learner.getByRole('heading', { name: 'Begin here' }).waitFor();

		const panel = learner.locator('#exercise-hash-and-link');
		const sample = 'exercises/hash-and-link/submissions/accepted/length-prefix/chain.ts';
		await replaceText(learner, panel, readFileSync(path.join(ROOT, sample), 'utf8'));
		await panel.getByRole('button', { name: 'Submit' }).click();
		await learner.getByText('1 of 2 completed').first().waitFor({ timeout: 30_000 });
		expect(await badAt(learner, [PHONE, DESK])).toEqual([]);

		await learner.goto(`${site.origin}/progress`);
		const row = learner.getByRole('listitem').filter({ hasText: 'First links' });
		expect(await row.innerText()).toContain('1 of 2 completed');
		expect(await badAt(learner, [PHONE])).toEqual([]);
		await learner.goto(`${site.origin}/collections/first-links`);
		await learner.getByText('1 of 2 completed').first().waitFor();
		expect(await (await fetch(`${site.origin}/sitemap.xml`)).text()).toContain('/collections/first-links');
		await learner.context().close();
	}, 90_000);

	test('is not there for another instructor, and shut for a learner', async () => {
		const joe = await (await browser.newContext()).newPage();
		await joe.goto(`${site.origin}/sign-in`);
		await joe.getByLabel(/e-?mail/i).fill('joe@example.org');
		await joe
			.getByLabel(/^password/i)
			.first()
			.fill(SECRET);
		await joe.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
		await joe.waitForURL((url) => !url.pathname.startsWith('/sign-in'));

		expect((await joe.goto(site.origin + studioPath))?.status()).toBe(404);
		await joe.goto(`${site.origin}/studio/collections`);
		await joe.getByText('None yet.').waitFor();
		await joe.context().close();
	});

	test('saved elsewhere meanwhile is not overwritten', async () => {
		const other = await ida.context().newPage();
		await other.goto(site.origin + studioPath);
		await other.getByLabel('Title').fill('First links, again');
		await other.getByText('Saved', { exact: true }).waitFor();

		await ida.getByLabel('Title').fill('First links, mine');
		await ida.getByText('Somebody saved this collection in between').waitFor();
		await ida.getByRole('button', { name: 'Take the other' }).click();

		await ida.getByRole('heading', { level: 1, name: 'First links, again' }).waitFor();
		await ida.getByText('Saved', { exact: true }).waitFor();
		expect(await ida.getByLabel('Title').inputValue()).toBe('First links, again');
		await other.close();
	});

	test('does its readers no harm, whatever is written into it', async () => {
		await ida.goto(site.origin + studioPath);
		await ida.getByRole('textbox', { name: 'Text, part 1' }).fill(HOSTILE_MARKDOWN.join('\n\n'));
		await ida.getByRole('button', { name: 'Publish again' }).click();
		await ida.getByText('Published. Readers see this version.').waitFor();

		const reader = await (await browser.newContext(DESK)).newPage();
		const elsewhere: string[] = [];
		reader.on('request', (request) => {
			if (!request.url().startsWith(site.origin)) elsewhere.push(request.url());
		});
		await reader.goto(`${site.origin}/collections/first-links`, { waitUntil: 'networkidle' });

		expect(await reader.evaluate(() => 'hacked' in window)).toBe(false);
		expect(await ida.evaluate(() => 'hacked' in window)).toBe(false);
		expect(elsewhere.filter((url) => !/^(data|blob):/.test(url))).toEqual([]);
		expect(await reader.locator('a[href^="javascript" i], [onerror], [onload], iframe').count()).toBe(0);
		await reader.context().close();
	});
});

/** What is wrong with a page at these sizes: for axe, or because it is wider than the window. */
async function badAt(page: Page, sizes: (typeof DESK)[]): Promise<string[]> {
	const wrong: string[] = [];
	for (const { viewport } of sizes) {
		await page.setViewportSize(viewport);
		wrong.push(...(await violationsOf(page)));
		const width = await page.evaluate(() => document.documentElement.scrollWidth);
		if (width > viewport.width) wrong.push(`${width} px wide in a window of ${viewport.width}`);
	}
	return wrong;
}

async function accountPage(address: string, options: BrowserContextOptions): Promise<Page> {
	const page = await (await browser.newContext(options)).newPage();
	await page.goto(`${site.origin}/sign-up`);
	await fill(page, address);
	await page
		.getByRole('main')
		.getByRole('button', { name: /sign up|make|create/i })
		.click();
	await page.waitForURL((url) => url.pathname !== '/sign-up');
	return page;
}

async function fill(page: Page, address: string): Promise<void> {
	await page
		.getByLabel(/name/i)
		.first()
		.fill(address.split('@')[0] ?? '');
	await page.getByLabel(/e-?mail/i).fill(address);
	await page
		.getByLabel(/^password/i)
		.first()
		.fill(SECRET);
}
