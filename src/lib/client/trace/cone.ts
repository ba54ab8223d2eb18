import type { TraceIndex } from './trace-index.ts';

/**
 * An event with all that led to it and all that came of it: its past and future by cause.
 * What merely happened before on the same node is not in it.
 */
export function causalCone({ parents, children }: TraceIndex, event: number): ReadonlySet<number> {
	const cone = new Set<number>();
	for (let past = event; past >= 0 && !cone.has(past); past = parents[past] ?? -1) cone.add(past);

	const ahead = [...(children[event] ?? [])];
	for (let next = ahead.pop(); next !== undefined; next = ahead.pop()) {
		if (cone.has(next)) continue;
		cone.add(next);
		ahead.push(...(children[next] ?? []));
	}
	return cone;
}
