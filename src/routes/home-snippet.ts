import { highlight } from '../lesson-pipeline/highlight.ts';

/** What runs on the first screen: three lines of a chain, and a reason to change one letter. */
export const HOME_SNIPPET = `import { createHash } from 'node:crypto';

function hashOf(text: string) {
	return createHash('sha256').update(text).digest('hex');
}

const ledger = [
	'Ada pays Ben 5',
	'Ben pays Cleo 3',
	'Cleo pays Ada 1'
];

let previous = '0';
for (const entry of ledger) {
	previous = hashOf(previous + entry).slice(0, 16);
	console.log(previous, entry);
}

// Let Ada pay 6 and run it again. Which hashes stay?
`;

/** The front page is no lesson; under this name its draft is kept among those of lessons. */
export const HOME_LESSON = 'home';

/** The snippet as the page needs it: highlighted once and kept, because it never changes. */
export async function homeSnippet() {
	html ??= await highlight(HOME_SNIPPET, 'ts');
	return {
		id: 'ledger',
		lessonSlug: HOME_LESSON,
		path: 'main.ts',
		html,
		lineCount: HOME_SNIPPET.trimEnd().split('\n').length
	};
}

let html: string | undefined;
