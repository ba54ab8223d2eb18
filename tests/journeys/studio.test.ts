import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violationsOf } from '../support/accessibility.ts';
import { pageOf } from '../support/instructor.ts';
import { openBrowser, startSite, type Site } from '../support/site.ts';

/** An exercise from its first title to a learner who solves it, and everything that must not be lost or let in on the way. */
const PATIENCE = { timeout: 40_000 };

const folder = mkdtempSync(path.join(tmpdir(), 'hotpath-studio-'));
const DATABASE_URL = path.join(folder, 'site.db');
let site: Site;
let browser: Browser;
let ines: Page;

beforeAll(async () => {
	[site, browser] = await Promise.all([startSite({ DATABASE_URL }), openBrowser()]);
	ines = await accountOf('Ines', 'instructor');
}, 120_000);

afterAll(async () => {
	await browser?.close();
	await site?.close();
	rmSync(folder, { recursive: true, force: true });
});

describe('an instructor', { timeout: 120_000 }, () => {
	test('begins an exercise that is proved before anything is changed', async () => {
		await ines.goto(`${site.origin}/studio`);
		await ines.getByText('Here will be the exercises you write').waitFor();
		expect(await violationsOf(ines)).toEqual([]);
		await ines.getByRole('button', { name: 'New exercise' }).click();
		await ines.getByLabel('Title', { exact: true }).fill('Wait longer each time');
		await ines.getByRole('button', { name: 'Create' }).click();

		await ines.waitForURL(/\/studio\/dra_/);
		await ines.getByText(/Proved in/).waitFor(PATIENCE);
		expect(await ines.getByRole('heading', { level: 1 }).innerText()).toBe('Wait longer each time');
		expect(await ines.getByRole('region', { name: 'Proof' }).innerText()).toContain('19 of 19');
		expect(await violationsOf(ines)).toEqual([]);
	});

	test('changes a fact in the form and finds it in the file', async () => {
		await ines.getByLabel('Minutes').fill('soon');
		await ines.getByRole('list', { name: 'To mend' }).getByText('exercise.yaml:5').waitFor(PATIENCE);
		await ines.getByLabel('Minutes').fill('9');
		await ines.getByText(/Proved in/).waitFor(PATIENCE);
		await ines.getByRole('button', { name: 'Show as text' }).click();
		const text = ines.locator('.monaco-editor .view-lines');
		await text.waitFor(PATIENCE);
		expect((await text.innerText()).replaceAll('\u00a0', ' ')).toContain('minutes: 9');
		await ines.getByRole('button', { name: 'Show as form' }).click();
	});

	test('hears at the next pause of a check that nobody fails, and is led to the line of what does not compile', async () => {
		const added = "test('is a function', () => expect(typeof retryDelays).toBe('function'));\n";
		await rewrite('checks/hidden.ts', (text) => text + added);
		const toMend = ines.getByRole('list', { name: 'To mend' });
		await toMend.getByText(/no wrong sample fails/).waitFor(PATIENCE);

		await rewrite('checks/hidden.ts', (text) => text.replace(added, "retryDelays('many');\n"));
		const fault = toMend.getByText('checks/hidden.ts:14').first();
		await fault.waitFor(PATIENCE);
		await openFile('statement.md');
		await fault.click();
		await ines.locator('.monaco-editor .squiggly-error').first().waitFor(PATIENCE);
		expect(await ines.locator('.monaco-editor .view-lines').innerText()).toContain('many');
		await rewrite('checks/hidden.ts', (text) => text.replace("retryDelays('many');\n", ''));
		await ines.getByText(/Proved in/).waitFor(PATIENCE);
	});

	test('sees the exercise as learners do, and what a wrong sample gets there', async () => {
		await ines.getByRole('tab', { name: 'View as learner' }).click();
		const panel = ines.getByRole('tabpanel', { name: 'View as learner' });
		await panel.getByRole('heading', { name: 'Wait longer each time' }).waitFor(PATIENCE);
		await panel.getByLabel('Paste a sample').selectOption({ label: 'wrong_answer/linear-growth' });
		await panel.getByRole('button', { name: 'Run', exact: true }).click();
		await panel.getByText('expected [ 50, 100, 150, 200 ]').first().waitFor(PATIENCE);
		expect(await panel.getByRole('button', { name: 'Submit' }).isDisabled()).toBe(true);
		await ines.getByRole('tab', { name: 'Write' }).click();
	});

	test('loses nothing when the server dies in the middle of a word', async () => {
		await rewrite('statement.md', (text) => `${text}\nOne more sentence before the power cut.\n`);
		await site.restart();
		await ines.reload();
		await openFile('statement.md');

		const lines = ines.locator('.monaco-editor .view-lines');
		await lines.getByText('before the power cut.').first().waitFor(PATIENCE);
		await ines.getByText('Saved', { exact: true }).waitFor(PATIENCE);
		expect(await lines.innerText()).toContain('cut.');
	});

	test('keeps both texts when somebody else saved in between, and chooses', async () => {
		const other = await (
			await browser.newContext({ storageState: await ines.context().storageState() })
		).newPage();
		await other.goto(ines.url());
		await other.evaluate(() => localStorage.clear());
		await other.reload();
		await other
			.getByText(/Proved in|to mend/)
			.first()
			.waitFor(PATIENCE);
		await other.getByLabel('Minutes').fill('11');
		await other.getByText('Saved', { exact: true }).waitFor(PATIENCE);
		await other.context().close();

		await openFile('exercise.yaml');
		await ines.getByLabel('Minutes').fill('12');
		await ines.getByText('Another device saved a different version').waitFor(PATIENCE);
		await ines.getByRole('button', { name: 'Take the other' }).click();
		await ines.getByText('Saved', { exact: true }).waitFor(PATIENCE);
		expect(await ines.getByLabel('Minutes').inputValue()).toBe('11');
	});

	test('finds an earlier version in the history and restores it', async () => {
		await ines.getByRole('tab', { name: 'History' }).click();
		await ines.getByRole('list', { name: 'Versions, newest first' }).getByRole('button').last().click();
		await ines.getByRole('button', { name: 'Restore version 1' }).click();
		await ines.getByText(/Proved in/).waitFor(PATIENCE);
		expect(await ines.getByLabel('Minutes').inputValue()).toBe('8');
	});

	test('publishes it only when the server has verified it as it stands, and a learner solves it', async () => {
		await ines.getByText('Saved', { exact: true }).waitFor(PATIENCE);
		await ines.getByRole('tab', { name: 'Publish' }).click();
		expect(await ines.getByRole('button', { name: 'Publish', exact: true }).isDisabled()).toBe(true);
		await ines.getByRole('button', { name: 'Verify' }).click();
		await ines.getByText('Verified as it stands').waitFor(PATIENCE);
		await ines.getByLabel('What changed').fill('The first one.');
		await ines.getByRole('button', { name: 'Publish', exact: true }).click();
		await ines.getByText('Revision 1 is published').waitFor(PATIENCE);
		await ines.getByRole('button', { name: 'Replay' }).click();
		await ines.getByText('Nobody has sent anything in yet.').waitFor(PATIENCE);
		expect(await violationsOf(ines)).toEqual([]);

		const learner = await (await browser.newContext()).newPage();
		await learner.goto(`${site.origin}/exercises/wait-longer-each-time`);
		expect(await learner.getByRole('heading', { level: 1 }).innerText()).toBe('Wait longer each time');
		await learner.context().close();
	});

	test('is read on a phone without scrolling sideways', async () => {
		await ines.setViewportSize({ width: 390, height: 844 });
		await ines.getByRole('tab', { name: 'Write' }).click();
		expect(await ines.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
		await ines.goto(`${site.origin}/studio`);
		await ines.getByRole('list', { name: 'My exercises' }).getByText('Published', { exact: true }).waitFor();
		expect(await ines.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
		expect(await violationsOf(ines)).toEqual([]);
	});
});

describe('who is not let in', { timeout: 60_000 }, () => {
	test('a learner sees no studio, neither its page nor what it asks', async () => {
		const lena = await accountOf('Lena', null);
		expect(await lena.getByRole('link', { name: 'Studio' }).count()).toBe(0);
		expect((await lena.goto(`${site.origin}/studio`))?.status()).toBe(403);
		const answer = await lena.request.post(`${site.origin}/api/studio/drafts`, {
			data: { slug: 'mine', origin: { kind: 'template' } },
			headers: { origin: site.origin }
		});
		expect(answer.status()).toBe(403);
		await lena.context().close();
	});

	test('another instructor finds no draft that is not shared, by page or by request', async () => {
		await ines.getByRole('link', { name: 'Wait longer each time' }).click();
		await ines.waitForURL(/dra_/);
		const id = ines.url().split('/').at(-1) ?? '';
		const olaf = await accountOf('Olaf', 'instructor');

		expect((await olaf.goto(`${site.origin}/studio/${id}`))?.status()).toBe(404);
		for (const [method, place] of [
			['GET', ''],
			['DELETE', ''],
			['GET', '/versions'],
			['GET', '/versions/1'],
			['GET', '/shares'],
			['GET', '/verification'],
			['POST', '/verification'],
			['DELETE', '/publication']
		] as const) {
			const answer = await olaf.request.fetch(`${site.origin}/api/studio/drafts/${id}${place}`, {
				method,
				headers: { origin: site.origin }
			});
			expect([method, place, answer.status()]).toEqual([method, place, 404]);
		}
		await olaf.context().close();
	});

	test('what an instructor writes runs nothing in the page of a reader', async () => {
		const answer = await ines.request.post(`${site.origin}/api/studio/preview`, {
			data: { slug: 'hostile', files: hostileFiles() },
			headers: { origin: site.origin }
		});
		const { statementHtml } = await answer.json();

		expect(statementHtml).not.toMatch(/<script|<img|<a [^>]*javascript:|<[a-z][^>]*\son\w+=/i);
		expect(statementHtml).toContain('&lt;script&gt;');
	});
});

function hostileFiles(): Record<string, string> {
	return {
		'exercise.yaml': 'title: Hostile\nkind: implement\nconcepts: [x]\nminutes: 5\n',
		'statement.md':
			'Hello <script>alert(1)</script> <img src=x onerror=alert(1)> [x](javascript:alert(1)) ![y](https://evil.example/p.png)\n',
		'hints.md': '## Task 1\n\n[concept] Think.\n',
		'starter/main.ts': 'export const x = 1;\n',
		'checks/visible.ts': '',
		'checks/hidden.ts': '',
		'submissions/accepted/one/main.ts': 'export const x = 2;\n'
	};
}

/** The whole text of a file, changed as somebody would who pastes. */
async function rewrite(file: string, change: (text: string) => string): Promise<void> {
	await ines.getByText('Saved', { exact: true }).waitFor(PATIENCE);
	const id = ines.url().split('/').at(-1) ?? '';
	const draft = await (await ines.request.get(`${site.origin}/api/studio/drafts/${id}`)).json();
	await openFile(file);
	const lines = ines.locator('.monaco-editor .view-line');
	await lines.first().waitFor(PATIENCE);
	await lines.first().click();
	await ines.keyboard.press('Control+A');
	await ines.keyboard.insertText(change(draft.files[file]));
}

function openFile(file: string): Promise<void> {
	const files = ines.getByRole('navigation', { name: 'Files of the exercise' });
	return files.getByRole('button', { name: file }).click();
}

function accountOf(name: string, role: 'instructor' | null): Promise<Page> {
	return pageOf(browser, { origin: site.origin, databaseUrl: DATABASE_URL, name, role });
}
