import type { CollectionItem } from '#lib/domain/collection.ts';
import { renderMarkdown } from '#lib/server/markdown/render-markdown.ts';
import type { CollectionPart } from '#lib/ui/collection/collection-part.ts';

/** The items of a collection as its page shows them. An exercise nobody can open now has no title. */
export function collectionParts(
	items: readonly CollectionItem[],
	exercises: readonly { slug: string; title: string }[]
): Promise<CollectionPart[]> {
	const titleBySlug = new Map(exercises.map(({ slug, title }) => [slug, title]));
	return Promise.all(
		items.map(async (item, index): Promise<CollectionPart> => {
			if (item.kind === 'text') {
				const html = await renderMarkdown(item.markdown);
				return { kind: 'text', id: `part-${index + 1}`, title: headingOf(item.markdown), html };
			}
			const { kind, slug } = item;
			return { kind, id: `exercise-${slug}`, slug, title: titleBySlug.get(slug) ?? null };
		})
	);
}

/** A text that begins with a heading is found under it in the contents. */
function headingOf(markdown: string): string | null {
	const [line = ''] = markdown.trimStart().split('\n', 1);
	const heading = /^#{1,6}\s+(.+?)\s*#*\s*$/.exec(line)?.[1];
	return heading?.replace(/[*_`]/g, '') ?? null;
}
