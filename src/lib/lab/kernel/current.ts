import type { Schedule, Trace } from '../../domain/trace.ts';
import { running, type Task } from '../runtime/current.ts';
import { append } from '../runtime/host.ts';
import { turn } from '../runtime/turn.ts';
import { Process } from './process.ts';
import { Simulation, type LocalService } from './simulation.ts';

/**
 * The simulation that a program means when it does not say which: its own, made at its first need.
 *
 * One that began while files were loaded stays for all checks of a run; one that a check began is over
 * when another check begins one.
 */
const settings: { schedule: Schedule; isTraced: boolean; localServices: LocalService[] } = {
	schedule: { seed: 1 },
	isTraced: false,
	localServices: []
};
let current: { simulation: Simulation; main: Process | null; task: Task | null } | null = null;
const ended: TracedRun[] = [];

export interface TracedRun {
	/** The check that began it; null for a program, and for what was begun outside of checks. */
	task: Task | null;
	trace: Trace;
}

export function configureLab(schedule: Schedule, isTraced: boolean): void {
	settings.schedule = schedule;
	settings.isTraced = isTraced;
}

/** Called while the machine is made, by the modules of clients. */
export function registerLocalService(service: LocalService): void {
	append(settings.localServices, service);
}

/** Null when nothing has asked for one yet. */
export function runningSimulation(): Simulation | null {
	return current?.simulation ?? null;
}

export function simulation(): Simulation {
	return theCurrent().simulation;
}

/** The process whose turn it is; what belongs to none is the process of the node `main`. */
export function currentProcess(): Process {
	const { simulation: running } = theCurrent();
	const { owner } = turn;
	if (owner instanceof Process && owner.simulation === running) return owner;
	return mainProcess();
}

/** The traces of all simulations of this run, in their order; empty when the job asked for none. */
export function tracedRuns(): readonly TracedRun[] {
	if (current) keep(current);
	current = null;
	return ended;
}

/** Of code outside of any node; null when nothing has asked for it. */
export function mainProcessOrNull(): Process | null {
	return current?.main ?? null;
}

function theCurrent(): NonNullable<typeof current> {
	const { task } = running;
	if (current && current.task !== null && current.task !== task) {
		keep(current);
		current = null;
	}
	current ??= { simulation: new Simulation(settings.schedule, settings), main: null, task };
	return current;
}

function keep({ simulation: over, task }: NonNullable<typeof current>): void {
	over.end();
	if (settings.isTraced) append(ended, { task, trace: over.trace() });
}

/** The node of code outside of any node: the file that was run, or a check. */
function mainProcess(): Process {
	const inCurrent = theCurrent();
	if (!inCurrent.main) {
		const node = inCurrent.simulation.addNode({
			name: 'main',
			kind: 'process',
			isLearners: true,
			isMain: true,
			start: () => undefined
		});
		inCurrent.main = node.process;
	}
	if (!inCurrent.main) throw new Error('main has no process');
	return inCurrent.main;
}
