import { describe, expect, test } from 'vitest';
import { EarlierRuns, forgetRunsOfOthers } from '#lib/client/drafts/earlier-runs.ts';
import { LocalDrafts, forgetSyncedOfOthers, type LocalDraft } from '#lib/client/drafts/local-drafts.ts';
import { reconcile } from '#lib/client/drafts/reconcile.ts';
import { offsetOf, smallestEdit } from '#lib/client/editor/smallest-edit.ts';

const mine: LocalDraft = {
	files: { 'main.ts': 'mine' },
	savedAt: '2026-11-23T09:00:00.000Z',
	baseVersion: 3,
	isSynced: false,
	writer: 'tab'
};
const theirs = (version: number, text = 'theirs') => ({
	workspaceKey: 'exercise/hash-and-link',
	files: { 'main.ts': text },
	version,
	updatedAt: '2026-11-23T09:05:00.000Z'
});

describe('a draft that this device and the server both have', () => {
	test('is ours when the server has not moved since we last agreed', () => {
		expect(reconcile(mine, theirs(3))).toMatchObject({ open: 'local', isSynced: false, baseVersion: 3 });
	});

	test('is shown as both when each side changed', () => {
		expect(reconcile(mine, theirs(4))).toMatchObject({ open: 'both', files: mine.files, theirs: theirs(4) });
	});

	test('is the newer one when ours was saved and another device went on', () => {
		expect(reconcile({ ...mine, isSynced: true }, theirs(4))).toMatchObject({ open: 'server' });
	});

	test('is not overwritten by a server that answers from before our last save', () => {
		expect(reconcile({ ...mine, isSynced: true }, theirs(2))).toMatchObject({ open: 'local' });
	});

	test('is no conflict when both hold the same text', () => {
		expect(reconcile(mine, theirs(9, 'mine'))).toMatchObject({
			open: 'local',
			isSynced: true,
			baseVersion: 9
		});
	});
});

describe('drafts of a browser', () => {
	test('of one account are never found by another', () => {
		const store = storeOf(10_000);
		new LocalDrafts(store, 'acc_ada').keep('exercise/a', mine);

		expect(new LocalDrafts(store, 'acc_ben').find('exercise/a')).toBeNull();
		expect(new LocalDrafts(store, 'acc_ada').find('exercise/a')).toEqual(mine);
	});

	test('leave the device with their owner, but only where the server has them', () => {
		const store = storeOf(10_000);
		const ada = new LocalDrafts(store, 'acc_ada');
		ada.keep('exercise/saved', { ...mine, isSynced: true });
		ada.keep('exercise/unsaved', mine);

		forgetSyncedOfOthers(store, 'acc_ben');

		expect(ada.all().map(({ workspaceKey }) => workspaceKey)).toEqual(['exercise/unsaved']);
	});

	test('make room by giving up what the server has as well', () => {
		const store = storeOf(350);
		const drafts = new LocalDrafts(store, 'acc_ada');
		drafts.keep('exercise/old', { ...mine, isSynced: true });

		expect(drafts.keep('exercise/new', { ...mine, files: { 'main.ts': 'x'.repeat(150) } })).toBe(true);
		expect(drafts.find('exercise/old')).toBeNull();
	});

	test('say so when there is no room at all', () => {
		expect(new LocalDrafts(storeOf(10), 'anonymous').keep('exercise/a', mine)).toBe(false);
	});

	test('written by something else are not believed', () => {
		const store = storeOf(10_000);
		store.setItem('hotpath:draft:anonymous:exercise/a', '{"files":7}');

		expect(new LocalDrafts(store, 'anonymous').find('exercise/a')).toBeNull();
	});
});

describe('replacing a text in an editor', () => {
	test.each([
		['const a = 1;', 'const b = 1;'],
		['aaa', 'aa'],
		['', 'x'],
		['one\ntwo', 'one\ntwo']
	])('from %j to %j is one edit that gives exactly the new text', (before, after) => {
		const { from, to, text } = smallestEdit(before, after);

		expect(before.slice(0, from) + text + before.slice(to)).toBe(after);
	});

	test('finds a place by line and column, and stays inside the text', () => {
		expect(offsetOf('ab\ncd', { line: 2, column: 2 })).toBe(4);
		expect(offsetOf('ab\ncd', { line: 1, column: 99 })).toBe(2);
		expect(offsetOf('ab\ncd', { line: 9, column: 1 })).toBe(5);
	});
});

describe('earlier runs of a workspace', () => {
	const run = (text: string, minute: number) => ({
		files: { 'main.ts': text },
		ranAt: `2026-11-23T09:${String(minute).padStart(2, '0')}:00.000Z`,
		ending: 'ended'
	});
	const texts = (runs: EarlierRuns) => runs.list('snippet/a/b').map(({ files }) => files['main.ts']);

	test('are listed newest first, each text once, the newest twenty of them', () => {
		const runs = new EarlierRuns(storeOf(100_000), 'acc_ada');
		for (let at = 0; at < 25; at++) runs.add('snippet/a/b', run(`text ${at}`, at));
		runs.add('snippet/a/b', run('text 10', 30));

		expect(texts(runs)).toHaveLength(20);
		expect(texts(runs).slice(0, 3)).toEqual(['text 10', 'text 24', 'text 23']);
		expect(runs.list('snippet/a/other')).toEqual([]);
	});

	test('are given up where the browser has no room, and shown nevertheless while the page is open', () => {
		const runs = new EarlierRuns(storeOf(100), 'acc_ada');

		expect(runs.add('snippet/a/b', run('x'.repeat(200), 1))).toHaveLength(1);
		expect(texts(runs)).toEqual([]);
	});

	test('leave the device with their owner', () => {
		const store = storeOf(10_000);
		for (const owner of ['acc_ada', 'acc_ben', 'anonymous'])
			new EarlierRuns(store, owner).add('snippet/a/b', run(owner, 1));

		forgetRunsOfOthers(store, 'acc_ben');

		const left = ['acc_ada', 'acc_ben', 'anonymous'].flatMap((owner) => texts(new EarlierRuns(store, owner)));
		expect(left).toEqual(['acc_ben', 'anonymous']);
	});

	test('that are not what we wrote there count as none', () => {
		const store = storeOf(10_000);
		store.setItem('hotpath:runs:acc_ada:snippet/a/b', '[{"files":3}]');

		expect(texts(new EarlierRuns(store, 'acc_ada'))).toEqual([]);
	});
});

/** A storage with a limit on its characters, as browsers have. */
function storeOf(charactersMax: number) {
	const items = new Map<string, string>();
	return {
		get length() {
			return items.size;
		},
		key: (index: number) => [...items.keys()][index] ?? null,
		getItem: (key: string) => items.get(key) ?? null,
		removeItem: (key: string) => void items.delete(key),
		setItem(key: string, value: string) {
			const others = [...items].filter(([name]) => name !== key);
			const used = others.reduce((sum, [name, text]) => sum + name.length + text.length, 0);
			if (used + key.length + value.length > charactersMax) throw new Error('quota exceeded');
			items.set(key, value);
		}
	};
}
