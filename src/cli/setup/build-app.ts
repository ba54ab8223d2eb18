import { onChange, runTool } from './step.ts';

/** Builds the machine (WASM, prelude, judge) and the site; each only when what it reads has changed. */
export async function buildApp(): Promise<void> {
	buildMachine();
	await onChange(
		'app',
		[
			'src',
			'content',
			'migrations',
			'package-lock.json',
			'svelte.config.js',
			'vite.config.ts',
			'tsconfig.json'
		],
		['build/handler.js', 'build/machine/engine.json'],
		() => {
			console.log('Building the site. The first time takes about a minute.');
			runTool('node_modules/vite/bin/vite.js', ['build', '--logLevel', 'error']);
			runTool('src/cli/build-machine.ts', ['--out', 'build/machine']);
		}
	);
}

/** It keeps its own record of what it was built from. */
export function buildMachine(): void {
	runTool('src/cli/build-machine.ts', []);
}
