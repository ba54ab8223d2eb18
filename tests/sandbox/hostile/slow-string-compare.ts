// expect: time_limit_exceeded
const a='x'.repeat(1e7)+'a',b='x'.repeat(1e7)+'b';for(;;)a<b
