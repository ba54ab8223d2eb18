/**
 * The commands of node-redis 6 that the lab's Redis has, a line each: the method's name, and what becomes of its
 * arguments in order. The name says the first words, too: `zRange_WithScores` is the method `zRangeWithScores`,
 * also `ZRANGE_WITHSCORES`, and begins with ZRANGE; `config+Get` is `configGet`, `CONFIG_GET`, and begins with
 * CONFIG GET. After `=` stands the second spelling where it is another, with the library's own slip of the pen.
 *
 * A word in capitals is sent as it is. `s` sends an argument as it is, `n` as text, `d` a number that may be
 * infinite, `D` that or a text, `*` one or many, `#` those with their count before them, `?` what may be left
 * out, `!` what may be undefined, `e` seconds and `p` milliseconds or a `Date`. `{…}` are options: `A` a flag,
 * `A=` with a value, `A~` with one that counts when it is not 0 or empty. `@…` is a function of
 * argument-forms.ts that takes what is left, and `>…` one of reply-forms.ts.
 */
export const COMMANDS = `
append s s
auth @auth
bitCount s @bitRange
bitOp s s *
bitPos s n ! ! ?
blMove s s s s n
blmPop n # s {COUNT=}
blPop @keysThenTime >keyElement
brPop @keysThenTime >keyElement
brPopLPush s s n
bzmPop n # s {COUNT~} >poppedMembers
bzPopMax @keysThenTime >keyMember
bzPopMin @keysThenTime >keyMember
client+GetName
client+Id
client+Kill @killFilters
client+SetName s
command+Count
config+Get * >tuples
config+ResetStat=CONFIG_RESETASTAT
config+Set @configPairs
copy s s {DB=,REPLACE}
dbSize
decr s
decrBy s n
del *
echo s
eval s @scriptArguments
evalSha s @scriptArguments
exists *
expire s n ?
expireAt s e ?
expireTime s
flushAll ?
flushDb ?
get s
getBit s n
getDel s
getEx s @getExpiry
getRange s n n
getSet s s
hDel s *
hExists s s
hGet s s
hGetAll s >tuples
hIncrBy s s n
hIncrByFloat s s n
hKeys s
hLen s
hmGet s *
hRandField_Count_WithValues s n WITHVALUES >fieldValues
hRandField_Count s n
hRandField s
hScan s s {MATCH=,COUNT~} >scannedFields
hSet s @hashPairs
hSetNX s s s
hStrLen s s
hVals s
hello @hello >tuples
incr s
incrBy s n
incrByFloat s n
info ?
keys s
lastSave
lcs_Len s s LEN
lcs s s
lIndex s n
lInsert s s s s
lLen s
lMove s s s s
lmPop # s {COUNT=}
lPop_Count s n
lPop s
lPos_Count @positions
lPos s s {RANK=,MAXLEN=}
lPush s *
lPushX s *
lRange s n n
lRem s n s
lSet s n s
lTrim s n n
memory+Usage s {SAMPLES=}
mGet *
move s n
mSet @keyPairs
mSetNX @keyPairs
object+Encoding s
object+Freq s
object+IdleTime s
object+RefCount s
persist s
pExpire s n ?
pExpireAt s p ?
pExpireTime s
pfAdd s ?*
pfCount *
pfMerge s ?*
ping !
pSetEx s n s
pTTL s
publish s s
pubSub+Channels ?
pubSub+NumPat
pubSub+NumSub ?* >counts
pubSub+ShardChannels ?
pubSub+ShardNumSub ?* >counts
randomKey
rename s s
renameNX s s
replicaOf s n
role >role
rPop_Count s n
rPop s
rPopLPush s s
rPush s *
rPushX s *
sAdd s *
scan s {MATCH=,COUNT~,TYPE~} >scannedKeys
sCard s
script+Exists *
script+Flush ?
script+Load s
sDiff *
sDiffStore s *
set s @value
setBit s n n
setEx s n s
setNX s s
setRange s n s
sInter *
sInterCard # @limit
sInterStore s *
sIsMember s s
sMembers s
smIsMember s *
sMove s s s
sPop_Count s n
sPop s
sPublish s s
sRandMember_Count s n
sRandMember s
sRem s *
sScan s s {MATCH=,COUNT~} >scannedMembers
strLen s
sUnion *
sUnionStore s *
swapDb n n
time
touch *
ttl s
type s
unlink *
wait n n
xAck s s *
xAdd_NoMkStream s NOMKSTREAM @entry
xAdd s @entry
xAutoClaim_JustId s s s n s {COUNT~} JUSTID >claimedIds
xAutoClaim s s s n s {COUNT~} >claimed
xClaim_JustId s s s n * @claimOptions JUSTID
xClaim s s s n * @claimOptions >messagesOrNulls
xDel s *
xGroup+Create s s s {MKSTREAM,ENTRIESREAD=}
xGroup+CreateConsumer s s s
xGroup+DelConsumer s s s
xGroup+Destroy s s
xGroup+SetId s s s {ENTRIESREAD=}
xInfo+Consumers s s >listOfTuples
xInfo+Groups s >listOfTuples
xInfo+Stream s >streamInfo
xLen s
xPending_Range @pendingRange >pendingEntries
xPending s s >pendingSummary
xRange s s s {COUNT=} >messages
xRead @readStreams >streams
xReadGroup GROUP s s @readStreams >streams
xRevRange s s s {COUNT=} >messages
xSetId s s {ENTRIESADDED=,MAXDELETEDID~}
xTrim @trim
zAdd_Incr s @increasedMembers >double
zAdd s @members >double
zCard s
zCount s D D
zDiff_WithScores # WITHSCORES >members
zDiff #
zDiffStore s #
zIncrBy s d s >double
zInter_WithScores @weighed WITHSCORES >members
zInter @weighed
zInterCard # @limit
zInterStore s @weighed
zLexCount s s s
zmPop # s {COUNT~} >poppedMembers
zmScore s * >doubles
zPopMax_Count s n >members
zPopMax s >firstMember
zPopMin_Count s n >members
zPopMin s >firstMember
zRandMember_Count_WithScores s n WITHSCORES >members
zRandMember_Count s n
zRandMember s
zRange_WithScores s D D @rangeOptions WITHSCORES >members
zRange s D D @rangeOptions
zRangeByLex s D D @rangeOptions
zRangeByScore_WithScores s D D @rangeOptions WITHSCORES >members
zRangeByScore s D D @rangeOptions
zRangeStore s s D D @rangeOptions
zRank_WithScore s s WITHSCORE >rank
zRank s s
zRem s *
zRemRangeByLex s D D
zRemRangeByRank s n n
zRemRangeByScore s D D
zRevRank_WithScore s s WITHSCORE >rank
zRevRank s s
zScan s s {MATCH=,COUNT~} >scannedScores
zScore s s >double
zUnion_WithScores @weighed WITHSCORES >members
zUnion @weighed
zUnionStore s @weighed`;

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
