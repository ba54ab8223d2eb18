import { error } from '@sveltejs/kit';
import { renderMarkdown } from '#lib/server/markdown/render-markdown.ts';
import type { PageServerLoad } from './$types';

/** One page for each refusal a person can meet; its text lies in `content/faults/<code>.md`. */
const textByPath = import.meta.glob<string>('/content/faults/*.md', { query: '?raw', import: 'default' });

export const load: PageServerLoad = async ({ params }) => {
	const text = await textByPath[`/content/faults/${params.code}.md`]?.();
	if (text === undefined) error(404, 'No refusal has this code.');

	const title = /^# (.+)$/m.exec(text)?.[1]?.trim() ?? params.code;
	const body = text.replace(/^# .+$/m, '').trim();
	return { code: params.code, title, description: descriptionOf(body), html: await renderMarkdown(body) };
};

/** The first paragraph without its marks, cut where a search engine would. */
function descriptionOf(body: string): string {
	const paragraph = body.split(/\n\s*\n/).find((part) => !/^[#>`|-]/.test(part)) ?? '';
	const plain = paragraph.replace(/[*_`[\]]|\([^)]*\)/g, '').replace(/\s+/g, ' ');
	return plain.length <= 200 ? plain : `${plain.slice(0, 199).trimEnd()}…`;
}
