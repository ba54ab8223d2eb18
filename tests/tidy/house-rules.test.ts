import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { importsOf, ROOT, sourceFiles, textOf } from '../support/source-files.ts';

/** The few bans of src/STYLE.md that a machine can see. Each message says what to do instead. */
describe('house rules', () => {
	test('no file is so long that it holds two subjects', () => {
		const long = sourceFiles()
			.map((file) => ({ file, lines: textOf(file).split('\n').length }))
			.filter(({ lines }) => lines > 400)
			.map(({ file, lines }) => `${file} has ${lines} lines: look for the seam`);

		expect(long).toEqual([]);
	});

	test('names of files are kebab-case, of components PascalCase', () => {
		const odd = sourceFiles('src/lib')
			.filter((file) => {
				const name = file.split('/').at(-1) ?? '';
				return name.endsWith('.svelte')
					? !/^[A-Z][A-Za-z]+\.svelte$/.test(name)
					: !/^[a-z0-9]+(-[a-z0-9]+)*(\.svelte)?\.(ts|mjs)$/.test(name);
			})
			.map((file) => `${file}: write kebab-case.ts or PascalCase.svelte`);

		expect(odd).toEqual([]);
	});

	test('no index files, no default exports outside tools', () => {
		const wrong = sourceFiles('src/lib')
			.filter(
				(file) =>
					/\/index\.ts$/.test(file) || /^export default /m.test(file.endsWith('.svelte') ? '' : textOf(file))
			)
			.map((file) => `${file}: give the file the name of its subject and export that by name`);

		expect(wrong).toEqual([]);
	});

	test('environment variables are read in one place of the server', () => {
		const wrong = sourceFiles('src/lib')
			.filter((file) => file !== 'src/lib/server/config.ts' && /process\.env\b|\$env\//.test(textOf(file)))
			.filter((file) => !file.startsWith('src/lib/lab/') && !file.startsWith('src/lib/sandbox/build/'))
			.map((file) => `${file} reads the environment: let src/lib/server/config.ts parse it`);

		expect(wrong).toEqual([]);
	});

	test('stores, export let and on: directives are gone', () => {
		const wrong = sourceFiles()
			.filter((file) => file.endsWith('.svelte'))
			.filter((file) => /from 'svelte\/store'|\$app\/stores|export let |\son:[a-z]+=/.test(textOf(file)))
			.map((file) => `${file}: use runes, $app/state and event attributes`);

		expect(wrong).toEqual([]);
	});

	test('raw SQL takes no text from outside', () => {
		const wrong = sourceFiles('src/lib/server')
			.filter((file) => /sql\.(raw|lit)\(/.test(textOf(file)))
			.map((file) => `${file}: bind values with sql\`…\${value}\``);

		expect(wrong).toEqual([]);
	});

	test('every relative import names its ending', () => {
		const wrong = sourceFiles('src').flatMap((file) =>
			importsOf(file)
				.filter(
					({ name, target }) => target !== null && !/\.[a-z0-9]+$/.test(name) && !name.endsWith('$types')
				)
				.map(({ name }) => `${file} imports ${name}: add its ending`)
		);

		expect(wrong).toEqual([]);
	});

	test('the top level holds what the card fixes and what tools cannot do without', () => {
		const allowed = new Set(
			(
				'package.json package-lock.json svelte.config.js tsconfig.json vite.config.ts eslint.config.js README.md LICENSE ' +
				'src content exercises migrations tests benchmarks docs .ci .git .gitignore .npmrc .prettierrc.json .prettierignore ' +
				'node_modules build data .svelte-kit .cache'
			).split(' ')
		);

		expect(readdirSync(ROOT).filter((name) => !allowed.has(name))).toEqual([]);
	});

	test('a note of work to do names its issue', () => {
		const wrong = sourceFiles()
			.filter((file) => /\b(TODO|FIXME|XXX)\b(?!.*#\d+)/.test(textOf(file)))
			.map((file) => `${file}: mend it, or write the number of the issue`);

		expect(wrong).toEqual([]);
	});
});
