/**
 * The commands of node-redis 6 that the lab's Redis has, a line each: the method's name, its words, and what
 * becomes of its arguments in order. A capital in front of `_` or elsewhere in the name is as in the library:
 * `zRange_WithScores` is the method `zRangeWithScores` and also `ZRANGE_WITHSCORES`.
 *
 * A word in capitals is sent as it is. `s` sends an argument as it is, `n` as text, `d` a number that may be
 * infinite, `D` that or a text, `*` one or many, `#` those with their count before them, `?` what may be left
 * out, `!` what may be undefined, `e` seconds and `p` milliseconds or a `Date`. `{…}` are options: `A` a flag,
 * `A=` with a value, `A~` with one that counts when it is not 0 or empty, `:a` only the value. `@…` is a
 * function of argument-forms.ts that takes what is left, and `>…` one of reply-forms.ts. After `=` stands the
 * other name where it is not the same in capitals, with the library's own slip of the pen.
 */
export const COMMANDS = `
append APPEND s s
auth AUTH @auth
bitCount BITCOUNT s @bitRange
bitOp BITOP s s *
bitPos BITPOS s n ! ! ?
blMove BLMOVE s s s s n
blmPop BLMPOP n # s {COUNT=}
blPop BLPOP @keysThenTime >keyElement
brPop BRPOP @keysThenTime >keyElement
brPopLPush BRPOPLPUSH s s n
bzmPop BZMPOP n # s {COUNT~} >poppedMembers
bzPopMax BZPOPMAX @keysThenTime >keyMember
bzPopMin BZPOPMIN @keysThenTime >keyMember
client_GetName CLIENT GETNAME
client_Id CLIENT ID
client_Kill CLIENT KILL @killFilters
client_SetName CLIENT SETNAME s
command_Count COMMAND COUNT
config_Get CONFIG GET * >tuples
configResetStat=CONFIG_RESETASTAT CONFIG RESETSTAT
config_Set CONFIG SET @configPairs
copy COPY s s {DB=,REPLACE}
dbSize DBSIZE
decr DECR s
decrBy DECRBY s n
del DEL *
echo ECHO s
eval EVAL s @scriptArguments
evalSha EVALSHA s @scriptArguments
exists EXISTS *
expire EXPIRE s n ?
expireAt EXPIREAT s e ?
expireTime EXPIRETIME s
flushAll FLUSHALL ?
flushDb FLUSHDB ?
get GET s
getBit GETBIT s n
getDel GETDEL s
getEx GETEX s @getExpiry
getRange GETRANGE s n n
getSet GETSET s s
hDel HDEL s *
hExists HEXISTS s s
hGet HGET s s
hGetAll HGETALL s >tuples
hIncrBy HINCRBY s s n
hIncrByFloat HINCRBYFLOAT s s n
hKeys HKEYS s
hLen HLEN s
hmGet HMGET s *
hRandField_Count_WithValues HRANDFIELD s n WITHVALUES >fieldValues
hRandField_Count HRANDFIELD s n
hRandField HRANDFIELD s
hScan HSCAN s s {MATCH=,COUNT~} >scannedFields
hSet HSET s @hashPairs
hSetNX HSETNX s s s
hStrLen HSTRLEN s s
hVals HVALS s
hello HELLO @hello >tuples
incr INCR s
incrBy INCRBY s n
incrByFloat INCRBYFLOAT s n
info INFO ?
keys KEYS s
lastSave LASTSAVE
lcs_Len LCS s s LEN
lcs LCS s s
lIndex LINDEX s n
lInsert LINSERT s s s s
lLen LLEN s
lMove LMOVE s s s s
lmPop LMPOP # s {COUNT=}
lPop_Count LPOP s n
lPop LPOP s
lPos_Count LPOS @positions
lPos LPOS s s {RANK=,MAXLEN=}
lPush LPUSH s *
lPushX LPUSHX s *
lRange LRANGE s n n
lRem LREM s n s
lSet LSET s n s
lTrim LTRIM s n n
memory_Usage MEMORY USAGE s {SAMPLES=}
mGet MGET *
move MOVE s n
mSet MSET @keyPairs
mSetNX MSETNX @keyPairs
object_Encoding OBJECT ENCODING s
object_Freq OBJECT FREQ s
object_IdleTime OBJECT IDLETIME s
object_RefCount OBJECT REFCOUNT s
persist PERSIST s
pExpire PEXPIRE s n ?
pExpireAt PEXPIREAT s p ?
pExpireTime PEXPIRETIME s
pfAdd PFADD s ?*
pfCount PFCOUNT *
pfMerge PFMERGE s ?*
ping PING !
pSetEx PSETEX s n s
pTTL PTTL s
publish PUBLISH s s
pubSub_Channels PUBSUB CHANNELS ?
pubSub_NumPat PUBSUB NUMPAT
pubSub_NumSub PUBSUB NUMSUB ?* >counts
pubSub_ShardChannels PUBSUB SHARDCHANNELS ?
pubSub_ShardNumSub PUBSUB SHARDNUMSUB ?* >counts
randomKey RANDOMKEY
rename RENAME s s
renameNX RENAMENX s s
replicaOf REPLICAOF s n
role ROLE >role
rPop_Count RPOP s n
rPop RPOP s
rPopLPush RPOPLPUSH s s
rPush RPUSH s *
rPushX RPUSHX s *
sAdd SADD s *
scan SCAN s {MATCH=,COUNT~,TYPE~} >scannedKeys
sCard SCARD s
script_Exists SCRIPT EXISTS *
script_Flush SCRIPT FLUSH ?
script_Load SCRIPT LOAD s
sDiff SDIFF *
sDiffStore SDIFFSTORE s *
set SET s @value
setBit SETBIT s n n
setEx SETEX s n s
setNX SETNX s s
setRange SETRANGE s n s
sInter SINTER *
sInterCard SINTERCARD # @limit
sInterStore SINTERSTORE s *
sIsMember SISMEMBER s s
sMembers SMEMBERS s
smIsMember SMISMEMBER s *
sMove SMOVE s s s
sPop_Count SPOP s n
sPop SPOP s
sPublish SPUBLISH s s
sRandMember_Count SRANDMEMBER s n
sRandMember SRANDMEMBER s
sRem SREM s *
sScan SSCAN s s {MATCH=,COUNT~} >scannedMembers
strLen STRLEN s
sUnion SUNION *
sUnionStore SUNIONSTORE s *
swapDb SWAPDB n n
time TIME
touch TOUCH *
ttl TTL s
type TYPE s
unlink UNLINK *
wait WAIT n n
xAck XACK s s *
xAdd_NoMkStream XADD s NOMKSTREAM @entry
xAdd XADD s @entry
xAutoClaim_JustId XAUTOCLAIM s s s n s {COUNT~} JUSTID >claimedIds
xAutoClaim XAUTOCLAIM s s s n s {COUNT~} >claimed
xClaim_JustId XCLAIM s s s n * @claimOptions JUSTID
xClaim XCLAIM s s s n * @claimOptions >messagesOrNulls
xDel XDEL s *
xGroup_Create XGROUP CREATE s s s {MKSTREAM,ENTRIESREAD=}
xGroup_CreateConsumer XGROUP CREATECONSUMER s s s
xGroup_DelConsumer XGROUP DELCONSUMER s s s
xGroup_Destroy XGROUP DESTROY s s
xGroup_SetId XGROUP SETID s s s {ENTRIESREAD=}
xInfo_Consumers XINFO CONSUMERS s s >listOfTuples
xInfo_Groups XINFO GROUPS s >listOfTuples
xInfo_Stream XINFO STREAM s >streamInfo
xLen XLEN s
xPending_Range XPENDING @pendingRange >pendingEntries
xPending XPENDING s s >pendingSummary
xRange XRANGE s s s {COUNT=} >messages
xRead XREAD @readStreams >streams
xReadGroup XREADGROUP GROUP s s @readStreams >streams
xRevRange XREVRANGE s s s {COUNT=} >messages
xSetId XSETID s s {ENTRIESADDED=,MAXDELETEDID~}
xTrim XTRIM @trim
zAdd_Incr ZADD s @increasedMembers >double
zAdd ZADD s @members >double
zCard ZCARD s
zCount ZCOUNT s D D
zDiff_WithScores ZDIFF # WITHSCORES >members
zDiff ZDIFF #
zDiffStore ZDIFFSTORE s #
zIncrBy ZINCRBY s d s >double
zInter_WithScores ZINTER @weighed WITHSCORES >members
zInter ZINTER @weighed
zInterCard ZINTERCARD # @limit
zInterStore ZINTERSTORE s @weighed
zLexCount ZLEXCOUNT s s s
zmPop ZMPOP # s {COUNT~} >poppedMembers
zmScore ZMSCORE s * >doubles
zPopMax_Count ZPOPMAX s n >members
zPopMax ZPOPMAX s >firstMember
zPopMin_Count ZPOPMIN s n >members
zPopMin ZPOPMIN s >firstMember
zRandMember_Count_WithScores ZRANDMEMBER s n WITHSCORES >members
zRandMember_Count ZRANDMEMBER s n
zRandMember ZRANDMEMBER s
zRange_WithScores ZRANGE s D D @rangeOptions WITHSCORES >members
zRange ZRANGE s D D @rangeOptions
zRangeByLex ZRANGEBYLEX s D D @rangeOptions
zRangeByScore_WithScores ZRANGEBYSCORE s D D @rangeOptions WITHSCORES >members
zRangeByScore ZRANGEBYSCORE s D D @rangeOptions
zRangeStore ZRANGESTORE s s D D @rangeOptions
zRank_WithScore ZRANK s s WITHSCORE >rank
zRank ZRANK s s
zRem ZREM s *
zRemRangeByLex ZREMRANGEBYLEX s D D
zRemRangeByRank ZREMRANGEBYRANK s n n
zRemRangeByScore ZREMRANGEBYSCORE s D D
zRevRank_WithScore ZREVRANK s s WITHSCORE >rank
zRevRank ZREVRANK s s
zScan ZSCAN s s {MATCH=,COUNT~} >scannedScores
zScore ZSCORE s s >double
zUnion_WithScores ZUNION @weighed WITHSCORES >members
zUnion ZUNION @weighed
zUnionStore ZUNIONSTORE s @weighed`;

