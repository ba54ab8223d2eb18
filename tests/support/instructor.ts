import { execFileSync } from 'node:child_process';
import type { Browser, Page } from 'playwright-core';
import type { Role } from '../../src/lib/domain/account.ts';
import { ROOT } from './source-files.ts';

/** Somebody signed up on a site, and given a role by the command where one is asked for. */
export async function pageOf(
	browser: Browser,
	{
		origin,
		databaseUrl,
		name,
		role
	}: { origin: string; databaseUrl: string; name: string; role: Role | null }
): Promise<Page> {
	const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
	const email = `${name.toLowerCase()}@example.org`;
	await page.goto(`${origin}/sign-up`);
	await page.getByLabel(/name/i).first().fill(name);
	await page.getByLabel(/e-?mail/i).fill(email);
	await page
		.getByLabel(/password/i)
		.first()
		.fill('a long enough secret phrase');
	await page.getByRole('main').getByRole('button').last().click();
	await page.waitForURL((url) => !url.pathname.startsWith('/sign-up'));
	if (role) {
		const env = { ...process.env, DATABASE_URL: databaseUrl };
		execFileSync(process.execPath, ['src/cli/grant.ts', email, role], { cwd: ROOT, env });
	}
	return page;
}
