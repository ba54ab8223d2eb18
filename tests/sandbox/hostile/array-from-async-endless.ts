// expect: time_limit_exceeded
await (Array as any).fromAsync((async function* () { for (;;) yield 1; })())
