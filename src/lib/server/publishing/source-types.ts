import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { SourceFault } from '../../authoring/source-fault.ts';
import { typeFaultsOf } from '../../authoring/types/source-types.ts';
import type { Declarations } from '../../authoring/types/warm-service.ts';
import type { ExerciseSource } from '../../domain/exercise.ts';

/** Gate 2 with the compiler and the declarations of this server. */
export async function typeFaults(source: ExerciseSource): Promise<SourceFault[]> {
	// A third of a second and much memory: only who verifies pays for it.
	const { default: typescript } = await import('typescript');
	return typeFaultsOf(typescript, (declarations ??= readDeclarations()), source);
}

let declarations: Declarations | undefined;

/** As the build of the machine made them; the same that the editor shows. */
function readDeclarations(): Declarations {
	const textOf = (name: string) =>
		readFileSync(path.resolve('src', 'lib', 'sandbox', 'generated', name), 'utf8');
	const read: Omit<Declarations, 'libraryTypes'> = JSON.parse(textOf('declarations.json'));
	return { ...read, libraryTypes: (library) => textOf(`types-${library}.txt`) };
}
