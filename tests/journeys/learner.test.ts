import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { predictionOf } from '../../src/lesson-pipeline/fences.ts';
import { lessonTexts } from '../support/lesson-text.ts';
import { EXERCISE_SLUGS, LESSON_PATH } from '../support/pages.ts';
import { openBrowser, startSite, type Site } from '../support/site.ts';
import { appendText } from '../support/type-in-editor.ts';
import { ROOT } from '../support/source-files.ts';

/** Journey A of the architecture, in a real browser against the built site. */
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

describe('a newcomer at a desk', () => {
	let page: Page;

	beforeAll(async () => {
		page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
		page.setDefaultTimeout(PATIENCE);
	});

	afterAll(() => page.context().close());

	test('watches a double charge happen on the home page, and sees 200 schedules agree with the fix', async () => {
		await page.goto(site.origin);
		const story = page.locator('#snippet-double-charge');

		const picture = story.locator('.picture');
		await picture
			.getByText(/nobody is charged twice/)
			.first()
			.waitFor();
		await picture
			.getByText(/crashed/)
			.first()
			.waitFor();
		await page.getByRole('button', { name: 'Change one line, and run it again' }).click();
		await expect
			.poll(() => picture.getByText(/nobody is charged twice/).count(), { timeout: PATIENCE })
			.toBe(0);

		await story.getByRole('button', { name: 'Explore 200 schedules' }).click();
		await story.getByText('Passed all 200 schedules.').waitFor({ timeout: 60_000 });
		await page.getByRole('button', { name: 'Put the line back' }).click();
	}, 120_000);

	test('changes a snippet of the lesson, runs it with the keyboard, and finds the change after a reload', async () => {
		await page.goto(site.origin + LESSON_PATH);
		const snippet = page.locator('#snippet-silent-edit');
		await appendText(page, snippet, "\nconsole.log('mine');");

		await page.keyboard.press('Control+Enter');
		await snippet.locator('.printed').getByText('mine', { exact: true }).waitFor();
		await page.reload();

		await snippet.scrollIntoViewIfNeeded();
		await expect.poll(() => textOf(snippet), { timeout: PATIENCE }).toContain("console.log('mine')");
	});

	test('goes back to what was run before, also after a reload, and may undo that', async () => {
		const snippet = page.locator('#snippet-silent-edit');
		await appendText(page, snippet, "\nconsole.log('worse');");
		await page.keyboard.press('Control+Enter');
		await snippet.locator('.printed').getByText('worse', { exact: true }).waitFor();

		await snippet.getByRole('button', { name: 'Earlier runs' }).click();
		const runs = snippet.getByRole('list', { name: 'Earlier runs' }).getByRole('listitem');
		expect(await runs.first().innerText()).toMatch(/worse[^]*open now/);
		await runs.nth(1).getByRole('button', { name: 'Open' }).click();

		const code = () => snippet.locator('.monaco-editor .view-lines').innerText();
		await expect.poll(code, { timeout: PATIENCE }).not.toContain('worse');
		expect(await code()).toContain('mine');
		await snippet.getByRole('button', { name: 'Undo opening' }).click();
		await expect.poll(code, { timeout: PATIENCE }).toContain('worse');
	});

	test('is told where an endless loop was, and the next run works', async () => {
		const snippet = page.locator('#snippet-first-hash');
		await appendText(page, snippet, '\nfor (;;);');
		await page.keyboard.press('Control+Enter');
		await snippet.getByText(/used up its 300 million steps/).waitFor();

		await snippet.getByRole('button', { name: 'Reset', exact: true }).click();
		await snippet.getByRole('button', { name: 'Run', exact: true }).click();

		await snippet.getByText('c309bafc04bbcb05', { exact: false }).last().waitFor();
		await snippet.getByRole('button', { name: 'Undo reset' }).click();
		await expect.poll(() => textOf(snippet), { timeout: PATIENCE }).toContain('for (;;);');
	});

	test('sees a mistake at its own line and jumps there', async () => {
		await page.goto(`${site.origin}${LESSON_PATH}#snippet-linked`);
		const snippet = page.locator('#snippet-linked');
		await appendText(page, snippet, '\nconst half = ;');
		await page.keyboard.press('Control+Enter');

		await snippet.getByText(/does not compile/).waitFor();
		expect(await snippet.innerText()).toMatch(/line \d+/);
	});
});

