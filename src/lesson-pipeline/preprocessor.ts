import { readFileSync } from 'node:fs';
import path from 'node:path';
import { escapeSvelte, mdsvex } from 'mdsvex';
import rehypeSlug from 'rehype-slug';
import type { PreprocessorGroup } from 'svelte/compiler';
import { fenceOfGroup, groupedFences, interactiveFences, type Fence } from './fences.ts';
import { highlight } from './highlight.ts';

/** Components a lesson may use without importing them, and where they live. */
const COMPONENTS: Record<string, string> = {
	Snippet: '#lib/ui/lesson/Snippet.svelte',
	Prediction: '#lib/ui/lesson/Prediction.svelte',
	ExpectedOutput: '#lib/ui/lesson/ExpectedOutput.svelte',
	CodeTabs: '#lib/ui/lesson/CodeTabs.svelte',
	Exercise: '#lib/ui/lesson/Exercise.svelte',
	Aside: '#lib/ui/lesson/Aside.svelte',
	Review: '#lib/ui/lesson/Review.svelte',
	ChainFigure: '#lib/ui/figures/ChainFigure.svelte',
	MerkleFigure: '#lib/ui/figures/MerkleFigure.svelte',
	MiningFigure: '#lib/ui/figures/MiningFigure.svelte',
	ForkFigure: '#lib/ui/figures/ForkFigure.svelte',
	AttackFigure: '#lib/ui/figures/AttackFigure.svelte',
	StreamPipeFigure: '#lib/ui/figures/StreamPipeFigure.svelte'
};

/**
 * Turns a lesson (`.svx`) into a Svelte component.
 *
 * Interactive fences are taken out before mdsvex sees them and come back as components whose props
 * stand in the module script, so that no code of a lesson is ever parsed as markup.
 */
export function lessonPreprocessor(): PreprocessorGroup {
	// mdsvex types its options for older plugin signatures than the plugins now have.
	const markdown = mdsvex({
		extensions: ['.svx'],
		highlight: { highlighter: staticCode },
		rehypePlugins: [rehypeSlug],
		smartypants: { dashes: 'oldschool' }
	} as unknown as Parameters<typeof mdsvex>[0]);

	return {
		name: 'lesson',
		async markup({ content, filename }) {
			if (!filename?.endsWith('.svx')) return;
			const assets: string[] = [];
			const { text, fences } = await takeFences(content, filename, assets);
			const compiled = await markdown.markup?.({ content: text, filename });
			if (!compiled) return;
			return { code: withScript(compiled.code, fences), dependencies: assets };
		}
	};
}

async function takeFences(content: string, filename: string, assets: string[]) {
	const lessonSlug = path.basename(filename, '.svx').replace(/^\d+-/, '');
	const readAsset = (name: string) => {
		const file = path.join(path.dirname(filename), lessonSlug, path.basename(name));
		assets.push(file);
		return readFileSync(file, 'utf8');
	};

	const fences: Fence[] = [];
	let text = '';
	let position = 0;
	for (const blocks of groupedFences(content, interactiveFences(content))) {
		const [first, last] = [blocks[0], blocks.at(-1)];
		if (!first || !last) continue;
		const fence = await fenceOfGroup(blocks, lessonSlug, readAsset);
		text += `${content.slice(position, first.start)}\n<${fence.component} {...fence${fences.length}} />\n`;
		position = last.end;
		fences.push(fence);
	}
	return { text: text + content.slice(position), fences };
}

function withScript(code: string, fences: Fence[]): string {
	const used = Object.entries(COMPONENTS).filter(([name]) => code.includes(`<${name}`));
	const lines = [
		...used.map(([name, file]) => `import ${name} from '${file}';`),
		...fences.map(({ props }, index) => `const fence${index} = ${scriptSafe(props)};`)
	].join('\n');
	const moduleScript = '<script context="module">';
	return code.includes(moduleScript)
		? code.replace(moduleScript, () => `<script module>\n${lines}`)
		: `<script module>\n${lines}\n</script>\n${code}`;
}

/** JSON that can stand in a script element. */
function scriptSafe(value: unknown): string {
	return JSON.stringify(value).replaceAll('<', '\\u003c');
}

async function staticCode(code: string, language: string | null | undefined): Promise<string> {
	const html = await highlight(code, language ?? 'text');
	return `<pre class="code static" tabindex="0"><code>${escapeSvelte(html)}<\/code></pre>`;
}
