declare module 'redis' {
	interface ListCommands {
		/** Moves an element to another list; waits up to `timeout` seconds for one, 0 for ever. O(1). redis.io/commands/blmove */
		blMove(
			source: Arg,
			destination: Arg,
			from: ListSide,
			to: ListSide,
			timeout: number
		): Promise<string | null>;
		/** Takes elements from the first list that has some; waits for one. O(N+M). redis.io/commands/blmpop */
		blmPop(
			timeout: number,
			keys: Many,
			side: ListSide,
			options?: { COUNT?: number }
		): Promise<[string, string[]] | null>;
		/** Takes the first element; waits up to `timeout` seconds for one, 0 for ever. O(N). redis.io/commands/blpop */
		blPop(keys: Many, timeout: number): Promise<{ key: string; element: string } | null>;
		/** Takes the last element; waits up to `timeout` seconds for one, 0 for ever. O(N). redis.io/commands/brpop */
		brPop(keys: Many, timeout: number): Promise<{ key: string; element: string } | null>;
		/** As blMove from RIGHT to LEFT. O(1). redis.io/commands/brpoplpush */
		brPopLPush(source: Arg, destination: Arg, timeout: number): Promise<string | null>;
		/** The element at a place; -1 is the last. O(N). redis.io/commands/lindex */
		lIndex(key: Arg, index: number): Promise<string | null>;
		/** Inserts next to an element; gives the length, -1 without the pivot. O(N). redis.io/commands/linsert */
		lInsert(key: Arg, position: 'BEFORE' | 'AFTER', pivot: Arg, element: Arg): Promise<number>;
		/** The length of a list. O(1). redis.io/commands/llen */
		lLen(key: Arg): Promise<number>;
		/** Moves an element to another list, in one step. O(1). redis.io/commands/lmove */
		lMove(source: Arg, destination: Arg, from: ListSide, to: ListSide): Promise<string | null>;
		/** Takes elements from the first list that has some. O(N+M). redis.io/commands/lmpop */
		lmPop(keys: Many, side: ListSide, options?: { COUNT?: number }): Promise<[string, string[]] | null>;
		/** Takes the first element. O(1). redis.io/commands/lpop */
		lPop(key: Arg): Promise<string | null>;
		/** Takes the first elements. O(N). redis.io/commands/lpop */
		lPopCount(key: Arg, count: number): Promise<string[] | null>;
		/** Where an element stands. O(N). redis.io/commands/lpos */
		lPos(key: Arg, element: Arg, options?: PositionOptions): Promise<number | null>;
		/** Where an element stands, several times. O(N). redis.io/commands/lpos */
		lPosCount(key: Arg, element: Arg, count: number, options?: PositionOptions): Promise<number[]>;
		/** Puts elements at the front; gives the length. O(1) each. redis.io/commands/lpush */
		lPush(key: Arg, elements: Many): Promise<number>;
		/** As lPush, to a list that exists. O(1) each. redis.io/commands/lpushx */
		lPushX(key: Arg, elements: Many): Promise<number>;
		/** Elements from one place to another, both included. O(S+N). redis.io/commands/lrange */
		lRange(key: Arg, start: number, stop: number): Promise<string[]>;
		/** Removes elements that are equal; gives how many. O(N). redis.io/commands/lrem */
		lRem(key: Arg, count: number, element: Arg): Promise<number>;
		/** Replaces the element at a place. O(N). redis.io/commands/lset */
		lSet(key: Arg, index: number, element: Arg): Promise<'OK'>;
		/** Keeps only the elements from one place to another. O(N). redis.io/commands/ltrim */
		lTrim(key: Arg, start: number, stop: number): Promise<'OK'>;
		/** Takes the last element. O(1). redis.io/commands/rpop */
		rPop(key: Arg): Promise<string | null>;
		/** Takes the last elements. O(N). redis.io/commands/rpop */
		rPopCount(key: Arg, count: number): Promise<string[] | null>;
		/** As lMove from RIGHT to LEFT. O(1). redis.io/commands/rpoplpush */
		rPopLPush(source: Arg, destination: Arg): Promise<string | null>;
		/** Puts elements at the end; gives the length. O(1) each. redis.io/commands/rpush */
		rPush(key: Arg, elements: Many): Promise<number>;
		/** As rPush, to a list that exists. O(1) each. redis.io/commands/rpushx */
		rPushX(key: Arg, elements: Many): Promise<number>;
	}

