/** One item of a collection as it is shown; its id is its address on the page. */
export type CollectionPart =
	| { kind: 'text'; id: string; title: string | null; html: string }
	/** Without a title while nobody can open it. */
	| { kind: 'exercise'; id: string; slug: string; title: string | null };
