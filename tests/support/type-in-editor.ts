import type { Locator, Page } from 'playwright-core';
import { expect, vi } from 'vitest';

const PATIENCE = 25_000;

/** At the end of what stands there, as somebody types at a desk. */
export async function appendText(page: Page, snippet: Locator, text: string): Promise<void> {
	await typeInMonaco(page, snippet, { at: 'Control+End', text });
}

/** In place of what stands there, in whichever editor the page has. */
export async function replaceText(page: Page, snippet: Locator, text: string): Promise<void> {
	const isPhone = (page.viewportSize()?.width ?? 0) < 500;
	if (!isPhone) return typeInMonaco(page, snippet, { at: 'Control+A', text });
	await snippet.scrollIntoViewIfNeeded();
	if ((await snippet.locator('textarea').count()) === 0) await snippet.locator('pre.code').first().click();
	await snippet.locator('textarea').first().fill(text);
}

async function typeInMonaco(
	page: Page,
	snippet: Locator,
	{ at, text }: { at: string; text: string }
): Promise<void> {
	await snippet.scrollIntoViewIfNeeded();
	await page.mouse.move(400, 400);
	const lines = snippet.locator('.monaco-editor .view-line');
	await lines.first().waitFor();
	const [firstLine = ''] = text.trimStart().split('\n', 1);
	// Other editors of the page come alive meanwhile, and what is above may grow: who misses clicks again.
	await vi.waitFor(
		async () => {
			await lines.first().click();
			await page.keyboard.press(at);
			await page.keyboard.insertText(text);
			const written = await snippet.locator('.monaco-editor .view-lines').innerText();
			expect(written.replaceAll('\u00a0', ' ')).toContain(firstLine);
		},
		{ timeout: PATIENCE, interval: 500 }
	);
}
