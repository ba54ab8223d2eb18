import type ts from 'typescript';

/**
 * A declaration by which a file would change what others are compiled against: another overload of
 * `toEqualTypeOf` in `declare module 'vitest'` would make every check of types hold.
 */
export function foreignDeclaration(
	typescript: typeof ts,
	file: ts.SourceFile
): { start: number; message: string } | null {
	const found = file.statements.find(
		(statement) =>
			typescript.isModuleDeclaration(statement) &&
			(typescript.isStringLiteral(statement.name) ||
				(statement.flags & typescript.NodeFlags.GlobalAugmentation) !== 0)
	);
	return found
		? {
				start: found.getStart(file),
				message:
					'`declare module` and `declare global` would change what the checks are compiled with. Declare your types in a file and import them.'
			}
		: null;
}
