import type { Connection } from '../../kernel/connection.ts';
import type { Process } from '../../kernel/process.ts';
import { append } from '../../runtime/host.ts';
import { BrokerLink } from './broker-link.ts';
import { KAFKA_PORT, type Cluster } from './cluster.ts';
import type { ErrorName } from './errors.ts';
import { GroupsApi } from './groups-api.ts';
import { PartitionLog } from './partition-log.ts';
import type { Api, KafkaRequest, RequestOf, ResponseOf } from './protocol.ts';
import { RecordsApi } from './records-api.ts';
import { Replica } from './replica.ts';
import { TopicsApi } from './topics-api.ts';
import { Transactions } from './transactions.ts';

/** How often a broker of several looks what the controllers have decided. */
const HEAR_MS = 500;
/** `log.retention.check.interval.ms`, and how often the cleaner looks, which in Kafka depends on how much there is to clean. */
const HOUSEKEEPING_MS = 15_000;
/** Kafka leaves it to the system when a log reaches the disk; Linux does so after 30 s (vm.dirty_expire_centisecs). */
const WRITE_BACK_MS = 30_000;
/** `replica.fetch.wait.max.ms`, `replica.fetch.max.bytes` and `replica.fetch.backoff.ms` */
const FOLLOW = { maxWaitMs: 500, maxBytes: 1_048_576, backoffMs: 1_000 };

/** What is routine while nothing comes of it. */
const ROUTINE = new Set<Api>(['Heartbeat', 'Metadata', 'FindCoordinator', 'ListOffsets', 'OffsetFetch']);

/** One incarnation of a broker. */
export class Broker {
	readonly #cluster: Cluster;
	readonly #process: Process;
	readonly #nodeId: number;
	readonly #logs: Map<string, PartitionLog>;
	readonly #replicas = new Map<string, Replica>();
	readonly #links = new Map<number, BrokerLink>();
	readonly #following = new Set<number>();
	readonly #records: RecordsApi;
	readonly #groups: GroupsApi;
	readonly #topics: TopicsApi;
	readonly #transactions: Transactions;
	#heardVersion = -1;

	/** @param logs what the brokers before it have left on this node. */
	constructor(
		cluster: Cluster,
		{ process, nodeId }: { process: Process; nodeId: number },
		logs: Map<string, PartitionLog>
	) {
		this.#cluster = cluster;
		this.#process = process;
		this.#nodeId = nodeId;
		this.#logs = logs;
		this.#records = new RecordsApi(cluster, process, this.#replicas);
		this.#groups = new GroupsApi(cluster, { process, nodeId });
		this.#topics = new TopicsApi(cluster, nodeId);
		this.#recover();
		this.#hear();
		this.#transactions = new Transactions(cluster, process, (request) => this.#markEnds(request));
		process.listen(KAFKA_PORT, (connection) => this.#serve(connection));
		process.setRepeatingTimer(HOUSEKEEPING_MS, () => this.#clean());
		process.setRepeatingTimer(WRITE_BACK_MS, () => process.disk.sync());
		if (cluster.options.brokersCount > 1)
			process.setRepeatingTimer(HEAR_MS, () => {
				this.#hear();
				for (const replica of this.#replicas.values()) replica.dropLaggards();
			});
	}

	#serve(connection: Connection): void {
		connection.onMessage = (payload, message) => {
			this.#hear();
			const request = requestFrom(payload);
			this.#handle(request, connection.remote, (body, label, isRoutine) => {
				const { api, correlationId } = request;
				this.#noteEnds();
				connection.send({ api, correlationId, body }, { label, answers: message, isRoutine });
			});
		};
	}

