import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { buildPostgres } from './build-postgres.ts';
import { bundleLibraries } from './bundle-libraries.ts';
import { bundlePrelude } from './bundle-prelude.ts';
import { declarationsJson } from './declarations.ts';
import { withFuel } from './fuel.ts';
import { LIBRARIES, LIBRARY_MODULES } from '../libraries.ts';
import { libraryDeclarations } from './library-declarations.ts';
import { withNativeStack } from './native-stack.ts';

const LIB = path.resolve(import.meta.dirname, '../..');
export const GENERATED = path.join(LIB, 'sandbox', 'generated');

/**
 * Makes the machine: the engine's WASM with its step counter, the prelude, the libraries, the worker that runs jobs
 * in Node, and the one that checks types. Does nothing when what it is made of has not changed.
 *
 * @param outFolder where to put a second copy, for a production build.
 */
export async function buildMachine(outFolder: string | null): Promise<'built' | 'unchanged'> {
	await buildPostgres(GENERATED);
	const inputHash = hashOfInputs();
	const stamp = path.join(GENERATED, 'inputs.txt');
	const isUnchanged = existsSync(stamp) && readFileSync(stamp, 'utf8') === inputHash;
	if (!isUnchanged) {
		mkdirSync(GENERATED, { recursive: true });
		const wasm = withFuel(withNativeStack(new Uint8Array(readFileSync(engineWasm()))), {
			exports: KEPT_BY_THE_ENGINE
		});
		const prelude = await bundlePrelude(path.join(LIB, 'lab', 'runtime', 'prelude.ts'));
		const libraries = await bundleLibraries(path.join(LIB, 'lab', 'runtime', 'libraries', 'libraries.ts'));
		const engineHash = createHash('sha256').update(wasm).update(prelude).update(libraries).digest('hex');
		writeFileSync(path.join(GENERATED, 'machine.wasm'), wasm);
		writeFileSync(path.join(GENERATED, 'prelude.txt'), prelude);
		writeFileSync(path.join(GENERATED, 'libraries.txt'), libraries);
		writeFileSync(path.join(GENERATED, 'engine.json'), JSON.stringify({ engineHash }));
		await bundleWorker(path.join(LIB, 'sandbox', 'judge-worker.ts'));
		await bundleWorker(path.join(LIB, 'server', 'type-check', 'type-worker.ts'));
		await bundleWorker(path.join(LIB, 'server', 'type-check', 'type-process.ts'));
		writeFileSync(
			path.join(GENERATED, 'declarations.json'),
			declarationsJson(path.join(LIB, 'lab', 'types'), 'lib.es2024.d.ts')
		);
		for (const library of LIBRARIES) {
			const own = path.join(LIB, 'lab', 'types', 'libraries', `${library}.d.ts`);
			const text = existsSync(own)
				? readFileSync(own, 'utf8')
				: libraryDeclarations(LIBRARY_MODULES[library]);
			writeFileSync(path.join(GENERATED, `types-${library}.txt`), text);
		}
		cpSync(fileURLToPath(import.meta.resolve('typescript')), path.join(GENERATED, TYPESCRIPT));
		writeFileSync(stamp, inputHash);
	}
	if (outFolder !== null) cpSync(GENERATED, outFolder, { recursive: true });
	return isUnchanged ? 'unchanged' : 'built';
}

/** For vm.ts and rejections.ts. Clang gives the stack pointer the first of its globals, and the engine has one table. */
const KEPT_BY_THE_ENGINE = [
	{ name: 'stackPointer', kind: 'global', index: 0 },
	{ name: 'table', kind: 'table', index: 0 }
] as const;

function engineWasm(): string {
	return fileURLToPath(import.meta.resolve('@jitl/quickjs-wasmfile-release-sync/wasm'));
}

/** The compiler as it is published, beside the workers: most threads never load it. */
const TYPESCRIPT = 'typescript.cjs';

/** One file that needs no node_modules beside it, under the name of its source. */
async function bundleWorker(input: string): Promise<void> {
	const bundle = await rolldown({
		input,
		platform: 'node',
		tsconfig: false,
		external: ['typescript'],
		onLog: () => undefined
	});
	await bundle.write({
		file: path.join(GENERATED, path.basename(input).replace(/\.ts$/, '.js')),
		format: 'esm',
		codeSplitting: false,
		paths: { typescript: `./${TYPESCRIPT}` }
	});
	await bundle.close();
}

function hashOfInputs(): string {
	const hash = createHash('sha256').update(readFileSync(path.join(LIB, '..', '..', 'package-lock.json')));
	for (const folder of ['domain', 'lab', 'sandbox', 'server/type-check']) {
		addFolder(hash, path.join(LIB, folder));
	}
	return hash.digest('hex');
}

function addFolder(hash: ReturnType<typeof createHash>, folder: string): void {
	for (const name of readdirSync(folder).toSorted()) {
		const file = path.join(folder, name);
		if (file === GENERATED) continue;
		if (statSync(file).isDirectory()) addFolder(hash, file);
		else if (name.endsWith('.ts')) hash.update(name).update(readFileSync(file));
	}
}
