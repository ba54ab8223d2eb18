// expect: accepted
const r: any = new FinalizationRegistry(() => r.register({}, 1)); r.register({}, 1); await null