/** Those it has not; a name in front of `:` begins each that follows. */
export const REFUSED = `
acl: _Cat _DelUser _DryRun _GenPass _GetUser _List _Load _Log_Reset _Log _Save _SetUser _Users _WhoAmI
ar: Count Del DelRange Get GetRange Grep Grep_WithValues Info Insert LastItems Len MGet MSet Next Op Ring Scan Seek Set
bless: _Get _Set _Clear _Scan
client: _Caching _GetRedir _Info _List NoEvict=CLIENT_NO-EVICT NoTouch=CLIENT_NO-TOUCH _Pause _Tracking _TrackingInfo _Unblock _Unpause
cluster: _AddSlots _AddSlotsRange _BumpEpoch CountFailureReports=CLUSTER_COUNT-FAILURE-REPORTS _CountKeysInSlot _DelSlots _DelSlotsRange _Failover _FlushSlots _Forget _GetKeysInSlot _Info _KeySlot _Links _Meet _MyId _MyShardId _Nodes _Replicas _Replicate _Reset _SaveConfig SetConfigEpoch=CLUSTER_SET-CONFIG-EPOCH _SetSlot _Slots
command: _GetKeys _GetKeysAndFlags _Docs _Info _List
function: _Delete _Dump _Flush _Kill _List_WithCode _List _Load _Restore _Stats
geo: Add Dist Hash Pos Radius_Ro_With Radius_Ro Radius_Store Radius_With Radius RadiusByMember_Ro_With RadiusByMember_Ro RadiusByMember_Store RadiusByMember_With RadiusByMember Search_With Search SearchStore
hImport: _Discard _DiscardAll _Prepare _Set
h: Expire ExpireAt ExpireTime GetDel GetEx Persist pExpire pExpireAt pExpireTime pTTL Scan_NoValues SetEx TTL
lcs: _Idx _Idx_WithMatchLen
hotkeys: _Get _Reset _Start _Stop
latency: _Doctor _Graph _History _Histogram _Latest _Reset
memory: _Doctor MallocStats=MEMORY_MALLOC-STATS _Purge _Stats
module: _List _Load _Unload
script: _Debug _Kill
v: Add Card Dim Emb Emb_Raw GetAttr Info Links Links_WithScores RandMember Range Rem SetAttr Sim Sim_WithScores
: asking bgRewriteAof bgSave bitField_Ro bitField blMoveM command config_Rewrite delEx digest dump eval_Ro evalSha_Ro fCall fCall_Ro increx incrExByFloat lMoveM migrate monitor mSetEx readonly restoreAsking=RESTORE-ASKING restore sDiffCard sort_Ro sort_Store sort sUnionCard xAckDel xCfgSet xDelEx xNack LOLWUT`;
