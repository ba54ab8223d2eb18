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
