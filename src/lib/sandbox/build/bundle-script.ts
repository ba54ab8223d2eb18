import { rolldown, type Plugin, type RolldownOptions } from 'rolldown';

/** Everything an entry needs, as one script that the machine evaluates. */
export async function bundleScript(
	entry: string,
	plugins: readonly Plugin[],
	resolve: RolldownOptions['resolve'] = {}
): Promise<string> {
	const bundle = await rolldown({
		input: entry,
		platform: 'browser',
		tsconfig: false,
		plugins: [...plugins],
		resolve,
		transform: { define: { 'process.env.NODE_ENV': '"production"' } },
		onLog: () => undefined
	});
	const { output } = await bundle.generate({
		format: 'iife',
		minify: true,
		// A learner who prints a Buffer, an error or an instance sees the name of its class.
		keepNames: true,
		codeSplitting: false
	});
	await bundle.close();
	return output[0].code;
}

const LIBRARY_GLOBAL = '\0library-global';

/** Packages keep registries on the global object; for the files meant, that is an object foreign code cannot reach. */
export function ownGlobal(isMeant: (id: string) => boolean): Plugin {
	return {
		name: 'own-global',
		transform(code, id) {
			if (!isMeant(id) || !code.includes('globalThis')) return null;
			return `import { libraryGlobal } from ${JSON.stringify(LIBRARY_GLOBAL)};\n${code.replaceAll('globalThis', 'libraryGlobal')}`;
		},
		resolveId: (id) => (id === LIBRARY_GLOBAL ? id : null),
		load: (id) => (id === LIBRARY_GLOBAL ? 'export const libraryGlobal = Object.create(globalThis);' : null)
	};
}