describe('a learner on a phone', () => {
	let page: Page;

	beforeAll(async () => {
		const context = await browser.newContext({
			viewport: { width: 390, height: 844 },
			isMobile: true,
			hasTouch: true
		});
		page = await context.newPage();
		page.setDefaultTimeout(PATIENCE);
	});

	afterAll(() => page.context().close());

	test('may choose an answer before the page is alive: the choice counts', async () => {
		let arrive = (): void => undefined;
		const scripts = new Promise<void>((resolve) => (arrive = resolve));
		await page.route('**/_app/immutable/**/*.js', async (route) => {
			await scripts;
			await route.continue();
		});
		await page.goto(site.origin + LESSON_PATH, { waitUntil: 'commit' });
		const section = page.locator('#prediction-avalanche');
		await section.locator('input').first().check();

		arrive();

		await expect
			.poll(() => section.getByRole('button', { name: 'Commit to this answer' }).isEnabled())
			.toBe(true);
		expect(await section.locator('input').first().isChecked()).toBe(true);
		await page.unroute('**/_app/immutable/**/*.js');
	});

	test('answers a prediction and writes a solution without an account, and takes both into a new one', async () => {
		await page.goto(site.origin + LESSON_PATH);
		await answerPrediction(page, 'avalanche');
		await write(page, 'hash-and-link', sampleOf('hash-and-link', 'wrong_answer/only-links'));
		await exercise(page, 'hash-and-link').getByRole('button', { name: 'Submit', exact: true }).click();
		await exercise(page, 'hash-and-link').getByRole('link', { name: 'Make an account' }).click();

		await page.getByLabel(/name/i).first().fill('Ada');
		await page.getByLabel(/e-?mail/i).fill('ada@example.org');
		await page
			.getByLabel(/^password/i)
			.first()
			.fill('a long enough secret phrase');
		await page.getByRole('button', { name: /sign up|make|create/i }).click();

		await page.waitForURL((url) => url.pathname === LESSON_PATH);
		await expect
			.poll(
				() =>
					exercise(page, 'hash-and-link')
						.locator('pre.code, textarea')
						.first()
						.evaluate((element) =>
							element instanceof HTMLTextAreaElement ? element.value : (element.textContent ?? '')
						),
				{ timeout: PATIENCE }
			)
			.toContain('@misconception');
		await page.locator('#prediction-avalanche').getByText('As you predicted').waitFor();
	});

	test('is told what a wrong answer shows, and no hidden code', async () => {
		const panel = exercise(page, 'hash-and-link');
		await panel.getByRole('button', { name: 'Submit', exact: true }).click();

		await panel.getByText('Wrong answer').first().waitFor();
		const said = await panel.innerText();
		expect(said).toContain('This behaves like code that assumes: “If every link fits, the chain holds.”');
		expect(said).toContain('Data was changed, and another block or none was reported.');
		expect(said).not.toContain('const shifted');
	});

	test.each(EXERCISE_SLUGS)('gets %s accepted by the judge', async (slug) => {
		const panel = exercise(page, slug);
		await write(page, slug, sampleOf(slug, `accepted/${firstAccepted(slug)}`));
		await panel.getByRole('button', { name: 'Submit', exact: true }).click();

		await panel.getByText(/\d+ of \d+ checks passed/).waitFor();
		expect(await panel.locator('.verdict').first().getAttribute('data-verdict')).toBe('accepted');
	});

	test('completes the lesson by answering every prediction, and sees it in the progress', async () => {
		const [lesson] = lessonTexts().filter(({ slug }) => LESSON_PATH.endsWith(slug));
		for (const prediction of lesson?.predictions ?? []) {
			const id = prediction.options['id'] ?? '';
			if (id !== 'avalanche') await answerPrediction(page, id);
		}
		await page.getByText('Lesson completed').waitFor();

		await page.goto(`${site.origin}/progress`);
		expect(await page.locator('main').innerText()).toMatch(/Blockchain from Scratch/);
		expect(await page.locator('main').innerText()).toMatch(/completed/i);
	});

	test('finds it completed on another device', async () => {
		const other = await (await browser.newContext()).newPage();
		await other.goto(`${site.origin}/sign-in?next=${encodeURIComponent(LESSON_PATH)}`);
		await other.getByLabel(/e-?mail/i).fill('ada@example.org');
		await other
			.getByLabel(/^password/i)
			.first()
			.fill('a long enough secret phrase');
		await other.getByRole('button', { name: 'Sign in' }).click();

		await other.waitForURL((url) => url.pathname === LESSON_PATH);
		await other.getByText('Lesson completed').waitFor({ timeout: PATIENCE });
		expect(await other.getByRole('button', { name: 'Commit to this answer' }).count()).toBe(0);
		await other.context().close();
	});

	test('loses nothing when the server dies: what was acknowledged is still there', async () => {
		await site.restart();
		await page.goto(`${site.origin}/progress`);

		expect(await page.locator('main').innerText()).toMatch(/completed/i);
	});
});

/** As it reads: Monaco writes spaces that do not break. */
async function textOf(part: ReturnType<Page['locator']>): Promise<string> {
	return (await part.innerText()).replaceAll('\u00a0', ' ');
}

function exercise(page: Page, slug: string) {
	return page.locator(`#exercise-${slug}`);
}

async function answerPrediction(page: Page, id: string): Promise<void> {
	const fence = lessonTexts()
		.flatMap(({ predictions }) => predictions)
		.find(({ options }) => options['id'] === id);
	if (!fence) throw new Error(`there is no prediction ${id}`);
	const correct = predictionOf(fence).choices.find((choice) => choice.correct);
	const section = page.locator(`#prediction-${id}`);
	await section.locator(`input[value="${correct?.id}"]`).check();
	await section.getByRole('button', { name: 'Commit to this answer' }).click();
	await section.getByText('As you predicted').waitFor();
}

/** Writes files into the editor of an exercise, as somebody would who pastes. */
async function write(page: Page, slug: string, files: Record<string, string>): Promise<void> {
	const panel = exercise(page, slug);
	await panel.scrollIntoViewIfNeeded();
	for (const [name, text] of Object.entries(files)) {
		const tab = panel
			.getByRole('group', { name: 'Files' })
			.getByRole('button', { name: new RegExp(`^${name}`) });
		if ((await tab.count()) > 0) await tab.click();
		if ((await panel.locator('textarea').count()) === 0) await panel.locator('pre.code').last().click();
		await panel.locator('textarea').first().fill(text);
	}
}

function sampleOf(slug: string, sample: string): Record<string, string> {
	const folder = path.join(ROOT, 'exercises', slug, 'submissions', sample);
	return Object.fromEntries(
		readdirSync(folder).map((name) => [name, readFileSync(path.join(folder, name), 'utf8')])
	);
}

function firstAccepted(slug: string): string {
	return readdirSync(path.join(ROOT, 'exercises', slug, 'submissions', 'accepted')).toSorted()[0] ?? '';
}
