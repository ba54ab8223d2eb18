import type { Process } from '../../kernel/process.ts';
import type { PartitionState } from './cluster-state.ts';
import { PartitionLog } from './partition-log.ts';

/** Kafka leaves it to the system when a log reaches the disk; Linux does so after 30 s (vm.dirty_expire_centisecs). */
const WRITE_BACK_MS = 30_000;
const BOOT = 'boot';
const LOGS = 'logs';

/**
 * The logs of a node. They outlive the broker's process, as they are in the system's memory; when the machine
 * loses its power, what was not written back is gone.
 */
export class Storage {
	readonly #logs = new Map<PartitionState, PartitionLog>();
	#bootsCount = 0;

	/** In the turn of a broker that begins. */
	recover(process: Process): void {
		const { disk } = process;
		// What is written and never synced is there as long as the machine has had power.
		if (disk.read(BOOT) !== this.#bootsCount) {
			const ends = disk.read(LOGS);
			for (const [state, log] of this.#logs)
				log.truncate((ends instanceof Map && Number(ends.get(state))) || 0);
		}
		this.#mark(process);
		process.setRepeatingTimer(WRITE_BACK_MS, () => {
			disk.write(LOGS, new Map([...this.#logs].map(([state, log]) => [state, log.endOffset])));
			disk.sync(LOGS);
		});
	}

	logOf(state: PartitionState): PartitionLog {
		let log = this.#logs.get(state);
		if (!log) {
			log = new PartitionLog();
			this.#logs.set(state, log);
		}
		return log;
	}

	/** What consumers see, for who looks from outside; null when there is none. */
	existing(state: PartitionState): PartitionLog | null {
		return this.#logs.get(state) ?? null;
	}

	/** Those of deleted topics go. */
	keepOnly(states: ReadonlySet<PartitionState>): void {
		for (const state of this.#logs.keys()) if (!states.has(state)) this.#logs.delete(state);
	}

	#mark({ disk }: Process): void {
		disk.write(BOOT, ++this.#bootsCount);
	}
}
