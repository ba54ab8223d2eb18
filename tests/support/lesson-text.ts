import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { interactiveFences, type FencedBlock } from '../../src/lesson-pipeline/fences.ts';
import { ROOT } from './source-files.ts';

/** A lesson as written, with what a test asks of it. */
export interface LessonText {
	name: string;
	slug: string;
	/** Below the front matter. */
	body: string;
	snippets: FencedBlock[];
	outputs: FencedBlock[];
	predictions: FencedBlock[];
	readAsset: (name: string) => string;
}

export function lessonTexts(): LessonText[] {
	const folder = path.join(ROOT, 'content', 'series');
	return readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.svx'))
		.map((name) => {
			const text = readFileSync(path.join(folder, name), 'utf8');
			const slug = path.basename(name, '.svx').replace(/^\d+-/, '');
			const fences = interactiveFences(text);
			return {
				name,
				slug,
				body: text.replace(/^---\n[\s\S]*?\n---\n/, ''),
				snippets: fences.filter(({ options }) => 'run' in options),
				outputs: fences.filter(({ language }) => language === 'output'),
				predictions: fences.filter(({ language }) => language === 'predict'),
				readAsset: (asset) =>
					readFileSync(path.join(folder, path.dirname(name), slug, path.basename(asset)), 'utf8')
			};
		});
}

/** Words between one thing to do and the next, in order, with where the stretch begins. */
export function stretchesOf(body: string): { words: number; from: string }[] {
	const INTERACTION =
		/^```[a-z]+ ?(?:run|.*\bid=)[\s\S]*?^```|^<(?:Exercise|Predict|[A-Z][a-z]+Figure)\b[^>]*>/gm;
	const withoutOutputs = body.replace(/^```output[\s\S]*?^```/gm, '');
	return withoutOutputs.split(INTERACTION).map((stretch) => {
		const prose = stretch
			.replace(/^```[\s\S]*?^```/gm, '')
			.replace(/^\|.*$/gm, '')
			.replace(/<[^>]+>|\]\([^)]*\)/g, ' ');
		const words = prose.split(/\s+/).filter((word) => /\p{L}/u.test(word));
		return { words: words.length, from: words.slice(0, 6).join(' ') };
	});
}
