import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { strToU8, unzipSync, zipSync } from 'fflate';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violationsOf } from '../support/accessibility.ts';
import { pageOf } from '../support/instructor.ts';
import { openBrowser, startSite, type Site } from '../support/site.ts';
import { ROOT } from '../support/source-files.ts';

/** The list of one's exercises: how they come into it, leave it as files, come back, and go. */
const folder = mkdtempSync(path.join(tmpdir(), 'hotpath-studio-list-'));
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

describe('the list of the studio', { timeout: 60_000 }, () => {
	test('proposes an address for a title, and refuses one that is taken, keeping what was written', async () => {
		await begin('Über Résumés');
		expect(await address().inputValue()).toBe('uber-resumes');
		await address().fill('retry-queue');
		await form().getByRole('button', { name: 'Create' }).click();
		await ines.waitForURL(/\/studio\/dra_/);

		await begin('Another queue');
		await address().fill('retry-queue');
		await form().getByRole('button', { name: 'Create' }).click();
		await form()
			.getByText(/retry-queue/)
			.last()
			.waitFor();
		expect(await form().getByLabel('Title', { exact: true }).inputValue()).toBe('Another queue');
		expect(await address().getAttribute('aria-invalid')).toBe('true');
		expect(await violationsOf(ines)).toEqual([]);
	});

	test('duplicates an exercise, also one with the longest of addresses', async () => {
		const slug = `${'a'.repeat(59)}-${'b'.repeat(20)}`;
		await begin('Long');
		await address().fill(slug);
		await form().getByRole('button', { name: 'Create' }).click();
		await ines.waitForURL(/\/studio\/dra_/);
		const original = ines.url();
		await ines.goto(`${site.origin}/studio`);

		await ines.getByRole('button', { name: 'Duplicate Long', exact: true }).click();

		await ines.waitForURL((url) => /\/studio\/dra_/.test(url.href) && url.href !== original);
		expect(await ines.getByRole('heading', { level: 1 }).innerText()).toBe('Long (copy)');
	});

	test('exports an exercise as a zip that comes back under another address with the same files', async () => {
		await ines.goto(`${site.origin}/studio?q=retry-queue`);
		const zip = await exported('Über Résumés');
		const files = unzipSync(readFileSync(zip));
		expect(Object.keys(files)).toContain('retry-queue/checks/hidden.ts');

		await ines.getByRole('button', { name: 'New exercise' }).click();
		await form().getByLabel('A zip').setInputFiles(zip);
		await form()
			.getByText(`${Object.keys(files).length} files will be taken in.`)
			.waitFor();
		expect(await address().inputValue()).toBe('retry-queue');
		await address().fill('retry-queue-again');
		await form().getByRole('button', { name: 'Import' }).click();
		await ines.waitForURL(/\/studio\/dra_/);

		await ines.goto(`${site.origin}/studio?q=retry-queue-again`);
		const again = unzipSync(readFileSync(await exported('Über Résumés')));
		const renamed = Object.entries(files).map(([name, bytes]) => [
			name.replace(/^retry-queue\//, 'retry-queue-again/'),
			bytes
		]);
		expect(again).toEqual(Object.fromEntries(renamed));
	});

	test('takes in the folder of an exercise as it lies on a disk', async () => {
		await ines.goto(`${site.origin}/studio`);
		await ines.getByRole('button', { name: 'New exercise' }).click();
		await form()
			.getByLabel('A folder')
			.setInputFiles(path.join(ROOT, 'exercises', '_template'));
		await form()
			.getByText(/\d+ files will be taken in/)
			.waitFor();
		expect(await address().inputValue()).toBe('template');
		await address().fill('from-a-folder');
		await form().getByRole('button', { name: 'Import' }).click();

		await ines.waitForURL(/\/studio\/dra_/);
		const draft = await (await ines.request.get(apiOf(ines.url()))).json();
		expect(draft.files['statement.md']).toBe(
			readFileSync(path.join(ROOT, 'exercises', '_template', 'statement.md'), 'utf8')
		);
	});

	test('says of a zip what cannot be taken in, and not that the address is wrong', async () => {
		await begin('Stray');
		const zip = zipSync({ 'exercise.yaml': strToU8('title: x'), '../up.ts': strToU8('x') });
		await form()
			.getByLabel('A zip')
			.setInputFiles({ name: 'stray.zip', mimeType: 'application/zip', buffer: Buffer.from(zip) });

		const alert = form().getByRole('alert');
		await alert.getByText('../up.ts cannot be part of an exercise').waitFor();
		expect(await address().getAttribute('aria-invalid')).toBeNull();
		expect(await violationsOf(ines)).toEqual([]);
	});

	test('finds by title or address, and says when nothing is like what was asked', async () => {
		await ines.goto(`${site.origin}/studio`);
		await ines.getByLabel('Title or address').fill('FOLDER');
		await ines.keyboard.press('Enter');
		await ines.waitForURL(/q=FOLDER/);
		expect(await rows().count()).toBe(1);

		await ines.goto(`${site.origin}/studio?q=nothing-like-it`);
		await ines.getByText('None of your exercises is like this').waitFor();
	});

	test('deletes only after asking, by keyboard alone', async () => {
		await ines.goto(`${site.origin}/studio?q=from-a-folder`);
		const remove = ines.getByRole('button', { name: /^Delete / });
		await remove.press('Enter');
		const dialog = ines.getByRole('dialog');
		await dialog.waitFor();
		await ines.keyboard.press('Escape');
		await dialog.waitFor({ state: 'hidden' });
		expect(await rows().count()).toBe(1);

		await remove.press('Enter');
		await dialog.getByRole('button', { name: 'Delete' }).press('Enter');
		await ines.getByText('None of your exercises is like this').waitFor();
	});

	test.each(['light', 'dark'] as const)(
		'is read on a phone, %s, with everything that can be done',
		async (colorScheme) => {
			await ines.emulateMedia({ colorScheme });
			await ines.setViewportSize({ width: 390, height: 844 });
			await begin('On a phone');
			await rows().first().waitFor();
			expect(await ines.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
			expect(await violationsOf(ines)).toEqual([]);
		}
	);
});

describe('who is not let in', { timeout: 60_000 }, () => {
	test('a learner gets no list and sees no way to it', async () => {
		const lena = await accountOf('Lena', null);
		expect(await lena.getByRole('link', { name: 'Studio' }).count()).toBe(0);
		expect((await lena.goto(`${site.origin}/studio`))?.status()).toBe(403);
		await lena.context().close();
	});

	test('another instructor can neither save, share, replay, publish nor copy what is not theirs', async () => {
		await ines.goto(`${site.origin}/studio?q=retry-queue-again`);
		await rows().getByRole('link').click();
		await ines.waitForURL(/\/studio\/dra_/);
		const api = apiOf(ines.url());
		const before = await (await ines.request.get(api)).json();
		const olaf = await accountOf('Olaf', 'instructor');
		const { id } = before;

		for (const [method, place, data] of [
			['PUT', api, { files: { 'statement.md': 'mine now' }, baseVersion: before.version }],
			['POST', `${api}/shares`, { email: 'olaf@example.org' }],
			['DELETE', `${api}/shares`, { accountId: 'acc_x' }],
			['GET', `${api}/replay`, undefined],
			['POST', `${api}/replay`, undefined],
			['POST', `${api}/publication`, { note: 'Published by another.' }],
			['POST', `${site.origin}/api/studio/drafts`, { slug: 'a-copy', origin: { kind: 'draft', id } }]
		] as const) {
			const answer = await olaf.request.fetch(place, {
				method,
				headers: { origin: site.origin },
				...(data ? { data } : {})
			});
			expect([method, place, answer.status()]).toEqual([method, place, 404]);
		}
		expect(await (await ines.request.get(api)).json()).toEqual(before);
		await olaf.context().close();
	});
});

async function begin(title: string): Promise<void> {
	await ines.goto(`${site.origin}/studio`);
	await ines.getByRole('button', { name: 'New exercise' }).click();
	await form().getByLabel('Title', { exact: true }).fill(title);
}

async function exported(title: string): Promise<string> {
	const [download] = await Promise.all([
		ines.waitForEvent('download'),
		ines
			.getByRole('button', { name: `Export ${title}` })
			.first()
			.click()
	]);
	const target = path.join(folder, `${Date.now()}-${download.suggestedFilename()}`);
	await download.saveAs(target);
	return target;
}

function form(): Locator {
	return ines.getByRole('form', { name: 'New exercise' });
}

function address(): Locator {
	return form().getByLabel('Address');
}

function rows(): Locator {
	return ines.getByRole('list', { name: 'My exercises' }).getByRole('listitem');
}

function apiOf(url: string): string {
	return `${site.origin}/api/studio/drafts/${new URL(url).pathname.split('/').at(-1)}`;
}

function accountOf(name: string, role: 'instructor' | null): Promise<Page> {
	return pageOf(browser, { origin: site.origin, databaseUrl: DATABASE_URL, name, role });
}
