import { gzipSync } from 'node:zlib';
import type { Browser, BrowserContext } from 'playwright-core';
import { openBrowser, startSite } from '../tests/support/site.ts';
import { median, printTable } from './support.ts';

/**
 * What the first lesson costs before a reader touches anything: script bytes, requests, largest
 * contentful paint, layout shift, blocking time; cold and warm, on a desktop and on a slow phone.
 */
const LESSON = '/series/from-scratch/blockchain-from-scratch';
const ROUNDS = 5;

const PROFILES = [
	{ name: 'desktop', network: null, cpuSlowdown: 1, viewport: { width: 1350, height: 940 } },
	{
		name: 'slow 4G phone',
		network: {
			offline: false,
			latency: 150,
			downloadThroughput: 1_600_000 / 8,
			uploadThroughput: 750_000 / 8
		},
		cpuSlowdown: 4,
		viewport: { width: 412, height: 823 }
	}
];

interface Visit {
	lcpMs: number;
	shift: number;
	blockingMs: number;
	requestsCount: number;
	scriptUrls: string[];
}

const site = await startSite();
const browser = await openBrowser();
const rows: Record<string, string | number>[] = [];
for (const profile of PROFILES) {
	const visits = { cold: [] as Visit[], warm: [] as Visit[] };
	for (let round = 0; round < ROUNDS; round++) {
		const context = await newContext(browser, profile.viewport);
		visits.cold.push(await visit(context, profile));
		visits.warm.push(await visit(context, profile));
		await context.close();
	}
	for (const [kind, list] of Object.entries(visits)) {
		rows.push({
			profile: `${profile.name}, ${kind}`,
			'LCP ms': Math.round(median(list.map((v) => v.lcpMs))),
			CLS: median(list.map((v) => v.shift)).toFixed(4),
			'TBT ms': Math.round(median(list.map((v) => v.blockingMs))),
			requests: median(list.map((v) => v.requestsCount))
		});
	}
	const [first] = visits.cold;
	if (profile === PROFILES[0] && first) {
		const sizes = await Promise.all(
			first.scriptUrls.map(async (url) => gzipSync(await (await fetch(url)).bytes()).length)
		);
		console.log(
			`script before interaction: ${(sizes.reduce((a, b) => a + b, 0) / 1024).toFixed(1)} KB gzip in ${sizes.length} files`
		);
	}
}
const html = await (await fetch(site.origin + LESSON)).text();
console.log(
	`page: ${(html.length / 1024).toFixed(1)} KB, ${(gzipSync(html).length / 1024).toFixed(1)} KB gzip`
);
printTable(rows);
await browser.close();
await site.close();

async function newContext(
	from: Browser,
	viewport: { width: number; height: number }
): Promise<BrowserContext> {
	const context = await from.newContext({ viewport });
	await context.addInitScript(() => {
		const measured = { lcpMs: 0, shift: 0, blockingMs: 0 };
		Object.assign(globalThis, { measured });
		const observe = (
			type: string,
			take: (entry: PerformanceEntry & { value?: number; hadRecentInput?: boolean }) => void
		) => new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
		observe('largest-contentful-paint', (entry) => (measured.lcpMs = entry.startTime));
		observe('layout-shift', (entry) => (measured.shift += entry.hadRecentInput ? 0 : (entry.value ?? 0)));
		observe('longtask', (entry) => (measured.blockingMs += Math.max(0, entry.duration - 50)));
	});
	return context;
}

async function visit(context: BrowserContext, profile: (typeof PROFILES)[number]): Promise<Visit> {
	const page = await context.newPage();
	const devtools = await context.newCDPSession(page);
	if (profile.network) {
		await devtools.send('Network.enable');
		await devtools.send('Network.emulateNetworkConditions', profile.network);
		await devtools.send('Emulation.setCPUThrottlingRate', { rate: profile.cpuSlowdown });
	}
	const scriptUrls: string[] = [];
	page.on('request', (request) => request.resourceType() === 'script' && scriptUrls.push(request.url()));
	await page.goto(site.origin + LESSON, { waitUntil: 'load' });
	// Long enough for hydration, short of the idle moment in which editors near the window load.
	await page.waitForTimeout(profile.network ? 2_500 : 400);
	const measured = await page.evaluate(() => ({
		...(globalThis as unknown as { measured: { lcpMs: number; shift: number; blockingMs: number } }).measured,
		requestsCount: performance.getEntriesByType('resource').length + 1
	}));
	await page.close();
	return { ...measured, scriptUrls };
}
