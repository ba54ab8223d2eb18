import type { SourceFault } from '../../authoring/source-fault.ts';
import { checkRequest } from '../../authoring/types/check-request.ts';
import { typeFaultsOf } from '../../authoring/types/source-types.ts';
import type { TypeReport, TypeRequest } from '../../authoring/types/type-report.ts';
import { createWarmService, type Declarations } from '../../authoring/types/warm-service.ts';
import { assert } from '../../domain/assert.ts';
import type { ExerciseSource } from '../../domain/exercise.ts';
import { librariesIn, type Library } from '../../sandbox/libraries.ts';
import declarationsUrl from '../../sandbox/generated/declarations.json?url';

const LIBRARY_TEXTS = import.meta.glob<string>('../../sandbox/generated/types-*.txt', {
	query: '?raw',
	import: 'default'
});

/** The compiler of a worker, fetched with the first question, with the declarations the server has. */
export async function typeFaults(source: ExerciseSource): Promise<SourceFault[]> {
	const { typescript, declarations } = await compiler();
	await fetchLibraries(JSON.stringify(source));
	return typeFaultsOf(typescript, declarations, source);
}

/** For exercises that check types. */
export async function checkTypes(request: TypeRequest): Promise<TypeReport> {
	const { typescript, warm } = await compiler();
	await fetchLibraries(Object.values(request.files).join('\n'));
	return checkRequest(typescript, warm, request);
}

const libraryTexts = new Map<Library, string>();

async function fetchLibraries(text: string): Promise<void> {
	for (const library of librariesIn(text)) {
		if (libraryTexts.has(library)) continue;
		const read = LIBRARY_TEXTS[`../../sandbox/generated/types-${library}.txt`];
		assert(read, `the declarations of ${library} are built`);
		libraryTexts.set(library, await read());
	}
}

let loading: ReturnType<typeof load> | undefined;

function compiler() {
	loading ??= load();
	loading.catch(() => (loading = undefined));
	return loading;
}

async function load() {
	const [{ default: typescript }, answer] = await Promise.all([import('typescript'), fetch(declarationsUrl)]);
	if (!answer.ok) throw new Error(`The declarations could not be fetched: ${answer.status}.`);
	const read: Omit<Declarations, 'libraryTypes'> = await answer.json();
	const declarations: Declarations = {
		...read,
		libraryTypes: (library) => libraryTexts.get(library) ?? ''
	};
	return { typescript, declarations, warm: createWarmService(typescript, declarations) };
}
