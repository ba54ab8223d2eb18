import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { sourceFromFolder, sourceFromZip, zipOf } from '../../../src/lib/client/studio/archive.ts';
import { STUDIO } from '../../../src/lib/domain/limits.ts';
import { ROOT } from '../../support/source-files.ts';

const FOLDER = path.join(ROOT, 'exercises');

function filesOf(slug: string): Record<string, string> {
	const folder = path.join(FOLDER, slug);
	const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
	return Object.fromEntries(
		names.map((entry) => {
			const file = path.join(entry.parentPath, entry.name);
			return [path.relative(folder, file).replaceAll(path.sep, '/'), readFileSync(file, 'utf8')];
		})
	);
}

describe('an exercise that leaves the studio as a zip', () => {
	test.each(readdirSync(FOLDER).filter((name) => !name.includes('.')))(
		'%s comes back as it was, and gives the same zip again',
		async (slug) => {
			const files = filesOf(slug);
			const zip = await zipOf(slug, files);

			expect(await sourceFromZip(zip)).toEqual({ ok: true, value: { slug, files } });
			expect(await zipOf(slug, files)).toEqual(zip);
		}
	);

	test('is the same whether its folder or its zip is taken in', async () => {
		const files = filesOf('_template');
		const chosen = Object.entries(files).map(([name, text]) => ({
			path: `backoff/${name}`,
			file: new Blob([text])
		}));

		expect(await sourceFromFolder([...chosen, { path: 'backoff/.DS_Store', file: new Blob(['x']) }])).toEqual(
			{
				ok: true,
				value: { slug: 'backoff', files }
			}
		);
	});
});

const facts = { 'exercise.yaml': strToU8('title: x') };

test('a zip that names its files from where it was made, as ./exercise.yaml, is taken in', async () => {
	const zip = zipSync({ './exercise.yaml': strToU8('title: x'), './checks/visible.ts': strToU8('y') });

	expect(await sourceFromZip(zip)).toEqual({
		ok: true,
		value: { slug: null, files: { 'exercise.yaml': 'title: x', 'checks/visible.ts': 'y' } }
	});
});

describe('taking in a zip is refused, naming the file,', () => {
	test.each<[string, Uint8Array, RegExp]>([
		['when it is none', strToU8('PK but no zip at all'), /zip/i],
		['when it holds no exercise', zipSync({ 'a/readme.md': strToU8('x') }), /exercise\.yaml/],
		['when it leaves its folder', zipSync({ ...facts, '../up.ts': strToU8('x') }), /\.\.\/up\.ts/],
		['when a name is absolute', zipSync({ ...facts, '/etc/passwd.md': strToU8('x') }), /passwd/],
		[
			'when a file is no text',
			zipSync({ ...facts, 'a.ts': new Uint8Array([0xff, 0xfe, 0xfa]) }),
			/a\.ts.*UTF-8/
		],
		['when a name means something to the language', renamed('__prot0__', '__proto__'), /__proto__/],
		['when a name goes nowhere', zipSync({ ...facts, 'a/./b.ts': strToU8('x') }), /a\/\.\/b\.ts/],
		['when a file is of no kind that belongs to it', zipSync({ ...facts, 'a.png': strToU8('x') }), /a\.png/],
		[
			'when it unpacks to more than an exercise may hold',
			zipSync({ ...facts, 'bomb.md': new Uint8Array(64 * 1024 * 1024).fill(97) }),
			/bomb\.md.*KB/
		],
		[
			'when it holds too many files',
			zipSync(
				Object.fromEntries(
					Array.from({ length: STUDIO.filesMaxCount + 2 }, (_, index) => [`f${index}.md`, strToU8('x')])
				)
			),
			/more than 200 files/
		]
	])('%s', async (_when, zip, reason) => {
		const answer = await sourceFromZip(zip);

		expect(answer).toMatchObject({ ok: false, fault: expect.stringMatching(reason) });
	});
});

/** A zip with a file whose name cannot be given to what makes zips. */
function renamed(from: string, to: string): Uint8Array {
	const zip = Buffer.from(zipSync({ ...facts, [from]: strToU8('x') }));
	for (let at = zip.indexOf(from); at >= 0; at = zip.indexOf(from, at + 1)) zip.write(to, at);
	return new Uint8Array(zip);
}
