import { librariesIn, type Library } from '../../sandbox/libraries.ts';

/**
 * What the machine offers, as TypeScript declarations: its globals, and one file for each module
 * that can be imported. They are the very files the machine's own checks are compiled against.
 */
const TEXT_BY_PATH = import.meta.glob<string>('../../lab/types/*.d.ts', {
	query: '?raw',
	import: 'default',
	eager: true
});

export const AMBIENT_TYPES: { uri: string; text: string }[] = Object.entries(TEXT_BY_PATH).map(
	([path, text]) => ({
		uri: `file:///lab/${path.split('/').at(-1) ?? ''}`,
		text
	})
);

/** The packages' own declarations, each fetched when a file first imports it. */
const LIBRARY_TEXTS = import.meta.glob<string>('../../sandbox/generated/types-*.txt', {
	query: '?raw',
	import: 'default'
});

const given = new Set<Library>();

/** The declarations of the libraries a text imports that nobody was given before. */
export async function newLibraryTypes(text: string): Promise<{ uri: string; text: string }[]> {
	const wanted = librariesIn(text).filter((library) => !given.has(library));
	for (const library of wanted) given.add(library);
	const read = wanted.map(async (library) => {
		try {
			const declarations = (await LIBRARY_TEXTS[`../../sandbox/generated/types-${library}.txt`]?.()) ?? '';
			return [{ uri: `file:///lab/library-${library}.d.ts`, text: declarations }];
		} catch {
			// Without the network there are no types now; the next change of the text asks again.
			given.delete(library);
			return [];
		}
	});
	return (await Promise.all(read)).flat();
}
