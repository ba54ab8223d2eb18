import { describe, expect, test } from 'vitest';
import { slugFrom } from '../../src/lib/domain/slug.ts';
import { isSlug } from '../../src/lib/domain/source-draft.ts';

describe('the address proposed for a title', () => {
	test.each([
		['Wait longer each time', 'wait-longer-each-time'],
		['Über ein Résumé', 'uber-ein-resume'],
		['Queues & logs', 'queues-logs'],
		['_template', 'template'],
		['  -- ', '']
	])('%j is %j', (title, slug) => {
		expect(slugFrom(title, 80)).toBe(slug);
	});

	test.each([1, 9, 10, 11, 60, 80])('is an address wherever it is cut: after %i letters', (maxLength) => {
		const slug = slugFrom(
			'retry with backoff, jitter and a budget for everything that is behind it',
			maxLength
		);

		expect(slug.length).toBeLessThanOrEqual(maxLength);
		expect(isSlug(slug)).toBe(true);
		expect(isSlug(`${slug}-copy-1a2b`)).toBe(slug.length <= 70);
	});
});
