import type ts from 'typescript';

/**
 * What a file may not hold where its types are judged, because it would judge itself: another
 * overload of `toEqualTypeOf` in `declare module 'vitest'` makes every check hold, and behind
 * `@ts-ignore` a type that does not exist is one that fits everything.
 */
export function forgeryIn(
	typescript: typeof ts,
	file: ts.SourceFile
): { start: number; message: string } | null {
	const directive = file.text.search(/@ts-(ignore|expect-error|nocheck)/i);
	if (directive >= 0) {
		const message = 'Here types are judged, so errors cannot be turned off: take this directive away.';
		return { start: directive, message };
	}
	const declared = file.statements.find(
		(statement) =>
			typescript.isModuleDeclaration(statement) &&
			(typescript.isStringLiteral(statement.name) ||
				(statement.flags & typescript.NodeFlags.GlobalAugmentation) !== 0)
	);
	if (!declared) return null;
	const message =
		'`declare module` and `declare global` would change what the checks are compiled with. Declare your types in a file and import them.';
	return { start: declared.getStart(file), message };
}
