import { LAB } from '../../domain/limits.ts';
import { currentProcess, simulation } from '../kernel/current.ts';
import type { LinkOptions } from '../kernel/network.ts';
import type { LabNode } from '../kernel/node.ts';
import { isDistribution } from '../kernel/distribution.ts';
import { Process } from '../kernel/process.ts';
import type { Simulation } from '../kernel/simulation.ts';
import { clock } from '../runtime/clock.ts';
import { turn } from '../runtime/turn.ts';
import { addKafka, type KafkaOptions } from '../services/kafka/kafka-cluster.ts';
import { httpCacheNode, type HttpCacheOptions } from '../services/http/http-cache.ts';
import type { PostgresOptions } from '../services/postgres/node.ts';
import { redisService, type RedisOptions } from '../services/redis/node.ts';
import {
	planAdded,
	planCrash,
	planPartition,
	type CrashOptions,
	type PartitionOptions
} from './planned-faults.ts';
import { runProgram, type Program } from './program.ts';
import { Properties, type Property, type RunOptions } from './properties.ts';
import { addPostgres } from './services.ts';

export interface ProcessOptions {
	/** How long after a crash it starts again; by itself never, when nothing is said. */
	restartAfterMs?: number;
	/** Of its clock on the wall. */
	clockSkewMs?: number;
	/** Its `process.env`. */
	env?: Record<string, string>;
}

/** A scenario begins with its first word: then the faults that somebody added to its picture are planned. */
const scenarios = new WeakMap<Simulation, Properties>();

function scenario(): { simulation: Simulation; properties: Properties } {
	if (turn.owner instanceof Process && !turn.owner.node.isMain)
		throw new Error(
			`The program of a node cannot change the lab it runs in: ${turn.owner.name} would be its own weather.`
		);
	const running = simulation();
	let properties = scenarios.get(running);
	if (!properties) {
		properties = new Properties(running);
		scenarios.set(running, properties);
		planAdded(running);
	}
	return { simulation: running, properties };
}

/** The module `lab`: builds a scenario, breaks it, and says what must be true in it. */
export const lab = {
	/** Adds a node and starts it. @param program `'./worker.ts'`, or a function. */
	process(name: string, program: Program, options: ProcessOptions = {}) {
		if (typeof program !== 'string' && typeof program !== 'function')
			throw new TypeError(
				`lab.process('${name}', …) takes the path of a file, './worker.ts', or a function.`
			);
		const node = scenario().simulation.addNode({
			name,
			kind: 'process',
			isLearners: true,
			restartAfterMs: options.restartAfterMs ?? null,
			clockSkewMs: options.clockSkewMs ?? 0,
			env: options.env ?? {},
			start: (process) => runProgram(program, process)
		});
		return handleOf(node);
	},

	/** Adds a shared cache of HTTP, that asks an origin for what it has not. */
	httpCache(options: HttpCacheOptions) {
		return handleOf(scenario().simulation.addNode(httpCacheNode(options)));
	},

	/** Adds a Redis: `redis:6379`, which is `localhost:6379`, too; with replicas, if there are to be any. */
	redis(options: RedisOptions = {}) {
		scenario();
		return Object.freeze(redisService(options));
	},

	/** Adds a PostgreSQL: `postgres:5432`, which is `localhost:5432`, too. */
	postgres(options: PostgresOptions = {}) {
		scenario();
		return Object.freeze(addPostgres(options));
	},

	/** Adds a cluster of Kafka: `kafka-1:9092`, which is `localhost:9092`, too. */
	kafka(options: KafkaOptions = {}) {
		scenario();
		return addKafka(options);
	},

	/** What all ways between nodes are like, but for those of `link`. */
	network(options: LinkOptions): void {
		scenario().simulation.network.setUsual(expectLink(options));
	},

	/** What the way between two nodes is like, in both directions. */
	link(a: string, b: string, options: LinkOptions): void {
		scenario().simulation.network.setLink(a, b, expectLink(options));
	},

	crash(name: string, when: CrashOptions): void {
		planCrash(scenario().simulation, name, when);
	},

	/** Nothing passes between nodes of the two sides. */
	partition(side: readonly string[], other: readonly string[], when: PartitionOptions): void {
		planPartition(scenario().simulation, [side, other], when);
	},

	/** Does something at a moment, in milliseconds since the lab began. */
	at(moment: number, callback: () => void): void {
		if (!(moment >= 0 && moment <= LAB.runMaxMs))
			throw new RangeError(`lab.at() takes 0 to ${LAB.runMaxMs} milliseconds since the lab began.`);
		const { simulation: running } = scenario();
		running.at(running.startedAt + moment, callback);
	},

	/** Must be true after each event. @param holds gives `false`, or a sentence, when it is not. */
	invariant(name: string, holds: Property): void {
		scenario().properties.always(name, holds);
	},

	/** Must be true when the run ends. */
	eventually(name: string, holds: Property): void {
		scenario().properties.atEnd(name, holds);
	},

	/** Lets time pass; rejects when a property is broken. */
	run(options: RunOptions = {}): Promise<void> {
		return scenario().properties.run(options);
	},

	/** Virtual milliseconds since the lab began. */
	now(): number {
		return clock.now - simulation().startedAt;
	}
};

/** A node, as a scenario holds it. */
function handleOf(node: LabNode) {
	return Object.freeze({
		name: node.name,
		get isUp(): boolean {
			return node.process !== null;
		},
		/** How often it was started. */
		get incarnation(): number {
			return node.incarnation;
		},
		crash: () => node.crash('fault'),
		losePower: () => node.losePower(),
		stop: () => node.stop(),
		start: () => node.start()
	});
}

function expectLink(options: LinkOptions): LinkOptions {
	for (const name of ['loss', 'duplication'] as const) {
		const share = options[name];
		if (share !== undefined && !(share >= 0 && share <= 1))
			throw new RangeError(`${name} takes 0 to 1, the share of all messages; not ${share}.`);
	}
	if (options.latency !== undefined && !isDistribution(options.latency))
		throw new RangeError(
			'latency takes milliseconds, or { uniform: [from, to] }, { exponential: mean } or { lognormal: { median, sigma } }.'
		);
	return options;
}

/** Computes: occupies the one thread of the node that calls it, for virtual milliseconds. */
export function work(durationMs: number, label = 'work'): void {
	if (!(durationMs >= 0 && durationMs <= LAB.runMaxMs))
		throw new RangeError(`work() takes 0 to ${LAB.runMaxMs} milliseconds.`);
	currentProcess().busy(durationMs, String(label));
}
