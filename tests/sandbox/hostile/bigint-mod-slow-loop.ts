// expect: time_limit_exceeded
const a=3n**400000n,b=7n**200000n;let r=0n;for(;;)r+=a%b
