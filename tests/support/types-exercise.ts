import { assert } from '../../src/lib/domain/assert.ts';
import type { ExerciseSource } from '../../src/lib/domain/exercise.ts';
import type { FileTree } from '../../src/lib/domain/files.ts';
import { exerciseSourceFrom } from '../../src/lib/authoring/reading/exercise-source.ts';

const TYPE_CHECKS = `import { describe, expectTypeOf, test } from 'vitest';
import type { Params } from '../params.ts';

describe('Params', () => {
	test('has the one parameter of a path', () => {
		expectTypeOf<Params<'/users/:id'>>().toEqualTypeOf<{ id: string }>();
	});

	test('has all of several', () => {
		expectTypeOf<Params<'/users/:user/posts/:post'>>().toEqualTypeOf<{ user: string; post: string }>();
	});

	test('has none where the path has none', () => {
		expectTypeOf<Params<'/users'>>().toEqualTypeOf<{}>();
	});

	test('refuses a misspelt name', () => {
		const params: Params<'/users/:id'> = { id: '7' };
		// @ts-expect-error the parameter is called id
		params.idd;
	});
});
`;

const wrong = (misconception: string, fails: string, message: string, code: string) =>
	region(`/* @misconception ${misconception}
 * @fails "${fails}"
 * @message ${message} */
${code}`);

function region(code: string): string {
	return `// region edit\n${code}\n// endregion\n`;
}

const SPLIT = `type Names<Path extends string> = Path extends \`\${infer Head}/\${infer Rest}\`
	? Names<Head> | Names<Rest>
	: Path extends \`:\${infer Name}\` ? Name : never;`;

const TEXTS: FileTree = {
	'exercise.yaml': `title: Know the parameters of a path
kind: types
concepts: [template-literal-types]
minutes: 10
`,
	'statement.md': `A handler asks for a parameter that its path does not have, and finds out when a customer calls.

## Task

1. Write \`Params<Path>\`: an object with a text for each name after a colon in the path.

## What will be run

Nothing: the compiler looks at your type.
`,
	'hints.md': `## Task 1

- [concept] A template literal type can be taken apart with infer.
- [where] Begin with the slash.
- [partial] A part of the path could be read so:

  \`\`\`ts
  Path extends \`:\${infer Name}\` ? Name : never
  \`\`\`
`,
	'starter/params.ts': region('export type Params<Path extends string> = { path: Path };'),
	'checks/visible.ts': 'export {};\n',
	'checks/hidden.ts': 'export {};\n',
	'checks/types.ts': TYPE_CHECKS,
	'submissions/accepted/mapped/params.ts': region(
		`${SPLIT}\nexport type Params<Path extends string> = { [Name in Names<Path>]: string };`
	),
	'submissions/accepted/record/params.ts': region(
		`type Names<Path extends string> = Path extends \`\${string}:\${infer Name}/\${infer Rest}\`
	? Name | Names<Rest>
	: Path extends \`\${string}:\${infer Name}\` ? Name : never;
export type Params<Path extends string> = Record<Names<Path>, string>;`
	),
	'submissions/wrong_answer/first-only/params.ts': wrong(
		'One infer finds all of them.',
		'Params > has all of several',
		'Only the first name is found. Look at the rest of the path, too.',
		`type Name<Path extends string> = Path extends \`\${string}:\${infer Rest}\`
	? Rest extends \`\${infer First}/\${string}\` ? First : Rest
	: never;
export type Params<Path extends string> = Record<Name<Path>, string>;`
	),
	'submissions/wrong_answer/any-name/params.ts': wrong(
		'An object of texts is exact enough.',
		'Params > refuses a misspelt name',
		'Every name is a parameter of this type. Find the names in the path.',
		'export type Params<_Path extends string> = Record<string, string>;'
	),
	'submissions/wrong_answer/optional/params.ts': wrong(
		'A parameter might be missing.',
		'Params > has the one parameter of a path',
		'A path that matches has all of its parameters. Take the question mark away.',
		`${SPLIT}\nexport type Params<Path extends string> = { [Name in Names<Path>]?: string };`
	)
};

/** An exercise about types alone: nothing of it is ever run. */
export function typesExercise(changes: FileTree = {}): ExerciseSource {
	const source = exerciseSourceFrom('path-parameters', { ...TEXTS, ...changes });
	assert(source.ok, `it can be read: ${JSON.stringify(source.ok ? null : source.fault)}`);
	return source.value;
}
