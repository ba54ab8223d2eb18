declare module 'redis' {
	interface StringCommands {
		/** Appends to a string; gives its new length. O(1). redis.io/commands/append */
		append(key: Arg, value: Arg): Promise<number>;
		/** Takes 1 from a number; a missing key counts as 0. O(1). redis.io/commands/decr */
		decr(key: Arg): Promise<number>;
		/** Takes a number from a number. O(1). redis.io/commands/decrby */
		decrBy(key: Arg, decrement: number): Promise<number>;
		/** The string a key holds; null when there is none. O(1). redis.io/commands/get */
		get(key: Arg): Promise<string | null>;
		/** Gets a string and deletes its key. O(1). redis.io/commands/getdel */
		getDel(key: Arg): Promise<string | null>;
		/** Gets a string and sets or removes its time to live. O(1). redis.io/commands/getex */
		getEx(key: Arg, options: GetExOptions): Promise<string | null>;
		/** Part of a string, both ends included. O(N) of the part. redis.io/commands/getrange */
		getRange(key: Arg, start: number, end: number): Promise<string>;
		/** Sets a string and gives the one before. SET with GET does the same. O(1). redis.io/commands/getset */
		getSet(key: Arg, value: Arg): Promise<string | null>;
		/** Adds 1 to a number, in one step; a missing key counts as 0. O(1). redis.io/commands/incr */
		incr(key: Arg): Promise<number>;
		/** Adds to a number, in one step. O(1). redis.io/commands/incrby */
		incrBy(key: Arg, increment: number): Promise<number>;
		/** Adds to a number with a fraction; gives it as text. O(1). redis.io/commands/incrbyfloat */
		incrByFloat(key: Arg, increment: number): Promise<string>;
		/** The longest common subsequence of two strings. O(N·M). redis.io/commands/lcs */
		lcs(key1: Arg, key2: Arg): Promise<string>;
		/** How long the longest common subsequence is. O(N·M). redis.io/commands/lcs */
		lcsLen(key1: Arg, key2: Arg): Promise<number>;
		/** The strings of several keys, null where there is none. O(N). redis.io/commands/mget */
		mGet(keys: Arg[]): Promise<(string | null)[]>;
		/** Sets several keys in one step. O(N). redis.io/commands/mset */
		mSet(pairs: KeyPairs): Promise<'OK'>;
		/** Sets several keys, or none when one exists: 1 or 0. O(N). redis.io/commands/msetnx */
		mSetNX(pairs: KeyPairs): Promise<number>;
		/** Sets a string that expires after milliseconds. O(1). redis.io/commands/psetex */
		pSetEx(key: Arg, ms: number, value: Arg): Promise<'OK'>;
		/** Sets a key, whatever it held. `'OK'`; null when `NX` or `XX` did not hold; the old value with `GET`. O(1). redis.io/commands/set */
		set(key: Arg, value: Arg | number, options?: SetOptions): Promise<string | null>;
		/** Sets a string that expires after seconds. O(1). redis.io/commands/setex */
		setEx(key: Arg, seconds: number, value: Arg): Promise<'OK'>;
		/** Sets a key that does not exist: 1 or 0. SET with NX can also expire. O(1). redis.io/commands/setnx */
		setNX(key: Arg, value: Arg): Promise<number>;
		/** Overwrites part of a string; gives its length. O(1). redis.io/commands/setrange */
		setRange(key: Arg, offset: number, value: Arg): Promise<number>;
		/** The length of a string in bytes. O(1). redis.io/commands/strlen */
		strLen(key: Arg): Promise<number>;
		/** Counts the bits that are 1. O(N). redis.io/commands/bitcount */
		bitCount(key: Arg, range?: { start: number; end: number; mode?: 'BYTE' | 'BIT' }): Promise<number>;
		/** Combines strings bit by bit into another. O(N). redis.io/commands/bitop */
		bitOp(operation: 'AND' | 'OR' | 'XOR' | 'NOT', destination: Arg, keys: Many): Promise<number>;
		/** Where the first 0 or 1 stands; -1 for nowhere. O(N). redis.io/commands/bitpos */
		bitPos(key: Arg, bit: 0 | 1, start?: number, end?: number, mode?: 'BYTE' | 'BIT'): Promise<number>;
		/** One bit of a string. O(1). redis.io/commands/getbit */
		getBit(key: Arg, offset: number): Promise<number>;
		/** Sets one bit; gives the one before. O(1). redis.io/commands/setbit */
		setBit(key: Arg, offset: number, value: 0 | 1): Promise<number>;
		/** Adds to a HyperLogLog: 1 when its estimate changed. O(1). redis.io/commands/pfadd */
		pfAdd(key: Arg, elements?: Many): Promise<number>;
		/** About how many different elements were added (±0.81 %). O(1). redis.io/commands/pfcount */
		pfCount(keys: Many): Promise<number>;
		/** Merges HyperLogLogs. O(N). redis.io/commands/pfmerge */
		pfMerge(destination: Arg, sources?: Many): Promise<'OK'>;
	}

	interface KeyCommands {
		/** Copies a key: 1 or 0. O(N). redis.io/commands/copy */
		copy(source: Arg, destination: Arg, options?: { DB?: number; REPLACE?: boolean }): Promise<number>;
		/** How many keys the database has. O(1). redis.io/commands/dbsize */
		dbSize(): Promise<number>;
		/** Deletes keys; gives how many there were. O(N). redis.io/commands/del */
		del(keys: Many): Promise<number>;
		/** How many of the keys exist; one named twice counts twice. O(N). redis.io/commands/exists */
		exists(keys: Many): Promise<number>;
		/** Sets a time to live: 1, or 0 when there is no such key. O(1). redis.io/commands/expire */
		expire(key: Arg, seconds: number, mode?: ExpireMode): Promise<number>;
		/** Sets when a key expires, in seconds since 1970. O(1). redis.io/commands/expireat */
		expireAt(key: Arg, moment: number | Date, mode?: ExpireMode): Promise<number>;
		/** When a key expires, in seconds since 1970; -1 never, -2 no key. O(1). redis.io/commands/expiretime */
		expireTime(key: Arg): Promise<number>;
		/** Deletes all keys of all databases. O(N). redis.io/commands/flushall */
		flushAll(mode?: 'ASYNC' | 'SYNC'): Promise<'OK'>;
		/** Deletes all keys of this database. O(N). redis.io/commands/flushdb */
		flushDb(mode?: 'ASYNC' | 'SYNC'): Promise<'OK'>;
		/** All keys that match a pattern. It looks at every key at once: use scanIterator. O(N). redis.io/commands/keys */
		keys(pattern: Arg): Promise<string[]>;
		/** About how many bytes a key takes; in the lab an estimate. O(N). redis.io/commands/memory-usage */
		memoryUsage(key: Arg, options?: { SAMPLES?: number }): Promise<number | null>;
		/** Moves a key to another database: 1 or 0. O(1). redis.io/commands/move */
		move(key: Arg, database: number): Promise<number>;
		/** How Redis keeps a value: `listpack`, `hashtable`, … O(1). redis.io/commands/object-encoding */
		objectEncoding(key: Arg): Promise<string | null>;
		/** How often a key was used, under an LFU policy. O(1). redis.io/commands/object-freq */
		objectFreq(key: Arg): Promise<number | null>;
		/** For how many seconds a key was not used. O(1). redis.io/commands/object-idletime */
		objectIdleTime(key: Arg): Promise<number | null>;
		/** How often a value is referred to. O(1). redis.io/commands/object-refcount */
		objectRefCount(key: Arg): Promise<number | null>;
		/** Removes a time to live: 1 or 0. O(1). redis.io/commands/persist */
		persist(key: Arg): Promise<number>;
		/** Sets a time to live in milliseconds: 1 or 0. O(1). redis.io/commands/pexpire */
		pExpire(key: Arg, ms: number, mode?: ExpireMode): Promise<number>;
		/** Sets when a key expires, in milliseconds since 1970. O(1). redis.io/commands/pexpireat */
		pExpireAt(key: Arg, moment: number | Date, mode?: ExpireMode): Promise<number>;
		/** When a key expires, in milliseconds since 1970; -1 never, -2 no key. O(1). redis.io/commands/pexpiretime */
		pExpireTime(key: Arg): Promise<number>;
		/** How many milliseconds a key has to live; -1 for ever, -2 no key. O(1). redis.io/commands/pttl */
		pTTL(key: Arg): Promise<number>;
		/** Some key. O(1). redis.io/commands/randomkey */
		randomKey(): Promise<string | null>;
		/** Renames a key, over one that exists. O(1). redis.io/commands/rename */
		rename(key: Arg, newKey: Arg): Promise<'OK'>;
		/** Renames a key unless the new one exists: 1 or 0. O(1). redis.io/commands/renamenx */
		renameNX(key: Arg, newKey: Arg): Promise<number>;
		/** A page of the keys; over when the cursor is `'0'` again. O(1) a page. redis.io/commands/scan */
		scan(cursor: Arg, options?: ScanOptions & { TYPE?: Arg }): Promise<{ cursor: string; keys: string[] }>;
		/** Exchanges two databases. O(N). redis.io/commands/swapdb */
		swapDb(index1: number, index2: number): Promise<'OK'>;
		/** Counts as a use of the keys; gives how many exist. O(N). redis.io/commands/touch */
		touch(keys: Many): Promise<number>;
		/** How many seconds a key has to live; -1 for ever, -2 no key. O(1). redis.io/commands/ttl */
		ttl(key: Arg): Promise<number>;
		/** `string`, `list`, `set`, `zset`, `hash`, `stream` or `none`. O(1). redis.io/commands/type */
		type(key: Arg): Promise<string>;
		/** Deletes keys; real Redis frees their memory later. O(1) each. redis.io/commands/unlink */
		unlink(keys: Many): Promise<number>;
	}

	interface HashCommands {
		/** Deletes fields; gives how many there were. O(N). redis.io/commands/hdel */
		hDel(key: Arg, fields: Many): Promise<number>;
		/** Whether a field exists: 1 or 0. O(1). redis.io/commands/hexists */
		hExists(key: Arg, field: Arg): Promise<number>;
		/** The value of a field. O(1). redis.io/commands/hget */
		hGet(key: Arg, field: Arg): Promise<string | null>;
		/** All fields with their values; empty when there is no key. O(N). redis.io/commands/hgetall */
		hGetAll(key: Arg): Promise<Record<string, string>>;
		/** Adds to the number in a field, in one step. O(1). redis.io/commands/hincrby */
		hIncrBy(key: Arg, field: Arg, increment: number): Promise<number>;
		/** Adds a number with a fraction; gives it as text. O(1). redis.io/commands/hincrbyfloat */
		hIncrByFloat(key: Arg, field: Arg, increment: number): Promise<string>;
		/** All fields. O(N). redis.io/commands/hkeys */
		hKeys(key: Arg): Promise<string[]>;
		/** How many fields there are. O(1). redis.io/commands/hlen */
		hLen(key: Arg): Promise<number>;
		/** The values of several fields. O(N). redis.io/commands/hmget */
		hmGet(key: Arg, fields: Many): Promise<(string | null)[]>;
		/** Some field. O(1). redis.io/commands/hrandfield */
		hRandField(key: Arg): Promise<string | null>;
		/** Some fields; with a negative count they may repeat. O(N). redis.io/commands/hrandfield */
		hRandFieldCount(key: Arg, count: number): Promise<string[]>;
		/** Some fields with their values. O(N). redis.io/commands/hrandfield */
		hRandFieldCountWithValues(key: Arg, count: number): Promise<{ field: string; value: string }[]>;
		/** A page of the fields. O(1) a page. redis.io/commands/hscan */
		hScan(
			key: Arg,
			cursor: Arg,
			options?: ScanOptions
		): Promise<{ cursor: string; entries: { field: string; value: string }[] }>;
		/** Sets a field, or several; gives how many are new. O(N). redis.io/commands/hset */
		hSet(
			...args: [key: Arg, field: Arg | number, value: Arg | number] | [key: Arg, fields: HashFields]
		): Promise<number>;
		/** Sets a field that does not exist: 1 or 0. O(1). redis.io/commands/hsetnx */
		hSetNX(key: Arg, field: Arg, value: Arg): Promise<number>;
		/** The length of a value in bytes. O(1). redis.io/commands/hstrlen */
		hStrLen(key: Arg, field: Arg): Promise<number>;
		/** All values. O(N). redis.io/commands/hvals */
		hVals(key: Arg): Promise<string[]>;
	}
}
