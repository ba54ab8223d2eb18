import type { Process } from '../../kernel/process.ts';
import { BrokerLink } from './broker-link.ts';
import type { Cluster } from './cluster.ts';

/** The connections of a broker to the others, each opened when it is first needed. */
export class BrokerLinks {
	readonly #cluster: Cluster;
	readonly #process: Process;
	readonly #links = new Map<number, BrokerLink>();

	constructor(cluster: Cluster, process: Process) {
		this.#cluster = cluster;
		this.#process = process;
	}

	to(nodeId: number): BrokerLink {
		let link = this.#links.get(nodeId);
		if (!link) {
			link = new BrokerLink(this.#process, this.#cluster.nameOf(nodeId));
			this.#links.set(nodeId, link);
		}
		return link;
	}

	/** A broker without power says nothing, not even that it is gone. */
	dropSilent(): void {
		for (const link of this.#links.values()) link.dropWhenSilent();
	}
}
