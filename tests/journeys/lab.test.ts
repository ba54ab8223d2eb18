import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violationsOf } from '../support/accessibility.ts';
import { LESSON_PATH } from '../support/pages.ts';
import { openBrowser, startSite, type Site } from '../support/site.ts';
import { replaceText } from '../support/type-in-editor.ts';

/** What happens in the lab, seen and broken by a reader, in a real browser against the built site. */
const PATIENCE = 25_000;
const DESK = { viewport: { width: 1440, height: 900 } };
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

/** Written on one margin, because an editor indents what is pasted line by line. */
const PROGRAM = `import { createClient } from 'redis';
import { lab } from 'lab';

const redis = lab.redis();
lab.process('worker', async () => {
const client = createClient({ url: 'redis://redis:6379' });
await client.connect();
for (let order = 1; order <= 5; order++) {
await client.incr('charged');
console.log('charged', order);
await new Promise((resolve) => setTimeout(resolve, 50));
}
});
await lab.run({ forMs: 1_000 });
console.log('the day is over');
`;

let site: Site;
let browser: Browser;

beforeAll(async () => {
	[site, browser] = await Promise.all([startSite(), openBrowser()]);
});

afterAll(async () => {
	await browser?.close();
	await site?.close();
});

async function pageOf(options: BrowserContextOptions): Promise<Page> {
	const page = await (await browser.newContext(options)).newPage();
	page.setDefaultTimeout(PATIENCE);
	return page;
}

const happenedIn = (part: Locator) => part.getByRole('region', { name: 'What happened' });

describe('a reader at a desk', () => {
	let page: Page;
	let snippet: Locator;

	beforeAll(async () => {
		page = await pageOf(DESK);
		await page.goto(site.origin + LESSON_PATH, { waitUntil: 'networkidle' });
		snippet = page.locator('#snippet-first-hash');
	});

	afterAll(() => page.context().close());

	test('sees what happened under a program that talks to a service, and who printed what', async () => {
		await replaceText(page, snippet, PROGRAM);
		await snippet.getByRole('button', { name: 'Run', exact: true }).click();

		await happenedIn(snippet)
			.getByRole('button', { name: /^redis, lane \d of/ })
			.waitFor();
		expect(await snippet.locator('.printed .node').allInnerTexts()).toContain('worker');
		await happenedIn(snippet).getByRole('tab', { name: 'Keys' }).waitFor();
		expect(await happenedIn(snippet).getByRole('table').innerText()).toMatch(/charged[\s\S]*5/);
	});

	test('is led from a message to the line that sent it', async () => {
		const happened = happenedIn(snippet);
		await happened.locator('summary', { hasText: 'In words' }).first().click();
		await happened
			.getByRole('button', { name: /worker sends redis “INCR/ })
			.first()
			.click();

		await happened.getByRole('button', { name: 'Show line 9 of main.ts' }).click();

		await snippet.locator('.monaco-editor.focused').waitFor();
		expect(await snippet.locator('.monaco-editor .current-line').count()).toBeGreaterThan(0);
	});

	test('kills a node, sees the same run with that crash, and takes it back', async () => {
		const happened = happenedIn(snippet);
		await happened.getByRole('button', { name: /^worker, lane/ }).click();
		await happened.getByRole('button', { name: 'Kill, restart after 0.5 s' }).locator('visible=true').click();

		const chip = happened.getByRole('button', { name: /^Take back: worker killed at/ });
		await chip.waitFor();
		await happened
			.getByRole('table')
			.getByText('"9"')
			.or(happened.getByText(/crashe[ds]/).first())
			.first()
			.waitFor();
		await chip.click();

		await happened.getByText('Break something').waitFor();
		await happened.getByRole('button', { name: 'Undo' }).click();
		await chip.waitFor();
		expect(await happened.getByText(/^With this/).innerText()).toMatch(/nothing goes wrong|worker/);
	});

	test('keeps the scenario in a link, which runs it where it is opened', async () => {
		await happenedIn(snippet).getByRole('button', { name: 'Copy link' }).click();
		await expect.poll(() => page.url()).toContain('schedule=1%7Ecworker');

		await page.reload();

		await happenedIn(snippet)
			.getByRole('button', { name: /^Take back: worker killed at/ })
			.waitFor();
		await expect
			.poll(() => happenedIn(snippet).evaluate((part) => part.getBoundingClientRect().top))
			.toBeLessThan(900);
	});

	test('is told when the scenario of a link cannot be read, and the program runs without it', async () => {
		const other = await page.context().newPage();
		other.setDefaultTimeout(PATIENCE);
		await other.goto(`${site.origin}${LESSON_PATH}#at=snippet-first-hash&schedule=1~zzz`);

		await other.getByText('The scenario of this link could not be read').waitFor();
		expect(await happenedIn(other.locator('#snippet-first-hash')).innerText()).toContain('Break something');
		await other.close();
	});

	test('explores schedules, opens the smallest that fails, and compares it with one that passed', async () => {
		await page.goto(site.origin, { waitUntil: 'networkidle' });
		const panel = page.locator('#snippet-double-charge');
		await panel.getByRole('button', { name: 'Explore 200 schedules' }).click();

		await panel.getByText(/^Passed \d+ of 200 schedules\.$/).waitFor();
		await panel.getByRole('region', { name: 'The smallest failing schedule' }).waitFor();
		await panel.getByText('Compare with a schedule that passed').click();
		await panel.getByText('From here on they differ').waitFor();
		await panel.getByRole('gridcell').first().getByRole('button').click();
		await panel.getByRole('region', { name: 'Seed 1', exact: true }).waitFor();
		expect(await panel.getByRole('gridcell').count()).toBe(200);
	}, 60_000);
});

