import { Kafka, logLevel, type Admin } from 'kafkajs';

/** A client that belongs to the node which makes it. */
export function newClient(): Kafka {
	return new Kafka({ brokers: ['kafka-1:9092'], logLevel: logLevel.ERROR });
}

/** How many orders the group `mail` has not committed yet. The topic has one partition. */
export async function lagOf(admin: Admin): Promise<number> {
	// The committed offset first: in the other order a commit between the two makes the lag negative.
	const [group] = await admin.fetchOffsets({ groupId: 'mail', topics: ['orders'] });
	const [newest] = await admin.fetchTopicOffsets('orders');
	const committed = Number(group?.partitions[0]?.offset ?? 0);
	return Number(newest?.high ?? 0) - Math.max(0, committed);
}