	interface SetCommands {
		/** Adds members; gives how many are new. O(1) each. redis.io/commands/sadd */
		sAdd(key: Arg, members: Many): Promise<number>;
		/** How many members there are. O(1). redis.io/commands/scard */
		sCard(key: Arg): Promise<number>;
		/** Members of the first set that no other has. O(N). redis.io/commands/sdiff */
		sDiff(keys: Many): Promise<string[]>;
		/** Keeps the difference; gives its size. O(N). redis.io/commands/sdiffstore */
		sDiffStore(destination: Arg, keys: Many): Promise<number>;
		/** Members all sets have. O(N·M). redis.io/commands/sinter */
		sInter(keys: Many): Promise<string[]>;
		/** How many members all sets have. O(N·M). redis.io/commands/sintercard */
		sInterCard(keys: Many, options?: number | { LIMIT?: number }): Promise<number>;
		/** Keeps what all sets have; gives its size. O(N·M). redis.io/commands/sinterstore */
		sInterStore(destination: Arg, keys: Many): Promise<number>;
		/** Whether it is a member: 1 or 0. O(1). redis.io/commands/sismember */
		sIsMember(key: Arg, member: Arg): Promise<number>;
		/** All members, in no order. O(N). redis.io/commands/smembers */
		sMembers(key: Arg): Promise<string[]>;
		/** Which are members: 1 or 0 each. O(N). redis.io/commands/smismember */
		smIsMember(key: Arg, members: Many): Promise<number[]>;
		/** Moves a member to another set: 1 or 0. O(1). redis.io/commands/smove */
		sMove(source: Arg, destination: Arg, member: Arg): Promise<number>;
		/** Takes some member. O(1). redis.io/commands/spop */
		sPop(key: Arg): Promise<string | null>;
		/** Takes some members. O(N). redis.io/commands/spop */
		sPopCount(key: Arg, count: number): Promise<string[]>;
		/** Some member. O(1). redis.io/commands/srandmember */
		sRandMember(key: Arg): Promise<string | null>;
		/** Some members; with a negative count they may repeat. O(N). redis.io/commands/srandmember */
		sRandMemberCount(key: Arg, count: number): Promise<string[]>;
		/** Removes members; gives how many there were. O(N). redis.io/commands/srem */
		sRem(key: Arg, members: Many): Promise<number>;
		/** A page of the members. O(1) a page. redis.io/commands/sscan */
		sScan(key: Arg, cursor: Arg, options?: ScanOptions): Promise<{ cursor: string; members: string[] }>;
		/** Members any set has. O(N). redis.io/commands/sunion */
		sUnion(keys: Many): Promise<string[]>;
		/** Keeps what any set has; gives its size. O(N). redis.io/commands/sunionstore */
		sUnionStore(destination: Arg, keys: Many): Promise<number>;
	}

