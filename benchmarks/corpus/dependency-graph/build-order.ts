export class CycleError extends Error {
	override name = 'CycleError';
	readonly cycle: readonly string[];

	constructor(cycle: readonly string[]) {
		super(`a cycle: ${cycle.join(' → ')}`);
		this.cycle = cycle;
	}
}

export type Dependencies = Readonly<Record<string, readonly string[]>>;

/** Each after all it depends on; of equals, by name. */
export function buildOrder(dependencies: Dependencies): string[] {
	return stages(dependencies).flat();
}

/** What can be built at the same time, stage by stage. */
export function stages(dependencies: Dependencies): string[][] {
	const waiting = new Map<string, Set<string>>();
	for (const [name, needs] of Object.entries(dependencies)) {
		waiting.set(name, new Set(needs));
		for (const need of needs)
			if (!waiting.has(need) && !Object.hasOwn(dependencies, need)) waiting.set(need, new Set());
	}
	const built: string[][] = [];
	while (waiting.size > 0) {
		const ready = [...waiting]
			.filter(([, needs]) => needs.size === 0)
			.map(([name]) => name)
			.sort();
		if (ready.length === 0) throw new CycleError(findCycle(waiting));
		for (const name of ready) waiting.delete(name);
		for (const needs of waiting.values()) ready.forEach((name) => needs.delete(name));
		built.push(ready);
	}
	return built;
}

/** Everything that must be built again when `changed` does. */
export function affectedBy(dependencies: Dependencies, changed: string): string[] {
	const affected = new Set([changed]);
	for (const name of affected) {
		for (const [other, needs] of Object.entries(dependencies)) if (needs.includes(name)) affected.add(other);
	}
	affected.delete(changed);
	return [...affected].sort();
}

function findCycle(waiting: ReadonlyMap<string, ReadonlySet<string>>): string[] {
	const path: string[] = [];
	let [name = ''] = waiting.keys();
	while (!path.includes(name)) {
		path.push(name);
		[name = ''] = waiting.get(name) ?? [];
	}
	return [...path.slice(path.indexOf(name)), name];
}
