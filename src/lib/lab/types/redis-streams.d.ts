declare module 'redis' {
	interface StreamCommands {
		/** Says that entries are done: they are pending no longer. O(1) each. redis.io/commands/xack */
		xAck(key: Arg, group: Arg, ids: Many): Promise<number>;
		/** Appends an entry; `'*'` lets the server choose its id, which it gives. O(1). redis.io/commands/xadd */
		xAdd(key: Arg, id: Arg, message: Record<string, Arg>, options?: XAddOptions): Promise<string>;
		/** Appends to a stream that exists. O(1). redis.io/commands/xadd */
		xAddNoMkStream(
			key: Arg,
			id: Arg,
			message: Record<string, Arg>,
			options?: XAddOptions
		): Promise<string | null>;
		/** Takes over entries that others have kept pending for so long, in milliseconds. O(1). redis.io/commands/xautoclaim */
		xAutoClaim(
			key: Arg,
			group: Arg,
			consumer: Arg,
			minIdleTime: number,
			start: Arg,
			options?: { COUNT?: number }
		): Promise<{ nextId: string; messages: (StreamMessage | null)[]; deletedMessages: string[] }>;
		/** As xAutoClaim, ids only; it counts as no delivery. O(1). redis.io/commands/xautoclaim */
		xAutoClaimJustId(
			key: Arg,
			group: Arg,
			consumer: Arg,
			minIdleTime: number,
			start: Arg,
			options?: { COUNT?: number }
		): Promise<{ nextId: string; messages: string[]; deletedMessages: string[] }>;
		/** Takes over these entries. O(log N) each. redis.io/commands/xclaim */
		xClaim(
			key: Arg,
			group: Arg,
			consumer: Arg,
			minIdleTime: number,
			ids: Many,
			options?: XClaimOptions
		): Promise<(StreamMessage | null)[]>;
		/** As xClaim, ids only; it counts as no delivery. O(log N) each. redis.io/commands/xclaim */
		xClaimJustId(
			key: Arg,
			group: Arg,
			consumer: Arg,
			minIdleTime: number,
			ids: Many,
			options?: XClaimOptions
		): Promise<string[]>;
		/** Deletes entries; gives how many there were. O(1) each. redis.io/commands/xdel */
		xDel(key: Arg, ids: Many): Promise<number>;
		/** Makes a group that reads from an id on: `'$'` what comes from now, `'0'` everything. O(1). redis.io/commands/xgroup-create */
		xGroupCreate(
			key: Arg,
			group: Arg,
			id: Arg,
			options?: { MKSTREAM?: boolean; ENTRIESREAD?: number }
		): Promise<'OK'>;
		/** Makes a consumer of a group. O(1). redis.io/commands/xgroup-createconsumer */
		xGroupCreateConsumer(key: Arg, group: Arg, consumer: Arg): Promise<number>;
		/** Deletes a consumer; gives how many entries it had pending. O(1). redis.io/commands/xgroup-delconsumer */
		xGroupDelConsumer(key: Arg, group: Arg, consumer: Arg): Promise<number>;
		/** Deletes a group. O(N). redis.io/commands/xgroup-destroy */
		xGroupDestroy(key: Arg, group: Arg): Promise<number>;
		/** Sets from where a group reads on. O(1). redis.io/commands/xgroup-setid */
		xGroupSetId(key: Arg, group: Arg, id: Arg, options?: { ENTRIESREAD?: number }): Promise<'OK'>;
		/** The consumers of a group. O(1). redis.io/commands/xinfo-consumers */
		xInfoConsumers(key: Arg, group: Arg): Promise<{ name: string; pending: number; idle: number }[]>;
		/** The groups of a stream. O(1). redis.io/commands/xinfo-groups */
		xInfoGroups(key: Arg): Promise<StreamGroup[]>;
		/** What there is to say of a stream. O(1). redis.io/commands/xinfo-stream */
		xInfoStream(key: Arg): Promise<StreamInfo>;
		/** How many entries there are. O(1). redis.io/commands/xlen */
		xLen(key: Arg): Promise<number>;
		/** How much is pending in a group. O(N). redis.io/commands/xpending */
		xPending(key: Arg, group: Arg): Promise<PendingSummary>;
		/** What is pending, with whom and for how long. O(N). redis.io/commands/xpending */
		xPendingRange(
			key: Arg,
			group: Arg,
			start: Arg,
			end: Arg,
			count: number,
			options?: { IDLE?: number; consumer?: Arg }
		): Promise<PendingEntry[]>;
		/** Entries between two ids, both included; `'-'` and `'+'` are the ends. O(N). redis.io/commands/xrange */
		xRange(key: Arg, start: Arg, end: Arg, options?: { COUNT?: number }): Promise<StreamMessage[]>;
		/** Entries after an id; with `BLOCK` it waits for some. null when there are none. O(N). redis.io/commands/xread */
		xRead(
			streams: StreamPosition | StreamPosition[],
			options?: XReadOptions
		): Promise<StreamEntries[] | null>;
		/** As a consumer of a group: `'>'` gives what no other has been given, an id what is pending here. O(N). redis.io/commands/xreadgroup */
		xReadGroup(
			group: Arg,
			consumer: Arg,
			streams: StreamPosition | StreamPosition[],
			options?: XReadOptions & { NOACK?: boolean }
		): Promise<StreamEntries[] | null>;
		/** Entries between two ids, the newest first. O(N). redis.io/commands/xrevrange */
		xRevRange(key: Arg, start: Arg, end: Arg, options?: { COUNT?: number }): Promise<StreamMessage[]>;
		/** Sets the last id. O(1). redis.io/commands/xsetid */
		xSetId(key: Arg, lastId: Arg, options?: { ENTRIESADDED?: number; MAXDELETEDID?: Arg }): Promise<'OK'>;
		/** Deletes the oldest entries; gives how many. O(N). redis.io/commands/xtrim */
		xTrim(
			key: Arg,
			strategy: 'MAXLEN' | 'MINID',
			threshold: Arg | number,
			options?: { strategyModifier?: '=' | '~'; LIMIT?: number }
		): Promise<number>;
	}

	interface ServerCommands {
		/** Runs a Lua script: nothing else runs meanwhile. as the script. redis.io/commands/eval */
		eval(script: Arg, options?: ScriptOptions): Promise<Reply>;
		/** Runs a script by its SHA-1; NOSCRIPT when the server does not know it. as the script. redis.io/commands/evalsha */
		evalSha(sha1: Arg, options?: ScriptOptions): Promise<Reply>;
		/** Which scripts the server knows: 1 or 0 each. O(N). redis.io/commands/script-exists */
		scriptExists(sha1: Many): Promise<number[]>;
		/** Forgets all scripts. O(N). redis.io/commands/script-flush */
		scriptFlush(mode?: 'ASYNC' | 'SYNC'): Promise<'OK'>;
		/** Makes a script known; gives its SHA-1. O(N). redis.io/commands/script-load */
		scriptLoad(script: Arg): Promise<string>;
		/** Sends to who listens now; gives how many. Nothing is kept. O(N+M). redis.io/commands/publish */
		publish(channel: Arg, message: Arg): Promise<number>;
		/** As publish, to a shard channel. O(N). redis.io/commands/spublish */
		sPublish(channel: Arg, message: Arg): Promise<number>;
		/** Channels that somebody listens to. O(N). redis.io/commands/pubsub-channels */
		pubSubChannels(pattern?: Arg): Promise<string[]>;
		/** How many patterns are subscribed to. O(1). redis.io/commands/pubsub-numpat */
		pubSubNumPat(): Promise<number>;
		/** How many listen to each channel. O(N). redis.io/commands/pubsub-numsub */
		pubSubNumSub(channels?: Many): Promise<Record<string, number>>;
		/** Shard channels that somebody listens to. O(N). redis.io/commands/pubsub-shardchannels */
		pubSubShardChannels(pattern?: Arg): Promise<string[]>;
		/** How many listen to each shard channel. O(N). redis.io/commands/pubsub-shardnumsub */
		pubSubShardNumSub(channels?: Many): Promise<Record<string, number>>;
		/** Says who this connection is. O(N). redis.io/commands/auth */
		auth(credentials: { username?: Arg; password: Arg }): Promise<'OK'>;
		/** The name of this connection. O(1). redis.io/commands/client-getname */
		clientGetName(): Promise<string | null>;
		/** The number of this connection. O(1). redis.io/commands/client-id */
		clientId(): Promise<number>;
		/** Ends a connection. O(N). redis.io/commands/client-kill */
		clientKill(filters: { filter: 'ID'; id: number | string }): Promise<number>;
		/** Names this connection. O(1). redis.io/commands/client-setname */
		clientSetName(name: Arg): Promise<'OK'>;
		/** How many commands the server has. O(1). redis.io/commands/command-count */
		commandCount(): Promise<number>;
		/** Settings whose names match. O(N). redis.io/commands/config-get */
		configGet(parameters: Many): Promise<Record<string, string>>;
		/** Sets the counters of INFO to 0. O(1). redis.io/commands/config-resetstat */
		configResetStat(): Promise<'OK'>;
		/** Changes a setting, such as `maxmemory-policy`, or several. O(N). redis.io/commands/config-set */
		configSet(...args: [parameter: Arg, value: Arg] | [parameters: Record<string, Arg>]): Promise<'OK'>;
		/** Gives back what it is given. O(1). redis.io/commands/echo */
		echo(message: Arg): Promise<string>;
		/** Greets the server, which says what it is. O(1). redis.io/commands/hello */
		hello(version?: 2 | 3): Promise<Record<string, Reply>>;
		/** What the server says of itself, as lines of `name:value`. O(1). redis.io/commands/info */
		info(section?: Arg): Promise<string>;
		/** When the data was last saved; in the lab 0. O(1). redis.io/commands/lastsave */
		lastSave(): Promise<number>;
		/** `'PONG'`, or the message. O(1). redis.io/commands/ping */
		ping(message?: Arg): Promise<string>;
		/** Makes it a replica; `('NO', 'ONE')` a primary. O(1). redis.io/commands/replicaof */
		replicaOf(host: string, port: number | string): Promise<'OK'>;
		/** Whether it is a primary or a replica, and how far. O(1). redis.io/commands/role */
		role(): Promise<ReplicationRole>;
		/** The server's clock: seconds and microseconds. O(1). redis.io/commands/time */
		time(): Promise<[string, string]>;
		/** Waits until so many replicas have this connection's writes, for `timeout` ms at most; gives how many have. O(1). redis.io/commands/wait */
		wait(replicas: number, timeout: number): Promise<number>;
	}
}
