// expect: time_limit_exceeded
for await (const x of (async function*(){for(;;)yield 1})()){}
