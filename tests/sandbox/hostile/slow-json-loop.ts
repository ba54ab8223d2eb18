// expect: time_limit_exceeded
const s=JSON.stringify(Array.from({length:1e5},(_, i)=>({i})));for(;;)JSON.parse(s)
