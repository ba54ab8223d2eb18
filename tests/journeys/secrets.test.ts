import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EXERCISE_SLUGS, LESSON_PATH } from '../support/pages.ts';
import { openBrowser, startSite, type Site } from '../support/site.ts';
import { ROOT } from '../support/source-files.ts';

/** Hidden checks and sample submissions stay on the server, whatever a browser asks for. */
let site: Site;
let browser: Browser;

beforeAll(async () => {
	[site, browser] = await Promise.all([startSite(), openBrowser()]);
});

afterAll(async () => {
	await browser?.close();
	await site?.close();
});

describe('what reaches a browser', () => {
	test('holds no line of a hidden check or of a sample submission', async () => {
		const received = await bytesReceivedByReading();

		const leaked = EXERCISE_SLUGS.flatMap((slug) => {
			const open = openTexts(slug);
			return secretLines(slug).filter((line) => received.includes(line) && !open.includes(line));
		});

		expect(received).toContain('Blockchain from Scratch');
		expect(leaked).toEqual([]);
	});

	test('holds no line of them in any file the build serves', () => {
		const served = filesBelow(path.join(ROOT, 'build', 'client'))
			.filter((file) => /\.(js|json|html|css|txt)$/.test(file))
			.map((file) => readFileSync(file, 'utf8'))
			.join('\n');

		const leaked = EXERCISE_SLUGS.flatMap((slug) => {
			const open = openTexts(slug) + lessonTexts();
			return secretLines(slug).filter((line) => served.includes(line) && !open.includes(line));
		});

		expect(served.length).toBeGreaterThan(100_000);
		expect(leaked).toEqual([]);
	});
});

/** Opens every page that shows an exercise, as a browser does, and keeps every byte that came. */
async function bytesReceivedByReading(): Promise<string> {
	const page = await browser.newPage();
	const bodies: string[] = [];
	page.on('response', (response) => {
		if (/monaco|ts\.worker|\.wasm|\.woff2/.test(response.url())) return;
		void response.text().then(
			(text) => bodies.push(text),
			() => undefined
		);
	});
	for (const address of [LESSON_PATH, ...EXERCISE_SLUGS.map((slug) => `/exercises/${slug}`)]) {
		await page.goto(site.origin + address, { waitUntil: 'networkidle' });
		bodies.push(await page.content());
	}
	await page.close();
	// Compare text as written: undo what JSON, HTML and script escaping did to it.
	return bodies
		.join('\n')
		.replace(/<\/?[a-z][^>]*>/g, '')
		.replaceAll('\\u003C', '<')
		.replaceAll('\\u003c', '<')
		.replaceAll('&lt;', '<')
		.replaceAll('&gt;', '>')
		.replaceAll('&quot;', '"')
		.replaceAll('&amp;', '&')
		.replaceAll('\\t', '\t')
		.replaceAll('\\n', '\n')
		.replaceAll('\\"', '"');
}

/** Lines long enough to be nobody else's. */
function secretLines(slug: string): string[] {
	const folder = path.join(ROOT, 'exercises', slug);
	const secret = [path.join(folder, 'checks', 'hidden.ts'), ...filesBelow(path.join(folder, 'submissions'))];
	return secret
		.flatMap((file) => readFileSync(file, 'utf8').split('\n'))
		.map((line) => line.trim())
		.filter((line) => line.length >= 40 && !line.startsWith('import '));
}

/** What a learner may see of an exercise, and of the lesson around it. */
function openTexts(slug: string): string {
	const folder = path.join(ROOT, 'exercises', slug);
	const files = [
		...filesBelow(path.join(folder, 'starter')),
		path.join(folder, 'checks', 'visible.ts'),
		path.join(folder, 'statement.md'),
		path.join(folder, 'hints.md')
	];
	return files.map((file) => readFileSync(file, 'utf8')).join('\n') + lessonTexts();
}

function lessonTexts(): string {
	return filesBelow(path.join(ROOT, 'content', 'series', 'from-scratch'))
		.map((file) => readFileSync(file, 'utf8'))
		.join('\n');
}

function filesBelow(folder: string): string[] {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => path.join(entry.parentPath, entry.name));
}
