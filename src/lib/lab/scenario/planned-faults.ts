import { LAB } from '../../domain/limits.ts';
import type { AddedFault } from '../../domain/trace.ts';
import type { Simulation } from '../kernel/simulation.ts';
import { turn } from '../runtime/turn.ts';

/** When, in virtual milliseconds since the lab began: at a moment, or at one that the seed draws. */
export interface When {
	at?: number;
	between?: readonly [from: number, to: number];
}

export interface CrashOptions extends When {
	/** Then it starts again; without it, when its process is started again after a crash anyway. */
	downMs?: number;
	/** What was not synced to disk is lost, and nobody is told that connections are gone. */
	losePower?: boolean;
}

export interface PartitionOptions extends When {
	/** Then the ways are open again; for ever, when nothing is said. */
	forMs?: number;
}

/** A node that will have crashed. Its name in a schedule counts the crashes planned for it. */
export function planCrash(simulation: Simulation, name: string, options: CrashOptions): void {
	const node = simulation.nodeNamed(name);
	const id = simulation.faults.nextId(`crash ${name}`);
	plan(
		simulation,
		{ id, when: options, text: `${name} ${options.losePower ? 'lost its power' : 'crashed'}` },
		() => {
			if (options.losePower) node.losePower();
			else node.crash('fault');
			if (options.downMs !== undefined) simulation.after(options.downMs, () => node.start());
		}
	);
}

export function planPartition(
	simulation: Simulation,
	sides: readonly (readonly string[])[],
	options: PartitionOptions
): void {
	for (const side of sides) for (const name of side) simulation.nodeNamed(name);
	const text = sides.map((side) => side.join(', ')).join(' | ');
	const id = simulation.faults.nextId(`partition ${text}`);
	plan(simulation, { id, when: options, text: `no way between ${text}` }, () =>
		cutNow(simulation, sides, { text, forMs: options.forMs ?? null })
	);
}

/** Those of a schedule: what somebody did to the picture. Nodes that are not there are nobody's. */
export function planAdded(simulation: Simulation): void {
	for (const fault of simulation.faults.added) {
		if (fault.kind === 'crash' || fault.kind === 'cut')
			simulation.after(fault.atMs, () => addNow(simulation, fault));
	}
}

function addNow(simulation: Simulation, fault: Extract<AddedFault, { kind: 'crash' | 'cut' }>): void {
	if (fault.kind === 'crash') {
		const node = simulation.nodes.get(fault.node);
		if (!node) return;
		node.crash('fault');
		simulation.after(fault.downMs, () => node.start());
		return;
	}
	const sides = fault.nodes.map((name) => [name]);
	cutNow(simulation, sides, { text: fault.nodes.join(' | '), forMs: fault.forMs });
}

function cutNow(
	simulation: Simulation,
	sides: readonly (readonly string[])[],
	{ text, forMs }: { text: string; forMs: number | null }
): void {
	const { network, recorder } = simulation;
	recorder.noteActivity();
	turn.cause = recorder.recordAt('', { kind: 'mark', name: 'partition', text });
	network.cut(sides);
	if (forMs === null) return;
	simulation.after(forMs, () => {
		recorder.noteActivity();
		recorder.recordAt('', { kind: 'mark', name: 'heal', text });
		network.heal(sides);
	});
}

function plan(
	simulation: Simulation,
	{ id, when, text }: { id: string; when: When; text: string },
	happen: () => void
): void {
	const atMs = momentOf(when, () => simulation.random(id).next());
	simulation.at(simulation.startedAt + atMs, () => {
		if (simulation.faults.happens(id, text)) happen();
	});
}

function momentOf({ at, between }: When, draw: () => number): number {
	if (at !== undefined && between === undefined && at >= 0 && at <= LAB.runMaxMs) return at;
	const [from, to] = between ?? [];
	if (
		at === undefined &&
		from !== undefined &&
		to !== undefined &&
		from >= 0 &&
		from <= to &&
		to <= LAB.runMaxMs
	)
		return from + draw() * (to - from);
	throw new RangeError(
		'A fault needs a moment: { at: 800 } or { between: [500, 2000] }, in virtual milliseconds since the lab began.'
	);
}
