import * as v from 'valibot';
import { byteLength } from './files.ts';
import { COLLECTIONS } from './limits.ts';
import { ok, refuse, type Result } from './result.ts';

/** What somebody writes into a collection. Whether it can be published is asked when it is. */
export const collectionContentSchema = v.strictObject({
	title: v.string(),
	summary: v.string(),
	items: v.array(
		v.variant('kind', [
			v.strictObject({ kind: v.literal('text'), markdown: v.string() }),
			v.strictObject({
				kind: v.literal('exercise'),
				slug: v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,80}$/, 'is not a slug'))
			})
		])
	)
});

export type CollectionContent = v.InferOutput<typeof collectionContentSchema>;
export type CollectionItem = CollectionContent['items'][number];

/** A collection as it stands in the studio. */
export interface Collection extends CollectionContent {
	id: string;
	slug: string;
	/** Null once that account is deleted. */
	ownerId: string | null;
	/** Counts up with each save; a save that names an older one is a conflict. */
	version: number;
	updatedAt: Date;
	publication: { at: Date; content: CollectionContent } | null;
}

/** What readers see: as it was published, whatever was saved since. */
export interface PublishedCollection extends CollectionContent {
	slug: string;
	publishedAt: Date;
}

export type CollectionFault =
	| { code: 'collection_unknown' }
	/** Somebody saved in between; what is kept comes with the refusal, and nothing was overwritten. */
	| { code: 'collection_conflict'; theirs: Collection }
	| { code: 'collection_slug_taken'; slug: string }
	| { code: 'collection_facts_invalid'; field: 'title' | 'slug' | 'summary'; reason: string }
	/** Positions count from 1. */
	| { code: 'collection_text_invalid'; position: number; reason: string }
	| { code: 'collection_too_large'; reason: string }
	| { code: 'collection_exercise_unpublished'; slug: string; position: number }
	| { code: 'collection_exercise_repeated'; slug: string; position: number }
	| { code: 'collection_without_exercises' }
	| { code: 'collections_too_many'; limitCount: number }
	| { code: 'saving_too_fast'; retryAfterMs: number };

/** Takes what was written: bounded, in texts that both databases can keep, each exercise once. */
export function collectionContentFrom(
	content: CollectionContent
): Result<CollectionContent, CollectionFault> {
	const title = content.title.trim();
	if (title === '') return invalidFact('title', 'It is empty.');
	if (title.length > COLLECTIONS.titleMaxLength)
		return invalidFact('title', `It is longer than ${COLLECTIONS.titleMaxLength} characters.`);
	const summary = content.summary.trim();
	if (summary.length > COLLECTIONS.summaryMaxLength)
		return invalidFact('summary', `It is longer than ${COLLECTIONS.summaryMaxLength} characters.`);
	if (!isKeepable(title)) return invalidFact('title', UNKEEPABLE);
	if (!isKeepable(summary)) return invalidFact('summary', UNKEEPABLE);

	const fault = itemsFault(content.items);
	return fault ? refuse(fault) : ok({ title, summary, items: content.items });
}

/** What readers must be able to rely on beyond that. Which exercises are published, the caller knows. */
export function publishingFault(
	{ summary, items }: CollectionContent,
	publishedSlugs: ReadonlySet<string>
): CollectionFault | null {
	if (summary.length < COLLECTIONS.summaryMinLength) {
		const reason = `It has fewer than ${COLLECTIONS.summaryMinLength} characters, and is all that a reader sees in the list.`;
		return { code: 'collection_facts_invalid', field: 'summary', reason };
	}
	if (exerciseSlugsOf(items).length === 0) return { code: 'collection_without_exercises' };
	return unpublishedFault(items, publishedSlugs);
}

/** The first exercise that readers could not open, by name and place. */
export function unpublishedFault(
	items: readonly CollectionItem[],
	allowedSlugs: ReadonlySet<string>
): CollectionFault | null {
	for (const [index, item] of items.entries()) {
		if (item.kind !== 'exercise' || allowedSlugs.has(item.slug)) continue;
		return { code: 'collection_exercise_unpublished', slug: item.slug, position: index + 1 };
	}
	return null;
}

export function exerciseSlugsOf(items: readonly CollectionItem[]): string[] {
	return items.flatMap((item) => (item.kind === 'exercise' ? [item.slug] : []));
}

export function isCollectionSlug(text: string): boolean {
	return text.length <= COLLECTIONS.slugMaxLength && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text);
}

export function collectionPath(slug: string): `/collections/${string}` {
	return `/collections/${slug}`;
}

export function sameContent(left: CollectionContent, right: CollectionContent): boolean {
	return contentJson(left) === contentJson(right);
}

/** The same text for the same content, whatever the order of keys it came with. */
export function contentJson({ title, summary, items }: CollectionContent): string {
	return JSON.stringify({ title, summary, items: items.map(itemFrom) });
}

function itemFrom(item: CollectionItem): CollectionItem {
	return item.kind === 'text'
		? { kind: 'text', markdown: item.markdown }
		: { kind: 'exercise', slug: item.slug };
}

const UNKEEPABLE = 'It holds characters that cannot be kept: NUL characters or broken emoji.';

function itemsFault(items: readonly CollectionItem[]): CollectionFault | null {
	const { itemsMaxCount, textMaxLength, textsMaxBytes } = COLLECTIONS;
	if (items.length > itemsMaxCount)
		return { code: 'collection_too_large', reason: `It has more than ${itemsMaxCount} parts.` };

	const seen = new Set<string>();
	let bytes = 0;
	for (const [index, item] of items.entries()) {
		const position = index + 1;
		if (item.kind === 'exercise') {
			if (seen.has(item.slug)) return { code: 'collection_exercise_repeated', slug: item.slug, position };
			seen.add(item.slug);
			continue;
		}
		if (!isKeepable(item.markdown)) return { code: 'collection_text_invalid', position, reason: UNKEEPABLE };
		if (item.markdown.length > textMaxLength) {
			const reason = `It is longer than ${textMaxLength.toLocaleString('en')} characters.`;
			return { code: 'collection_text_invalid', position, reason };
		}
		bytes += byteLength(item.markdown);
	}
	if (bytes <= textsMaxBytes) return null;
	const reason = `Its texts are larger than ${textsMaxBytes / 1024} KB together.`;
	return { code: 'collection_too_large', reason };
}

function invalidFact(field: 'title' | 'summary', reason: string): { ok: false; fault: CollectionFault } {
	return refuse({ code: 'collection_facts_invalid', field, reason });
}

/** PostgreSQL keeps no NUL, and UTF-8 no half of a pair. */
function isKeepable(text: string): boolean {
	return text.isWellFormed() && !text.includes('\0');
}
