import { describe, expect, test } from 'vitest';
import { keepPrediction, keepVisit } from '../../src/lib/client/anonymous-work.ts';
import { ANONYMOUS, LocalDrafts, type KeyValueStore } from '../../src/lib/client/drafts/local-drafts.ts';
import { keptHere } from '../../src/lib/client/kept-here.ts';

const COUNTING = { slug: 'counting', title: 'Counting', path: '/c', exerciseSlugs: ['first'] };
const SORTING = { slug: 'sorting', title: 'Sorting', path: '/s', exerciseSlugs: [] };

describe('what this browser holds of the lessons', () => {
	test('is listed with its drafts and answers, the lesson touched last first', () => {
		const store = memoryStore();
		const drafts = new LocalDrafts(store, ANONYMOUS);
		const draft = { files: { 'main.ts': 'x' }, baseVersion: 0, isSynced: false, writer: 'tab' };
		drafts.keep('exercise/first', { ...draft, savedAt: '2026-03-01T09:00:00Z' });
		drafts.keep('snippet/counting/one', { ...draft, savedAt: '2026-03-01T10:00:00Z' });
		keepPrediction(store, {
			lessonSlug: 'counting',
			predictionId: 'guess',
			choiceId: 'a',
			answeredAt: '2026-03-01T08:00:00Z'
		});
		keepVisit(store, { lessonSlug: 'sorting', sectionId: null, visitedAt: '2026-03-02T09:00:00Z' });

		const kept = keptHere(store, [COUNTING, SORTING]);

		expect(kept).toMatchObject([
			{ slug: 'sorting', draftsCount: 0, predictionsCount: 0 },
			{ slug: 'counting', draftsCount: 2, predictionsCount: 1, touchedAt: new Date('2026-03-01T10:00:00Z') }
		]);
	});

	test('is nothing for a new reader, and nothing of an account', () => {
		const store = memoryStore();
		new LocalDrafts(store, 'acc_ada').keep('exercise/first', {
			files: { 'main.ts': 'x' },
			savedAt: '2026-03-01T09:00:00Z',
			baseVersion: 1,
			isSynced: true,
			writer: 'tab'
		});

		expect(keptHere(store, [COUNTING, SORTING])).toEqual([]);
	});
});

function memoryStore(): KeyValueStore {
	const items = new Map<string, string>();
	return {
		get length() {
			return items.size;
		},
		key: (index) => [...items.keys()][index] ?? null,
		getItem: (key) => items.get(key) ?? null,
		setItem: (key, value) => void items.set(key, value),
		removeItem: (key) => void items.delete(key)
	};
}