	#handle(
		request: KafkaRequest,
		client: string,
		reply: (body: object, label: string, isRoutine: boolean) => void
	): void {
		const { api, body } = request;
		const answer = (response: object, label = labelOf(response)) => reply(response, label, ROUTINE.has(api));
		switch (api) {
			case 'Produce':
				return this.#records.produce(body, (response) => {
					if (body.acks !== 0) answer(response);
				});
			case 'Fetch':
				return this.#records.fetch(body, (response) => {
					const count = response.partitions.reduce((sum, { records }) => sum + records.length, 0);
					const label = count === 0 ? labelOf(response) : count === 1 ? '1 record' : `${count} records`;
					reply(response, label, count === 0 && label === 'ok');
				});
			case 'JoinGroup':
				return this.#groups.join(body, client, (response) =>
					answer(response, response.error === 'NONE' ? `generation ${response.generationId}` : response.error)
				);
			case 'SyncGroup':
				return this.#groups.sync(body, answer);
			case 'EndTxn':
				void this.#transactions.end(body).then((error) => answer({ error }));
				return;
			default:
				return answer(this.#answerAtOnce(request));
		}
	}

	#answerAtOnce(request: KafkaRequest): object {
		switch (request.api) {
			case 'Metadata':
				return this.#topics.metadata(request.body);
			case 'ListOffsets':
				return this.#records.listOffsets(request.body);
			case 'DeleteRecords':
				return this.#records.deleteRecords(request.body);
			case 'FindCoordinator':
				return {
					error: 'NONE',
					coordinator: this.#cluster.addressOf(this.#cluster.coordinatorOf(request.body.key))
				};
			case 'Heartbeat':
				return { error: this.#groups.heartbeat(request.body) };
			case 'LeaveGroup':
				return { error: this.#groups.leave(request.body) };
			case 'OffsetCommit':
				return this.#groups.commit(request.body);
			case 'OffsetFetch':
				return this.#groups.fetchOffsets(request.body);
			case 'DescribeGroups':
				return this.#groups.describe(request.body);
			case 'ListGroups':
				return this.#groups.list();
			case 'DeleteGroups':
				return this.#groups.delete(request.body);
			case 'WriteTxnMarkers':
				return { error: this.#records.writeMarkers(request.body) };
			default:
				return this.#administer(request);
		}
	}

	#administer(request: KafkaRequest): object {
		const forPartitions = (
			partitions: readonly { topic: string; partition: number }[],
			error: ErrorName
		) => ({
			partitions: partitions.map(({ topic, partition }) => ({ topic, partition, error }))
		});
		switch (request.api) {
			case 'CreateTopics':
				return this.#topics.create(request.body);
			case 'DeleteTopics':
				return this.#topics.delete(request.body);
			case 'CreatePartitions':
				return this.#topics.createPartitions(request.body);
			case 'DescribeConfigs':
				return this.#topics.describeConfigs(request.body);
			case 'AlterConfigs':
				return this.#topics.alterConfigs(request.body);
			case 'InitProducerId':
				return this.#transactions.init(request.body);
			case 'AddPartitionsToTxn':
				return forPartitions(request.body.partitions, this.#transactions.addPartitions(request.body));
			case 'AddOffsetsToTxn':
				return { error: this.#transactions.addGroup(request.body) };
			case 'TxnOffsetCommit':
				return forPartitions(request.body.offsets, this.#transactions.addOffsets(request.body));
			default:
				throw new Error(`a broker does not know the request ${request.api}`);
		}
	}

	/** A process that crashed has left its logs whole; a machine that lost its power, what was written back. */
	#recover(): void {
		for (const [name, log] of this.#logs) log.truncate(Number(this.#process.disk.read(name) ?? 0));
		this.#cluster.register(this.#nodeId);
	}

	#hear(): void {
		if (this.#cluster.version === this.#heardVersion || !this.#cluster.isHeard(this.#nodeId)) return;
		this.#heardVersion = this.#cluster.version;
		this.#topics.hear();
		const wanted = new Set<string>();
		for (const { partitions } of this.#cluster.topics.values())
			for (const state of partitions) {
				if (!state.replicas.includes(this.#nodeId)) continue;
				const name = `${state.topic}/${state.partition}`;
				wanted.add(name);
				let replica = this.#replicas.get(name);
				if (!replica) {
					replica = new Replica(
						this.#cluster,
						{ process: this.#process, nodeId: this.#nodeId },
						{ log: this.#logOf(name), state }
					);
					this.#replicas.set(name, replica);
				}
				replica.hear();
				if (!replica.isLeader && replica.leader > 0) this.#follow(replica.leader);
			}
		for (const name of this.#replicas.keys())
			if (!wanted.has(name)) {
				this.#replicas.delete(name);
				this.#logs.delete(name);
			}
	}

	#logOf(name: string): PartitionLog {
		let log = this.#logs.get(name);
		if (!log) {
			log = new PartitionLog();
			this.#logs.set(name, log);
		}
		return log;
	}

	/** Copies what that broker leads, until it leads nothing that is to be copied. */
	#follow(leader: number): void {
		if (this.#following.has(leader)) return;
		this.#following.add(leader);
		const step = async (): Promise<void> => {
			const followed = [...this.#replicas.values()].filter(
				(replica) => !replica.isLeader && replica.leader === leader
			);
			if (followed.length === 0 || this.#process.hasEnded) {
				this.#following.delete(leader);
				return;
			}
			try {
				this.#copy(await this.#linkTo(leader).request('Fetch', this.#followRequest(followed), true));
			} catch {
				await this.#process.sleep(FOLLOW.backoffMs);
			}
			this.#hear();
			return step();
		};
		void step();
	}

	#followRequest(followed: readonly Replica[]): RequestOf<'Fetch'> {
		return {
			replicaId: this.#nodeId,
			maxWaitMs: FOLLOW.maxWaitMs,
			minBytes: 1,
			maxBytes: FOLLOW.maxBytes,
			isolation: 'read_uncommitted',
			partitions: followed.map(({ log, state: { topic, partition } }) => ({
				topic,
				partition,
				fetchOffset: log.endOffset,
				maxBytes: FOLLOW.maxBytes,
				lastEpoch: log.epochBefore(log.endOffset)
			}))
		};
	}

	#copy({ partitions }: ResponseOf<'Fetch'>): void {
		let isStale = false;
		for (const {
			topic,
			partition,
			error,
			records,
			highWatermark,
			divergesAt,
			logStartOffset
		} of partitions) {
			const replica = this.#replicas.get(`${topic}/${partition}`);
			if (!replica || replica.isLeader) continue;
			if (error !== 'NONE') isStale = true;
			else if (divergesAt !== null) replica.log.truncate(divergesAt);
			else {
				replica.copy(records, highWatermark);
				replica.log.deleteBefore(logStartOffset);
			}
		}
		this.#noteEnds();
		if (isStale) throw new Error('that broker leads no more');
	}

	/** How far each log has come, as the system's memory has it: the disk has it after the next write-back. */
	#noteEnds(): void {
		for (const [name, log] of this.#logs) this.#process.disk.write(name, log.endOffset);
	}

	#clean(): void {
		for (const replica of this.#replicas.values()) {
			const config = this.#cluster.topics.get(replica.state.topic)?.config;
			if (!config || !replica.isLeader) continue;
			const now = this.#process.now();
			const goneCount = config.isDeleted ? replica.log.retain(config, now) : 0;
			const compactedCount = config.isCompacted ? replica.log.compact(config, now) : 0;
			if (goneCount + compactedCount > 0) replica.showTrim();
		}
	}

	/** Its own partitions at once; those of others by asking until they have done it. */
	async #markEnds(request: RequestOf<'WriteTxnMarkers'>): Promise<void> {
		const byLeader = new Map<number, { topic: string; partition: number }[]>();
		for (const { topic, partition } of request.partitions) {
			const leader = this.#cluster.partition(topic, partition)?.leader;
			if (leader === undefined) continue;
			const known = byLeader.get(leader) ?? [];
			append(known, { topic, partition });
			byLeader.set(leader, known);
		}
		const failed: { topic: string; partition: number }[] = [];
		for (const [leader, partitions] of byLeader) {
			const part = { ...request, partitions };
			const error =
				leader === this.#nodeId ? this.#records.writeMarkers(part) : await this.#askToMark(leader, part);
			if (error !== 'NONE') for (const each of partitions) append(failed, each);
		}
		if (failed.length === 0 || this.#process.hasEnded) return;
		await this.#process.sleep(FOLLOW.backoffMs);
		return this.#markEnds({ ...request, partitions: failed });
	}

	async #askToMark(leader: number, request: RequestOf<'WriteTxnMarkers'>): Promise<ErrorName> {
		try {
			return (await this.#linkTo(leader).request('WriteTxnMarkers', request, false)).error;
		} catch {
			return 'REQUEST_TIMED_OUT';
		}
	}

	#linkTo(nodeId: number): BrokerLink {
		let link = this.#links.get(nodeId);
		if (!link) {
			link = new BrokerLink(this.#process, this.#cluster.nameOf(nodeId));
			this.#links.set(nodeId, link);
		}
		return link;
	}
}

/** A broker as a program of a node: logs outlive its processes. */
export function brokerProgram(cluster: Cluster, nodeId: number): (process: Process) => void {
	const logs = new Map<string, PartitionLog>();
	cluster.logs.set(nodeId, logs);
	return (process) => void new Broker(cluster, { process, nodeId }, logs);
}

/** The first error there is, or `ok`. */
function labelOf(response: object): string {
	if ('error' in response && typeof response.error === 'string')
		return response.error === 'NONE' ? 'ok' : response.error;
	for (const list of Object.values(response)) {
		if (!Array.isArray(list)) continue;
		for (const item of list) if (typeof item?.error === 'string' && item.error !== 'NONE') return item.error;
	}
	return 'ok';
}

function isRequest(payload: unknown): payload is KafkaRequest {
	return typeof payload === 'object' && payload !== null && 'api' in payload && 'correlationId' in payload;
}

function requestFrom(payload: unknown): KafkaRequest {
	if (!isRequest(payload)) throw new Error('what came to a broker is no request of Kafka');
	return payload;
}
