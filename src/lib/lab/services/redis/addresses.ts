import type { Simulation } from '../../kernel/simulation.ts';

/**
 * Names that clients use and no node has: `redis`, when the nodes are `redis-1` and `redis-2`. Such a name
 * leads to the present primary, as a managed service's DNS name does; who is connected already stays there.
 */
const endpoints = new WeakMap<Simulation, Map<string, () => string>>();

const LOCAL = ['localhost', '127.0.0.1', '::1'];

export function addEndpoint(simulation: Simulation, name: string, primary: () => string): void {
	const names = endpoints.get(simulation) ?? new Map<string, () => string>();
	endpoints.set(simulation, names.set(name, primary));
	for (const local of LOCAL) if (!names.has(local)) names.set(local, primary);
}

/** The host to connect to. */
export function hostFor(simulation: Simulation, host: string): string {
	return endpoints.get(simulation)?.get(host)?.() ?? host;
}
