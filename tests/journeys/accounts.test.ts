import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violationsOf } from '../support/accessibility.ts';
import { openBrowser, startSite, type Site } from '../support/site.ts';

/** Coming in, being recognised, and leaving, in a browser and over HTTP. */
const SECRET = 'a long enough secret phrase';

let site: Site;
let browser: Browser;

beforeAll(async () => {
	[site, browser] = await Promise.all([startSite(), openBrowser()]);
});

afterAll(async () => {
	await browser?.close();
	await site?.close();
});

describe('an account', () => {
	test('is made, left and entered again with JavaScript off', async () => {
		const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
		await signUp(page, 'bob@example.org');
		await page.goto(`${site.origin}/account`);
		expect(await page.locator('main').innerText()).toContain('bob@example.org');
		await page.context().clearCookies();

		await signIn(page, 'bob@example.org', SECRET, '/progress');

		expect(new URL(page.url()).pathname).toBe('/progress');
		const [cookie] = await page.context().cookies();
		expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
		await page.context().close();
	});

	test('answers the same to a wrong password and to an unknown address, and keeps what was typed', async () => {
		const page = await browser.newPage();
		const answers: string[] = [];
		for (const address of ['bob@example.org', 'nobody@example.org']) {
			await signIn(page, address, 'not the secret at all');
			await page.getByRole('alert').or(page.locator('[data-kind="error"]')).first().waitFor();
			expect(await page.getByLabel(/e-?mail/i).inputValue()).toBe(address);
			answers.push((await page.locator('main').innerText()).replaceAll(address, ''));
		}
		await page.close();

		expect(answers[0]).toBe(answers[1]);
	});

	test('leads on only within the site', async () => {
		const page = await (await browser.newContext()).newPage();

		await signIn(page, 'bob@example.org', SECRET, 'https://evil.example/');
		await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));

		expect(new URL(page.url()).origin).toBe(site.origin);
		await page.context().close();
	});

	test('is told when it has been tried too often', async () => {
		const statuses: number[] = [];
		for (let turn = 0; turn < 13; turn += 1) {
			const answer = await post(
				'/sign-in',
				{ email: 'carol@example.org', password: 'guess number one' },
				site.origin
			);
			statuses.push(answer.status);
			if (answer.status === 429) expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
		}

		expect(statuses.at(-1)).toBe(429);
	});
});

describe('the first admin', () => {
	let admin: Page;

	afterAll(() => admin?.context().close());

	test('is whoever opens the link that the first start printed, once', async () => {
		const link = /http:\/\/\S+\/setup\/\S+/.exec(site.log())?.[0] ?? '';
		admin = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage();
		await admin.goto(link);
		await fill(admin, 'root@example.org');
		await admin.getByRole('main').getByRole('button').last().click();
		await admin.waitForURL((url) => !url.pathname.startsWith('/setup'));

		const again = await fetch(link);
		expect(again.status).toBeGreaterThanOrEqual(400);
	});

	test('finds an account, makes it an instructor, and reads in the audit trail who did what', async () => {
		const dora = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
		await signUp(dora, 'dora@example.org');
		const refused = await dora.goto(`${site.origin}/admin/accounts`);
		expect(refused?.status()).toBe(403);

		await admin.goto(`${site.origin}/admin/accounts`);
		await admin.getByRole('searchbox', { name: 'Address or name' }).fill('DORA@');
		await admin.getByRole('button', { name: 'Search' }).click();
		await admin.getByText('1 account', { exact: true }).waitFor();
		await admin.getByRole('combobox', { name: /^Role of/ }).selectOption('instructor');
		await admin.getByRole('button', { name: /^Change the role of/ }).click();
		await admin.getByText('is instructor now').waitFor();
		expect(await violationsOf(admin)).toEqual([]);

		await admin.getByRole('link', { name: 'Audit trail' }).click();
		const events = admin.getByRole('table').getByRole('row');
		await events.filter({ hasText: 'role granted' }).filter({ hasText: 'instructor' }).waitFor();
		expect(await events.filter({ hasText: 'access refused' }).innerText()).toContain('/admin/accounts');
		expect(await violationsOf(admin)).toEqual([]);
		expect(await admin.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
		await dora.context().close();
	});

	test('cannot step down while nobody else is admin', async () => {
		await admin.goto(`${site.origin}/admin/accounts?role=admin`);
		await admin.getByRole('combobox', { name: /^Role of/ }).selectOption('learner');
		await admin.getByRole('button', { name: /^Change the role of/ }).click();

		await admin.getByText('This is the only admin').waitFor();
		expect((await admin.goto(`${site.origin}/admin/audit`))?.status()).toBe(200);
	});
});

describe('a request from elsewhere', () => {
	test.each(['application/json', 'text/plain', 'application/x-www-form-urlencoded'])(
		'is refused as %s',
		async (type) => {
			const answer = await fetch(`${site.origin}/api/drafts`, {
				method: 'PUT',
				headers: { 'content-type': type, origin: 'https://evil.example' },
				body: '{}'
			});

			expect(answer.status).toBe(403);
		}
	);

	test('without a session learns that it must sign in, as JSON', async () => {
		const answer = await fetch(`${site.origin}/api/drafts`, {
			method: 'PUT',
			headers: { 'content-type': 'application/json', origin: site.origin },
			body: JSON.stringify({ workspaceKey: 'exercise/hash-and-link', files: {}, baseVersion: 0 })
		});

		expect(answer.status).toBe(401);
		expect(await answer.json()).toMatchObject({ fault: { code: 'sign_in_required' } });
	});

	test('with a nonsense cookie is nobody, and not an error', async () => {
		const answers = await Promise.all(
			['session=%E0%A4%A', `session=${'x'.repeat(3_000)}`, 'session=a; session=b'].map((cookie) =>
				fetch(site.origin, { headers: { cookie } })
			)
		);

		expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
	});
});

async function signUp(page: Page, address: string): Promise<void> {
	await page.goto(`${site.origin}/sign-up`);
	await fill(page, address);
	await page
		.getByRole('main')
		.getByRole('button', { name: /sign up|make|create/i })
		.click();
	await page.waitForURL((url) => url.pathname !== '/sign-up');
}

async function fill(page: Page, address: string): Promise<void> {
	await page.getByLabel(/name/i).first().fill('Bob');
	await page.getByLabel(/e-?mail/i).fill(address);
	await page
		.getByLabel(/^password/i)
		.first()
		.fill(SECRET);
}

async function signIn(page: Page, address: string, password: string, next = ''): Promise<void> {
	await page.goto(`${site.origin}/sign-in${next ? `?next=${encodeURIComponent(next)}` : ''}`);
	await page.getByLabel(/e-?mail/i).fill(address);
	await page
		.getByLabel(/^password/i)
		.first()
		.fill(password);
	await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
}

function post(address: string, fields: Record<string, string>, origin: string): Promise<Response> {
	return fetch(site.origin + address, {
		method: 'POST',
		headers: { origin, accept: 'text/html' },
		body: new URLSearchParams(fields),
		redirect: 'manual'
	});
}