describe('a reader on a phone', () => {
	test('sees the picture within the width of the screen, in the scheme of the night', async () => {
		const page = await pageOf({ ...PHONE, colorScheme: 'dark' });
		await page.goto(site.origin + LESSON_PATH, { waitUntil: 'networkidle' });
		const snippet = page.locator('#snippet-first-hash');
		await replaceText(page, snippet, PROGRAM);
		await snippet.getByRole('button', { name: 'Run', exact: true }).click();

		const happened = happenedIn(snippet);
		await happened.getByRole('tab', { name: 'Keys' }).click();
		await happened.getByRole('table').waitFor();
		await happened.getByRole('tab', { name: 'Messages' }).click();
		await happened.getByRole('button', { name: /^redis, lane \d of/ }).waitFor();

		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
		expect(await violationsOf(page, { within: '.happened' })).toEqual([]);
		await page.context().close();
	});
});

describe('a browser that cannot run programs', () => {
	const typed = `console.log('typed', 'here');`;

	test('without WebAssembly says so, keeps what was typed, and lets the server run it', async () => {
		const page = await pageOf(PHONE);
		await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'WebAssembly'));
		await page.goto(site.origin + LESSON_PATH, { waitUntil: 'networkidle' });
		const snippet = page.locator('#snippet-first-hash');
		await replaceText(page, snippet, typed);
		await snippet.getByRole('button', { name: 'Run', exact: true }).click();
		await snippet.getByText('which this browser does not have').waitFor();

		await snippet.getByRole('button', { name: 'Run it on the server' }).click();

		await snippet.locator('.printed').getByText('typed').waitFor();
		await snippet.getByText('on the server').waitFor();
		expect(await snippet.locator('textarea').inputValue()).toBe(typed);
		await page.context().close();
	});

	test('whose worker is gone when a program is run starts another one, and nobody notices', async () => {
		const page = await pageOf(PHONE);
		await page.goto(site.origin + LESSON_PATH, { waitUntil: 'networkidle' });
		const snippet = page.locator('#snippet-first-hash');
		await replaceText(page, snippet, typed);
		const run = snippet.getByRole('button', { name: 'Run', exact: true });
		await run.click();
		await snippet.getByText(/steps/).waitFor();
		const sandbox = page.workers().find((worker) => worker.url().includes('sandbox'));
		await sandbox?.evaluate(() => close());

		await replaceText(page, snippet, `console.log('again');`);
		await run.click();

		await snippet.locator('.printed').getByText('again').waitFor();
		expect(await snippet.getByRole('alert').count()).toBe(0);
		await page.context().close();
	});

	test('that ends every worker says so, and the program can be run on the server', async () => {
		const page = await pageOf(PHONE);
		await page.addInitScript(() => {
			Worker.prototype.postMessage = function (this: Worker) {
				this.terminate();
			};
		});
		await page.goto(site.origin + LESSON_PATH, { waitUntil: 'networkidle' });
		const snippet = page.locator('#snippet-first-hash');
		await replaceText(page, snippet, typed);
		await snippet.getByRole('button', { name: 'Run', exact: true }).click();
		await snippet.getByText('ended the machine that runs your code').waitFor();

		await snippet.getByRole('button', { name: 'Run it on the server' }).click();

		await snippet.locator('.printed').getByText('typed').waitFor();
		expect(await snippet.locator('textarea').inputValue()).toBe(typed);
		await page.context().close();
	});
});