	interface SortedSetCommands {
		/** As zmPop; waits up to `timeout` seconds. O(K)+O(M·log N). redis.io/commands/bzmpop */
		bzmPop(
			timeout: number,
			keys: Many,
			side: 'MIN' | 'MAX',
			options?: { COUNT?: number }
		): Promise<{ key: string; members: ScoredMember[] } | null>;
		/** Takes the highest; waits up to `timeout` seconds, 0 for ever. O(log N). redis.io/commands/bzpopmax */
		bzPopMax(keys: Many, timeout: number): Promise<{ key: string; value: string; score: number } | null>;
		/** Takes the lowest; waits up to `timeout` seconds, 0 for ever. O(log N). redis.io/commands/bzpopmin */
		bzPopMin(keys: Many, timeout: number): Promise<{ key: string; value: string; score: number } | null>;
		/** Adds members or changes their scores; gives how many are new, with `CH` how many changed. O(log N) each. redis.io/commands/zadd */
		zAdd(key: Arg, members: ScoredMember<Arg> | ScoredMember<Arg>[], options?: ZAddOptions): Promise<number>;
		/** Adds to a score under conditions; null when they did not hold. O(log N). redis.io/commands/zadd */
		zAddIncr(
			key: Arg,
			members: ScoredMember<Arg> | ScoredMember<Arg>[],
			options?: Omit<ZAddOptions, 'NX' | 'XX' | 'LT' | 'GT'>
		): Promise<number | null>;
		/** How many members there are. O(1). redis.io/commands/zcard */
		zCard(key: Arg): Promise<number>;
		/** How many scores lie between; `'(5'` leaves 5 out. O(log N). redis.io/commands/zcount */
		zCount(key: Arg, min: Bound, max: Bound): Promise<number>;
		/** Members of the first that no other has. O(N·log N). redis.io/commands/zdiff */
		zDiff(keys: Many): Promise<string[]>;
		/** Keeps the difference; gives its size. O(N·log N). redis.io/commands/zdiffstore */
		zDiffStore(destination: Arg, keys: Many): Promise<number>;
		/** The difference, with scores. O(N·log N). redis.io/commands/zdiff */
		zDiffWithScores(keys: Many): Promise<ScoredMember[]>;
		/** Adds to a score, in one step; gives the new one. O(log N). redis.io/commands/zincrby */
		zIncrBy(key: Arg, increment: number, member: Arg): Promise<number>;
		/** Members all have. O(N·K). redis.io/commands/zinter */
		zInter(keys: Weighed, options?: AggregateOptions): Promise<string[]>;
		/** How many members all have. O(N·K). redis.io/commands/zintercard */
		zInterCard(keys: Many, options?: number | { LIMIT?: number }): Promise<number>;
		/** Keeps what all have, scores added up; gives its size. O(N·K). redis.io/commands/zinterstore */
		zInterStore(destination: Arg, keys: Weighed, options?: AggregateOptions): Promise<number>;
		/** What all have, scores added up. O(N·K). redis.io/commands/zinter */
		zInterWithScores(keys: Weighed, options?: AggregateOptions): Promise<ScoredMember[]>;
		/** How many members lie between, by their text. O(log N). redis.io/commands/zlexcount */
		zLexCount(key: Arg, min: Arg, max: Arg): Promise<number>;
		/** Takes the lowest or highest of the first that has some. O(K)+O(M·log N). redis.io/commands/zmpop */
		zmPop(
			keys: Many,
			side: 'MIN' | 'MAX',
			options?: { COUNT?: number }
		): Promise<{ key: string; members: ScoredMember[] } | null>;
		/** The scores of several members. O(N). redis.io/commands/zmscore */
		zmScore(key: Arg, members: Many): Promise<(number | null)[]>;
		/** Takes the highest. O(log N). redis.io/commands/zpopmax */
		zPopMax(key: Arg): Promise<ScoredMember | null>;
		/** Takes the highest. O(M·log N). redis.io/commands/zpopmax */
		zPopMaxCount(key: Arg, count: number): Promise<ScoredMember[]>;
		/** Takes the lowest. O(log N). redis.io/commands/zpopmin */
		zPopMin(key: Arg): Promise<ScoredMember | null>;
		/** Takes the lowest. O(M·log N). redis.io/commands/zpopmin */
		zPopMinCount(key: Arg, count: number): Promise<ScoredMember[]>;
		/** Some member. O(1). redis.io/commands/zrandmember */
		zRandMember(key: Arg): Promise<string | null>;
		/** Some members; with a negative count they may repeat. O(N). redis.io/commands/zrandmember */
		zRandMemberCount(key: Arg, count: number): Promise<string[]>;
		/** Some members with scores. O(N). redis.io/commands/zrandmember */
		zRandMemberCountWithScores(key: Arg, count: number): Promise<ScoredMember[]>;
		/** Members from one place to another; `BY` by score or text. O(log N+M). redis.io/commands/zrange */
		zRange(key: Arg, min: Bound, max: Bound, options?: ZRangeOptions): Promise<string[]>;
		/** Members between, by their text. O(log N+M). redis.io/commands/zrangebylex */
		zRangeByLex(key: Arg, min: Arg, max: Arg, options?: LimitOptions): Promise<string[]>;
		/** Members whose scores lie between. O(log N+M). redis.io/commands/zrangebyscore */
		zRangeByScore(key: Arg, min: Bound, max: Bound, options?: LimitOptions): Promise<string[]>;
		/** Members whose scores lie between, with them. O(log N+M). redis.io/commands/zrangebyscore */
		zRangeByScoreWithScores(
			key: Arg,
			min: Bound,
			max: Bound,
			options?: LimitOptions
		): Promise<ScoredMember[]>;
		/** Keeps a range; gives its size. O(log N+M). redis.io/commands/zrangestore */
		zRangeStore(
			destination: Arg,
			source: Arg,
			min: Bound,
			max: Bound,
			options?: ZRangeOptions
		): Promise<number>;
		/** Members from one place to another, with scores. O(log N+M). redis.io/commands/zrange */
		zRangeWithScores(key: Arg, min: Bound, max: Bound, options?: ZRangeOptions): Promise<ScoredMember[]>;
		/** How many stand below a member. O(log N). redis.io/commands/zrank */
		zRank(key: Arg, member: Arg): Promise<number | null>;
		/** How many stand below a member, and its score; since Redis 7.2. O(log N). redis.io/commands/zrank */
		zRankWithScore(key: Arg, member: Arg): Promise<{ rank: number; score: number } | null>;
		/** Removes members; gives how many there were. O(M·log N). redis.io/commands/zrem */
		zRem(key: Arg, members: Many): Promise<number>;
		/** Removes what lies between, by text. O(log N+M). redis.io/commands/zremrangebylex */
		zRemRangeByLex(key: Arg, min: Bound, max: Bound): Promise<number>;
		/** Removes from one place to another. O(log N+M). redis.io/commands/zremrangebyrank */
		zRemRangeByRank(key: Arg, start: number, stop: number): Promise<number>;
		/** Removes what lies between, by score. O(log N+M). redis.io/commands/zremrangebyscore */
		zRemRangeByScore(key: Arg, min: Bound, max: Bound): Promise<number>;
		/** How many stand above a member. O(log N). redis.io/commands/zrevrank */
		zRevRank(key: Arg, member: Arg): Promise<number | null>;
		/** How many stand above a member, and its score; since Redis 7.2. O(log N). redis.io/commands/zrevrank */
		zRevRankWithScore(key: Arg, member: Arg): Promise<{ rank: number; score: number } | null>;
		/** A page of the members. O(1) a page. redis.io/commands/zscan */
		zScan(key: Arg, cursor: Arg, options?: ScanOptions): Promise<{ cursor: string; members: ScoredMember[] }>;
		/** The score of a member. O(1). redis.io/commands/zscore */
		zScore(key: Arg, member: Arg): Promise<number | null>;
		/** Members any has. O(N·log N). redis.io/commands/zunion */
		zUnion(keys: Weighed, options?: AggregateOptions): Promise<string[]>;
		/** Keeps what any has, scores added up; gives its size. O(N·log N). redis.io/commands/zunionstore */
		zUnionStore(destination: Arg, keys: Weighed, options?: AggregateOptions): Promise<number>;
		/** What any has, scores added up. O(N·log N). redis.io/commands/zunion */
		zUnionWithScores(keys: Weighed, options?: AggregateOptions): Promise<ScoredMember[]>;
	}
}
