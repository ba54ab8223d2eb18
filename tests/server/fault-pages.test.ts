import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT, sourceFiles, textOf } from '../support/source-files.ts';

const FOLDER = path.join(ROOT, 'content', 'faults');
const WORDS_MAX = 60;

describe('the page of a refusal', () => {
	test('is there for every code that a person may read', () => {
		const missing = codes()
			.filter((code) => !existsSync(path.join(FOLDER, `${code}.md`)))
			.map((code) => `${code}: write content/faults/${code}.md`);

		expect(codes().length).toBeGreaterThan(30);
		expect(missing).toEqual([]);
	});

	test('belongs to a code that there is', () => {
		const known = new Set(codes());

		expect(pages().filter((code) => !known.has(code))).toEqual([]);
	});

	test('says in a title and few words what it means and what to do', () => {
		const wrong = pages().flatMap((code) => {
			const text = readFileSync(path.join(FOLDER, `${code}.md`), 'utf8');
			const wordsCount = text.split(/\s+/).filter((word) => /\w/.test(word)).length;
			if (!/^# \S.+\n\n\S/.test(text)) return [`${code}: begin with "# Title" and an empty line`];
			return wordsCount > WORDS_MAX ? [`${code}: ${wordsCount} words, at most ${WORDS_MAX}`] : [];
		});

		expect(wrong).toEqual([]);
	});
});

/** As the unions of faults write them: `{ code: 'sign_in_refused' …`. */
function codes(): string[] {
	const files = ['src/lib/domain', 'src/lib/server/learning', 'src/routes'].flatMap((folder) =>
		sourceFiles(folder)
	);
	const found = files.flatMap((file) =>
		[...textOf(file).matchAll(/\{ code: '([a-z_]+)'/g)].map((match) => match[1] ?? '')
	);
	return [...new Set(found)].toSorted();
}

function pages(): string[] {
	return readdirSync(FOLDER).map((file) => file.replace(/\.md$/, ''));
}
