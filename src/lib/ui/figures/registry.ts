import type { Component } from 'svelte';
import * as v from 'valibot';
import { chainDrawingSchema } from '#lib/client/figures/chain.ts';
import { forkDrawingSchema } from '#lib/client/figures/fork.ts';
import { merkleDrawingSchema } from '#lib/client/figures/merkle.ts';

/** A figure that draws a program's own data, and how it makes sure that it can. */
interface DrawnFigure {
	parse: (data: unknown) => { data: never; problem: null } | { data: null; problem: string };
	load: () => Promise<Component<{ data: never }>>;
}

const FIGURES: Record<string, DrawnFigure> = {
	chain: {
		parse: parserOf(chainDrawingSchema),
		load: async () => (await import('./ChainFigure.svelte')).default
	},
	'merkle-tree': {
		parse: parserOf(merkleDrawingSchema),
		load: async () => (await import('./MerkleFigure.svelte')).default
	},
	'fork-tree': {
		parse: parserOf(forkDrawingSchema),
		load: async () => (await import('./ForkFigure.svelte')).default
	}
};

/** The figure of that name, loaded when it is first drawn; null when there is none. */
export function figureFor(name: string): DrawnFigure | null {
	return Object.hasOwn(FIGURES, name) ? (FIGURES[name] ?? null) : null;
}

export function figureNames(): string[] {
	return Object.keys(FIGURES);
}

function parserOf(schema: v.GenericSchema): DrawnFigure['parse'] {
	return (data) => {
		const parsed = v.safeParse(schema, data);
		// The figure of the same entry takes what this schema gives; the table cannot say so in types.
		if (parsed.success) return { data: parsed.output as never, problem: null };
		const [issue] = parsed.issues;
		const path = v.getDotPath(issue);
		return { data: null, problem: `${path === null ? 'The data' : path}: ${issue.message}` };
	};
}
