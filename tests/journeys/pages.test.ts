import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violationsOf } from '../support/accessibility.ts';
import { lessonTexts } from '../support/lesson-text.ts';
import { LESSON_PATH, PUBLIC_PAGES } from '../support/pages.ts';
import { openBrowser, startSite, type Site } from '../support/site.ts';

let site: Site;
let browser: Browser;

beforeAll(async () => {
	[site, browser] = await Promise.all([startSite(), openBrowser()]);
});

afterAll(async () => {
	await browser?.close();
	await site?.close();
});

const LOOKS = [
	{ name: 'wide and light', viewport: { width: 1440, height: 900 }, colorScheme: 'light' },
	{ name: 'narrow and dark', viewport: { width: 390, height: 844 }, colorScheme: 'dark' }
] as const;

describe.each(LOOKS)('every page, $name', ({ viewport, colorScheme }) => {
	test.each(PUBLIC_PAGES)(
		'%s is accessible, within its width, and keeps the content policy',
		async (address) => {
			const context = await browser.newContext({ viewport, colorScheme, reducedMotion: 'reduce' });
			const page = await context.newPage();
			const complaints = listen(page);

			await page.goto(site.origin + address, { waitUntil: 'networkidle' });
			const violations = await violationsOf(page, {
				tags: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
			});
			const overflowPx = await page.evaluate(
				() => document.documentElement.scrollWidth - document.documentElement.clientWidth
			);
			await context.close();

			expect(violations).toEqual([]);
			expect(overflowPx).toBeLessThanOrEqual(0);
			expect(complaints).toEqual([]);
		}
	);
});

describe('what a search engine and a reader of feeds see', () => {
	test('each page has its own title, description and canonical address, in English', async () => {
		const heads = await Promise.all(
			PUBLIC_PAGES.map(async (address) => ({ address, html: await textOf(address) }))
		);

		for (const { address, html } of heads) {
			expect(html, address).toMatch(/<html lang="en"/);
			expect(html, address).toMatch(/<title>[^<]{10,}<\/title>/);
			expect(html, address).toMatch(/<meta name="description" content="[^"]{30,}"/);
			expect(html, address).toMatch(/<link rel="canonical" href="http/);
			expect(html, address).toMatch(/<meta property="og:title"/);
		}
		const titles = heads.map(({ html }) => /<title>([^<]+)/.exec(html)?.[1]);
		expect(new Set(titles).size).toBe(titles.length);
	});

	test('the sitemap and the feed list the published lesson and no lesson without text', async () => {
		const [sitemap, feed] = [await textOf('/sitemap.xml'), await textOf('/rss.xml')];

		expect(sitemap).toContain(LESSON_PATH);
		expect(feed).toContain(LESSON_PATH);
		expect(sitemap).toContain('/kafka-for-beginners');
		expect(sitemap + feed).not.toContain('/jwt-authentication');
	});

	test('the tag page counts thirty posts and links only what can be read', async () => {
		const html = await textOf('/tags/backend');

		expect(html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')).toMatch(/#\s?Backend[\s\S]{0,40}30 posts/);
		expect(html).toContain(`href="${LESSON_PATH}"`);
		expect(html.match(/in preparation/gi)?.length).toBeGreaterThanOrEqual(30 - lessonTexts().length);
	});

	test('an address that leads nowhere is a 404 with a way on', async () => {
		const answers = await Promise.all(
			['/nowhere', '/series/none', '/series/from-scratch/none', '/exercises/none', '/tags/none'].map(
				(address) => fetch(site.origin + address)
			)
		);

		expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
		expect(await answers[0]?.text()).toMatch(/href="\/(series|tags\/backend)?"/);
	});

	test('every answer forbids sniffing and framing', async () => {
		const { headers } = await fetch(site.origin + LESSON_PATH);

		expect(headers.get('x-content-type-options')).toBe('nosniff');
		expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
		expect(headers.get('content-security-policy')).toMatch(/script-src [^;]*'nonce-/);
		expect(headers.get('referrer-policy')).toBeTruthy();
	});
});

async function textOf(address: string): Promise<string> {
	const answer = await fetch(site.origin + address);
	expect(answer.status, address).toBe(200);
	return answer.text();
}

/** Errors on the console, uncaught errors and broken policies, as they happen. */
function listen(page: Page): string[] {
	const complaints: string[] = [];
	page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
	page.on('pageerror', (error) => complaints.push(String(error)));
	return complaints;
}
